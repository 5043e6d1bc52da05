/** Writes packages/web/screenshots/<page>-<width>-<theme>.png. Run by `npm run screenshots [-- -t part-of-a-page's-name]`. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, test } from "vitest";
import { PAGES, seedPages } from "./pages.ts";
import { DESKTOP, PHONE, startWebTest, type WebTest } from "./web-test.ts";

const FOLDER = join(import.meta.dirname, "../screenshots");
let web: WebTest;

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  web = await startWebTest();
  await seedPages(web);
});
afterAll(() => web[Symbol.asyncDispose]());

for (const { name, path, as = "owner", prepare } of PAGES) {
  for (const size of [PHONE, DESKTOP]) {
    for (const theme of ["light", "dark"] as const) {
      test(`${name} ${size.width} ${theme}`, async () => {
        await using visit = await web.visit({ size, theme, ...(as !== "nobody" && { as }) });
        await visit.goTo(typeof path === "string" ? path : await path(web));
        await prepare?.(visit);
        const file = join(FOLDER, `${name}-${size.width}-${theme}.png`);
        await visit.page.screenshot({ path: file, animations: "disabled", fullPage: true });
      });
    }
  }
}
