import { useLocation } from "@tanstack/react-router";
import { useMe } from "../session.ts";
import { NAVIGATION, type NavigationGroup, type NavigationItem } from "./navigation.ts";

/** The navigation as this user sees it. */
export function useNavigation(): readonly NavigationGroup[] {
  const { scopes } = useMe();
  const isShown = ({ scope }: NavigationItem) => scope === undefined || scopes.includes(scope);
  return NAVIGATION.map((group) => ({ ...group, items: group.items.filter(isShown) })).filter(
    ({ items }) => items.length > 0,
  );
}

/** Whether a navigation item is where one is: at its page, below it, or at a page beside it. */
export function useIsHere(): (item: NavigationItem) => boolean {
  const path = useLocation({ select: ({ pathname }) => pathname });
  const isAt = (place: string) => path === place || (place !== "/" && path.startsWith(`${place}/`));
  return ({ to, alsoAt = [] }) => [to, ...alsoAt].some(isAt);
}
