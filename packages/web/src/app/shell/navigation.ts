import { IconHome } from "@tabler/icons-react";
import type { ParseKeys } from "i18next";
import type { ComponentType } from "react";
import type { PagePath } from "../page-path.ts";

/** One page that can be gone to from everywhere: by the navigation, the palette and, with a `key`, by `g` and then that key. */
export interface NavigationItem {
  readonly to: PagePath;
  readonly label: ParseKeys;
  readonly icon: ComponentType<{ size?: number | string; stroke?: number }>;
  /** The second key of the shortcut `g` + key. */
  readonly key?: string;
  /** Shown only to those who may see the page. */
  readonly scope?: string;
}

export interface NavigationGroup {
  readonly label?: ParseKeys;
  readonly items: readonly NavigationItem[];
}

/** The left navigation, from top to bottom. Only pages that exist stand here. */
export const NAVIGATION: readonly NavigationGroup[] = [
  { items: [{ to: "/", label: "shell.pages.home", icon: IconHome, key: "h" }] },
];

/** What stands in the bar at the bottom of a phone, beside More. */
export const BOTTOM_BAR: readonly NavigationItem[] = NAVIGATION.flatMap(({ items }) => items).filter(({ to }) =>
  ["/"].includes(to),
);
