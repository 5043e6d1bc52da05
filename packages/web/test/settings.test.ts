/** Settings: each with what it does, saved by itself, given back to its default, fixed by the environment. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startWebTest, type WebTest } from "./web-test.ts";

let web: WebTest;
beforeAll(async () => {
  web = await startWebTest({ env: { CHASQUI_MEDIA_KEEP_DAYS: "30" } });
});
afterAll(() => web[Symbol.asyncDispose]());

const settingNow = async (name: string) => (await web.app.api("GET", "/settings")).body.values[name];

test("a setting is found, changed with its mistakes told beside it, and given back to its default", async () => {
  await using visit = await web.visit({ as: "owner", expectConsole: [/status of 400/] });
  const { page } = visit;
  await visit.goTo("/settings");
  await page.getByRole("searchbox", { name: "Search settings" }).fill("private");
  await page.waitForURL(/q=private/);
  expect(await page.getByRole("textbox", { name: "Name of your business" }).count()).toBe(0);
  const hosts = page.getByRole("combobox", { name: "Private hosts that may be called" });
  await hosts.fill("https://example.com/path");
  await hosts.press("Enter");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("must be like ollama.lan", { exact: false }).first().waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("searchbox", { name: "Search settings" }).fill("");

  await page.getByRole("textbox", { name: "Name of your business" }).fill("Bakery");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Name of your business: saved").waitFor();
  expect(await settingNow("organisationName")).toBe("Bakery");
  await page.getByText("Changed", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Back to default: Name of your business" }).click();
  await web.app.until("/settings", ({ values }) => values.organisationName === "");
  await page.getByText("Changed", { exact: true }).waitFor({ state: "detached" });
});

test("the log level changes without a restart", async () => {
  await using visit = await web.visit({ as: "manager" });
  const { page } = visit;
  await visit.goTo("/settings?q=log");
  await page.getByRole("combobox", { name: "Log", exact: true }).click();
  await page.getByRole("option", { name: /^debug/ }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Log: saved").waitFor();
  expect(await settingNow("logLevel")).toBe("debug");
});

test("what the environment fixes, and what a role may not change, says so and can't be changed", async () => {
  await using visit = await web.visit({ as: "manager" });
  const { page } = visit;
  await visit.goTo("/settings");
  await page.getByText("Fixed by the environment variable CHASQUI_MEDIA_KEEP_DAYS", { exact: false }).waitFor();
  expect(await page.getByRole("textbox", { name: "Files" }).isDisabled()).toBe(true);
  expect(await page.getByRole("textbox", { name: "Record of changes" }).isDisabled()).toBe(true);
  expect(await page.getByText("Only an owner may change this.").count()).toBe(2);
});

test("what somebody else changes is shown; one word can't mean both", async () => {
  await using visit = await web.visit({ as: "manager", expectConsole: [/status of 400/] });
  const { page } = visit;
  await visit.goTo("/settings?q=campaigns");
  const words = page.getByRole("combobox", { name: "Words that allow campaigns again" });
  await words.fill("stop");
  await words.press("Enter");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("one word can't mean both", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await web.app.api("PATCH", "/settings", { optInWords: ["again"] });
  await page.getByText("again", { exact: true }).waitFor();
});
