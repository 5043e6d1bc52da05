import { useMediaQuery } from "@mantine/hooks";

/** What there is room for: list, phone and controls beside each other; the controls in a drawer; one thing at a time. */
export type Layout = "wide" | "medium" | "single";

const AT_ONCE = { getInitialValueInEffect: false };

export function useLayout(): Layout {
  const isWide = useMediaQuery("(min-width: 80em)", undefined, AT_ONCE);
  const isSingle = useMediaQuery("(max-width: 61.99em)", undefined, AT_ONCE);
  if (isSingle === true) return "single";
  return isWide === true ? "wide" : "medium";
}
