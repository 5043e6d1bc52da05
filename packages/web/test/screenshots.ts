/** Writes packages/web/screenshots/<page>-<width>-<theme>.png. Run by `npm run screenshots [-- -t part-of-a-page's-name]`. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { PAGES, startPages } from "./pages.ts";
import { DESKTOP, PHONE, startWebTest, type WebTest } from "./web-test.ts";

const FOLDER = join(import.meta.dirname, "../screenshots");
let web: WebTest;
/** Nobody has set it up. */
let fresh: WebTest;

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  web = await startPages();
  fresh = await startWebTest({ withChannel: false });
});
afterAll(async () => {
  await fresh[Symbol.asyncDispose]();
  await web[Symbol.asyncDispose]();
});

for (const { name, path, as = "owner", isFirstRun, prepare } of PAGES) {
  for (const size of [PHONE, DESKTOP]) {
    for (const theme of ["light", "dark"] as const) {
      test(`${name} ${size.width} ${theme}`, async () => {
        const place = isFirstRun ? fresh : web;
        await using visit = await place.visit({ size, theme, ...(as !== "nobody" && { as }) });
        await visit.goTo(typeof path === "string" ? path : await path(place));
        await prepare?.(visit);
        await showAll(visit.page, size.width);
        const file = join(FOLDER, `${name}-${size.width}-${theme}.png`);
        await visit.page.screenshot({ path: file, animations: "disabled" });
      });
    }
  }
}

const HIGHEST_PX = 3000;

/** Makes the window as high as the page: what is fixed to its bottom then stands at the bottom. */
async function showAll(page: Page, width: number): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const { height: now = 0 } = page.viewportSize() ?? {};
  if (height > now) await page.setViewportSize({ width, height: Math.min(height, HIGHEST_PX) });
}
