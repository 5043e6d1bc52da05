/** Every page in both themes: nothing that axe calls serious or critical. */
import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PAGES, startPages } from "./pages.ts";
import { startWebTest, type Visit, type VisitOptions, type WebTest } from "./web-test.ts";

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/** One test a page. A look has a file of its own, so that two are looked at side by side. */
export function testAccessibility(look: Required<Pick<VisitOptions, "theme" | "size">>): void {
  let web: WebTest;
  /** Nobody has set it up. */
  let fresh: WebTest;
  /** One window for all pages of a role: the code is fetched and compiled once. */
  const visits = new Map<string, Promise<Visit>>();
  beforeAll(async () => {
    web = await startPages();
    fresh = await startWebTest({ withChannel: false });
  });
  afterAll(async () => {
    for (const visit of visits.values()) await (await visit)[Symbol.asyncDispose]();
    await fresh[Symbol.asyncDispose]();
    await web[Symbol.asyncDispose]();
  });

  function findVisit(place: WebTest, options: VisitOptions): Promise<Visit> {
    const key = `${place.app.url} ${JSON.stringify(options)}`;
    const visit = visits.get(key) ?? place.visit(options);
    visits.set(key, visit);
    return visit;
  }

  for (const { name, path, as = "owner", isFirstRun, prepare } of PAGES) {
    test(`${name}, ${look.theme}, ${look.size.width} wide`, async () => {
      const place = isFirstRun ? fresh : web;
      const visit = await findVisit(place, { ...look, ...(as !== "nobody" && { as }) });
      await visit.goTo(typeof path === "string" ? path : await path(place));
      await prepare?.(visit);
      expect(await findGraveViolations(visit.page)).toEqual([]);
      visit.check();
    });
  }
}

/** One line a rule. */
async function findGraveViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  // Listing all that is right takes several times as long as finding what is wrong.
  const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  return grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, html }) => `${target} ${html}`).join("  ")}`);
}
