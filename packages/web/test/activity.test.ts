/** Alerts and the record of changes: filters in the address, pages, many at once. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedStoppedChannel } from "./seed-stopped-channel.ts";
import { DESKTOP, PHONE, startWebTest, type WebTest } from "./web-test.ts";

let web: WebTest;
beforeAll(async () => {
  web = await startWebTest({ withChannel: false });
});
afterAll(() => web[Symbol.asyncDispose]());

test("changes are told in words, page by page; filters stay in the address until they are taken off", async () => {
  await using visit = await web.visit({ as: "owner" });
  const { page } = visit;
  for (let index = 0; index < 60; index += 1) {
    await web.app.api("POST", "/api-keys", { name: `Key ${index}`, scopes: ["messages:read"] });
  }
  await visit.goTo("/activity");
  const rows = page.getByRole("table", { name: "Activity" }).getByRole("row", { name: /Made an API key/ });
  expect(await rows.count()).toBe(50);
  await page.getByRole("button", { name: "Show more" }).click();
  await rows.nth(59).waitFor();

  await page.getByRole("combobox", { name: "Who" }).click();
  await page.getByRole("option", { name: "A user" }).click();
  await page.waitForURL(/actorKind=user/);
  await rows.first().waitFor({ state: "detached" });
  await page.getByRole("cell", { name: "Became the owner" }).waitFor();
  await page.reload();
  await page.getByRole("cell", { name: "Became the owner" }).waitFor();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await rows.first().waitFor();
  expect(new URL(page.url()).search).toBe("");
});

test("a user's page leads to what they did", async () => {
  await using visit = await web.visit({ as: "owner" });
  const { page } = visit;
  await visit.goTo("/users");
  await page.getByRole("link", { name: "Olivia Owner" }).click();
  await page.getByRole("link", { name: "See what they did" }).click();
  await page.getByRole("cell", { name: "Became the owner" }).waitFor();
  expect(await page.getByRole("button", { name: "Olivia Owner", exact: true }).count()).toBe(2);
  await page.goBack();
  await page.getByRole("heading", { name: "Olivia Owner" }).waitFor();
});

test.each([DESKTOP, PHONE])("alerts are seen to, many at once ($width wide)", async (size) => {
  for (const name of ["North", "South"]) await stopChannel(`${name} ${size.width}`);
  await using visit = await web.visit({ as: "agent", size });
  const { page } = visit;
  await visit.goTo("/alerts?state=open");
  for (const name of ["North", "South"]) {
    await page.getByRole("checkbox", { name: new RegExp(`${name} ${size.width}`) }).check();
  }
  const bar = page.getByRole("group", { name: "For all that are selected" });
  await bar.getByText("2 selected").waitFor();
  await bar.getByRole("button", { name: "I’ve seen it" }).click();
  await page.getByText("Nothing fits").waitFor();
});

async function stopChannel(name: string): Promise<void> {
  const { app } = web;
  await seedStoppedChannel(app, name);
  await app.until("/alerts?state=open", ({ items }) =>
    items.some(({ title }: { title: string }) => title.includes(name)),
  );
}
