import { useMediaQuery } from "@mantine/hooks";

/** Narrower than the theme's breakpoint `sm`: one column, a bar at the bottom, cards instead of tables. */
export function useIsPhone(): boolean {
  return useMediaQuery("(max-width: 47.99em)", undefined, { getInitialValueInEffect: false }) ?? false;
}
