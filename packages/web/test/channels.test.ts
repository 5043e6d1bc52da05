/** The channels page against a stand-in for Meta. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startWebTest, type WebTest } from "./web-test.ts";

let web: WebTest;
beforeAll(async () => {
  // Free-form messages go out without a contact having written first.
  web = await startWebTest({ emulator: { serviceWindow: "off" } });
});
afterAll(() => web[Symbol.asyncDispose]());

test("a channel shows its state, what Meta says of it, and every check with its result", async () => {
  await using visit = await web.visit({ as: "owner" });
  const { page } = visit;
  await visit.goTo(`/channels/${await web.app.channelId()}`);
  await page.getByRole("button", { name: "Look now" }).click();
  await page.getByText("Good quality").waitFor();
  await page.getByRole("button", { name: "Check connection" }).click();
  await page.getByText("Access token", { exact: true }).first().waitFor();
  expect(await page.getByText(`${web.app.url}/webhooks/cloud-api`).isVisible()).toBe(true);
});

test("paused and resumed, what waits goes out", async () => {
  await using visit = await web.visit({ as: "manager" });
  const { page } = visit;
  await visit.goTo(`/channels/${await web.app.channelId()}`);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByText("This channel is paused").waitFor();
  const { body } = await web.app.api("POST", "/messages", { to: "+34600000001", text: "Hello" });
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByText("This channel is paused").waitFor({ state: "detached" });
  await web.app.until(`/messages/${body.id}`, ({ state }) => state === "delivered");
});

test("what Meta refuses stops the channel; the page says why and what to do, and a new token mends it", async () => {
  await using visit = await web.visit({ as: "owner" });
  const { page } = visit;
  await visit.goTo(`/channels/${await web.app.channelId()}`);
  web.app.emulator.expireToken();
  const { body } = await web.app.api("POST", "/messages", { to: "+34600000002", text: "Hello" });
  await page.getByRole("button", { name: "Try again" }).waitFor();
  expect(await page.getByRole("alert").first().innerText()).toMatch(/token/i);

  await page.getByLabel("Access token", { exact: true }).fill(web.app.emulator.issueToken());
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await web.app.until(`/messages/${body.id}`, ({ state }) => state === "delivered");
});

test("a channel is added; what is wrong with its settings stands beside the fields, and nothing typed is lost", async () => {
  await using visit = await web.visit({ as: "owner", expectConsole: [/status of 400/] });
  const { page } = visit;
  await visit.goTo("/channels");
  await page.getByRole("link", { name: "Add a channel" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Second shop");
  await page.getByLabel("Phone number id").fill("+34 600");
  await page.getByRole("button", { name: "Add a channel" }).click();
  expect(await page.getByText("Please fill this in").count()).toBe(4);

  await page.getByLabel("WhatsApp Business Account id").fill("102290129340398");
  await page.getByLabel("App id", { exact: true }).fill("1000000000000001");
  await page.getByLabel("Access token", { exact: true }).fill("EAAB-some-token");
  await page.getByLabel("App secret", { exact: true }).fill("0123456789abcdef");
  await page.getByRole("button", { name: "Add a channel" }).click();
  await page
    .getByText(/a phone number or a name does not work here/)
    .first()
    .waitFor();
  expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Second shop");

  await page.getByLabel("Phone number id").fill("106540352242999");
  await page.getByRole("button", { name: "Add a channel" }).click();
  await page.getByRole("heading", { name: "Second shop" }).waitFor();
});

test("settings are changed, secrets that are left empty stay, and a channel is removed only once that is confirmed", async () => {
  await using visit = await web.visit({ as: "owner" });
  const { page } = visit;
  const { body } = await web.app.api("POST", "/channels", { kind: "sandbox", name: "Trial", config: {} });
  await visit.goTo(`/channels/${body.id}`);
  await page.getByLabel("Name", { exact: true }).fill("Trials");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Trials" }).waitFor();

  await page.getByRole("button", { name: "Actions for Trials" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page.getByRole("dialog", { name: "Remove the channel Trials?" }).getByRole("button", { name: "Keep" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect((await web.app.api("GET", `/channels/${body.id}`)).status).toBe(200);
  await page.getByRole("button", { name: "Actions for Trials" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await page.getByRole("heading", { name: "Channels", level: 1 }).waitFor();
  await page.getByText("The channel Trials is removed").waitFor();
  expect((await web.app.api("GET", `/channels/${body.id}`)).status).toBe(404);
});

test("who may not change channels is offered nothing of it", async () => {
  await using visit = await web.visit({ as: "viewer" });
  const { page } = visit;
  await visit.goTo(`/channels/${await web.app.channelId()}`);
  await page.getByRole("heading", { name: "At Meta" }).waitFor();
  for (const name of ["Pause", "Save", "Set up at Meta"]) {
    expect(await page.getByRole("button", { name }).count(), name).toBe(0);
  }
});
