/** What stands around every page: navigation, palette, keyboard, theme, language, the live connection. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { DESKTOP, PHONE, startWebTest, type Visit, type WebTest } from "./web-test.ts";

let web: WebTest;
beforeAll(async () => {
  web = await startWebTest({ withChannel: false });
});
afterAll(() => web[Symbol.asyncDispose]());

const schemeOf = ({ page }: Visit) => page.locator("html").getAttribute("data-mantine-color-scheme");

test("the first load is under 400 KB of compressed JavaScript, and files are kept", async () => {
  await using visit = await web.visit({ as: "owner" });
  const { page } = visit;
  const scripts: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname.endsWith(".js")) scripts.push(request.url());
  });
  await visit.goTo("/");
  await page.getByText("Live", { exact: true }).waitFor();
  const sizes = await Promise.all(
    scripts.map(async (url) => {
      const answer = await fetch(url, { headers: { "accept-encoding": "gzip" } });
      return Number(answer.headers.get("content-length"));
    }),
  );
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  expect(scripts.length).toBeGreaterThan(3);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(400_000);

  scripts.length = 0;
  await page.getByRole("link", { name: "Channels" }).click();
  await page.getByRole("heading", { name: "Channels", level: 1 }).waitFor();
  // Its own code, and nothing a second time.
  expect(scripts.length).toBeGreaterThan(0);
});

test("the palette goes to a page and changes the theme; the choice stays", async () => {
  await using visit = await web.visit({ as: "owner" });
  const { page } = visit;
  await visit.goTo("/");
  expect(await schemeOf(visit)).toBe("light");
  const search = page.getByPlaceholder("Go to a page or do something");
  await page.keyboard.press("Control+k");
  await search.fill("users");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Users" }).waitFor();
  await page.keyboard.press("Control+k");
  await search.fill("dark");
  await page.keyboard.press("Enter");
  await page.locator("html[data-mantine-color-scheme=dark]").waitFor();
  await page.reload();
  expect(await schemeOf(visit)).toBe("dark");
});

test("like the system: the theme follows it", async () => {
  await using visit = await web.visit({ as: "owner", theme: "dark" });
  await visit.goTo("/");
  expect(await schemeOf(visit)).toBe("dark");
  await visit.page.emulateMedia({ colorScheme: "light" });
  await visit.page.locator("html[data-mantine-color-scheme=light]").waitFor();
});

test("keys: g goes to pages, j and k move in lists, Enter opens, ? tells them all; none while typing", async () => {
  await using visit = await web.visit({ as: "owner" });
  const { page } = visit;
  await visit.goTo("/");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("g");
  await page.keyboard.press("u");
  await page.getByRole("link", { name: "Olivia Owner" }).waitFor();
  await page.keyboard.press("j");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Olivia Owner");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Olivia Owner" }).waitFor();

  await page.goto("/account");
  const name = page.getByLabel("Name", { exact: true });
  await name.fill("Olivia ");
  await name.press("g");
  await name.press("h");
  expect(await name.inputValue()).toBe("Olivia gh");
});

test("the first Tab offers to skip to the content", async () => {
  await using visit = await web.visit({ as: "owner" });
  await visit.goTo("/users");
  await visit.page.keyboard.press("Tab");
  const skip = visit.page.getByRole("link", { name: "Skip to the content" });
  expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
  expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
  await visit.page.keyboard.press("Enter");
  expect(await visit.page.evaluate(() => document.activeElement?.id)).toBe("content");
});

test("on a phone the bar at the bottom and More lead everywhere, and nothing is wider than the window", async () => {
  await using visit = await web.visit({ as: "owner", size: PHONE });
  const { page } = visit;
  await visit.goTo("/");
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Users and keys" }).click();
  await page.getByRole("heading", { name: "Users" }).waitFor();
  for (const path of [
    "/",
    "/channels",
    "/channels/new",
    "/sandbox",
    "/users",
    "/api-keys",
    "/activity",
    "/alerts",
    "/account",
  ]) {
    await visit.goTo(path);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, path).toBeLessThanOrEqual(PHONE.width);
  }
});

test("an address that leads nowhere says so, with the way home", async () => {
  await using visit = await web.visit({ as: "owner" });
  await visit.goTo("/campains");
  await visit.page.getByRole("heading", { name: "There is no such page" }).waitFor();
  await visit.page.getByRole("link", { name: "Go to Home" }).click();
  await visit.page.getByRole("heading", { name: /^Hello/ }).waitFor();
});

test("something that is gone is told with its request id, by which the server's log knows it", async () => {
  await using visit = await web.visit({ as: "owner", expectConsole: [/status of 404/] });
  await visit.page.goto("/users/01a1fcdf-4644-7789-af22-57f232b40918");
  await visit.page.getByRole("alert").getByText("This user does not exist any more.").waitFor();
  const requestId = await visit.page.getByRole("alert").getByRole("button", { name: /^Copy/ }).innerText();
  expect(web.app.log()).toContain(requestId);
});

test("what is changed elsewhere is seen without doing anything", async () => {
  await using visit = await web.visit({ as: "owner" });
  await visit.goTo("/channels");
  await visit.page.getByText("Live", { exact: true }).waitFor();
  const { body } = await web.app.api("POST", "/channels", { kind: "sandbox", name: "Counter", config: {} });
  await visit.page.getByRole("link", { name: "Counter" }).waitFor();
  await visit.page.getByRole("link", { name: "Counter" }).click();
  await web.app.api("POST", `/channels/${body.id}/pause`);
  await visit.page.getByText("This channel is paused").waitFor();
});

test("the server goes away and comes back: the mark tells it, and what was missed is read", async () => {
  await using visit = await web.visit({ as: "owner", expectConsole: [/ERR_/, /Failed to load resource/] });
  const { page } = visit;
  await visit.goTo("/channels");
  await page.getByText("Live", { exact: true }).waitFor();
  await web.app.stop();
  await page.getByRole("navigation", { name: "Navigation" }).getByText("Connection lost").waitFor();
  await web.app.restart();
  await page.getByText("Live", { exact: true }).waitFor();
  await web.app.api("POST", "/channels", { kind: "sandbox", name: "Warehouse", config: {} });
  await page.getByRole("link", { name: "Warehouse" }).waitFor();
});

// Each in one width: the longest words in the narrow one.
test.each([
  ["en", DESKTOP],
  ["es", PHONE],
  ["pt", PHONE],
] as const)("%s: every page has its words, and they fit", async (language, size) => {
  await using visit = await web.visit({ as: "owner", language, size });
  for (const path of ["/", "/channels", "/sandbox", "/users", "/api-keys", "/activity", "/alerts", "/account"]) {
    await visit.goTo(path);
    expect(await visit.page.locator("html").getAttribute("lang")).toBe(language);
    // A key without words would stand there itself.
    expect(await visit.page.locator("body").innerText()).not.toMatch(
      /\b(access|account|activity|alerts|apiKeys|channels|common|home|sandbox|shell|users)\.[a-z]\w*/,
    );
    const width = await visit.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, path).toBeLessThanOrEqual(size.width);
  }
});

test("code that can't be fetched is told, with the way on", async () => {
  await using visit = await web.visit({ as: "owner", expectConsole: [/ERR_FAILED/, /dynamically imported module/] });
  const { page } = visit;
  await visit.goTo("/");
  await page.route(/\/assets\/api-keys.*\.js/, (route) => route.abort());
  await page.goto("/users");
  await page.getByRole("link", { name: "API keys" }).click();
  await page.getByRole("heading", { name: /could not be fetched/ }).waitFor();
  await page.unroute(/\/assets\/api-keys.*\.js/);
  await page.getByRole("button", { name: "Reload" }).click();
  await page.getByRole("heading", { name: "API keys" }).waitFor();
});
