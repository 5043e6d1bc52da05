/** Writes packages/web/screenshots/<page>-<width>-<theme>.png. Run by `npm run screenshots [-- -t part-of-a-page's-name]`. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, test } from "vitest";
import { PAGES } from "./pages.ts";
import { DESKTOP, PHONE, startWebTest, type WebTest } from "./web-test.ts";

const FOLDER = join(import.meta.dirname, "../screenshots");
let web: WebTest;

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  web = await startWebTest();
});
afterAll(() => web[Symbol.asyncDispose]());

for (const { name, path, prepare } of PAGES) {
  for (const size of [PHONE, DESKTOP]) {
    for (const theme of ["light", "dark"] as const) {
      test(`${name} ${size.width} ${theme}`, async () => {
        await using visit = await web.visit({ size, theme });
        await visit.goTo(path);
        await prepare?.(visit);
        await visit.page.screenshot({
          path: join(FOLDER, `${name}-${size.width}-${theme}.png`),
          animations: "disabled",
        });
      });
    }
  }
}
