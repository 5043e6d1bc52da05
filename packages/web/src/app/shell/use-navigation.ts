import { NAVIGATION, type NavigationGroup, type NavigationItem } from "./navigation.ts";

/** The navigation as this user sees it. */
export function useNavigation(): readonly NavigationGroup[] {
  return NAVIGATION.map((group) => ({ ...group, items: group.items.filter(isShown) })).filter(
    ({ items }) => items.length > 0,
  );
}

function isShown(_item: NavigationItem): boolean {
  return true;
}
