/** Every page of the app, for what is checked or shown of each: accessibility, screenshots. A new page gets a line here. */
import type { Visit } from "./web-test.ts";

export interface PageCase {
  readonly name: string;
  readonly path: string;
  /** Brings the page into the state to be looked at, such as an open dialog. */
  readonly prepare?: (visit: Visit) => Promise<void>;
}

export const PAGES: readonly PageCase[] = [
  { name: "home", path: "/" },
  { name: "not-found", path: "/no-such-page" },
  { name: "palette", path: "/", prepare: ({ page }) => page.keyboard.press("Control+k") },
  { name: "shortcuts", path: "/", prepare: ({ page }) => page.keyboard.press("?") },
];
