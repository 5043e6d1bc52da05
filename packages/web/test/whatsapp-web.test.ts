/** A WhatsApp Web channel from the button that adds it to messages in a group, and what pairing looks like when it goes another way. WhatsApp and
 *  the phones are emulated; the first test's server is a process of its own, which is killed. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadWa } from "../../server/src/channels/linked-device/wa.ts";
import { findFreePort } from "../../server/test/free-port.ts";
import { type EmulatedWhatsapp, startEmulatedWhatsapp } from "../../server/test/linked-device-app.ts";
import { readQr } from "../../server/test/read-qr.ts";
import { type ServerProcess, startServerProcess } from "../../server/test/server-process.ts";
import { createTestDatabase } from "../../server/test/test-database.ts";
import { launchChromium } from "./chromium.ts";
import { emailOf, PASSWORD } from "./people.ts";
import { watchPage } from "./watch-page.ts";
import { PHONE, startWebTest, type WebTest } from "./web-test.ts";

const MINUTE_MS = 60_000;

let whatsApp: EmulatedWhatsapp;
let web: WebTest;
beforeAll(async () => {
  // The emulated phones use the library, too: what keeps its words from the console for the server does so for them.
  await loadWa();
  whatsApp = await startEmulatedWhatsapp();
  web = await startWebTest({ env: whatsApp.env });
});
afterAll(async () => {
  await web?.[Symbol.asyncDispose]();
  await whatsApp?.[Symbol.asyncDispose]();
});

let numbers = 34_600_111_800;
const newPhone = () => whatsApp.emulator.createPhone({ number: String(++numbers), name: "Shop" });
const badge = (page: Page, state: string) => page.locator("header").getByText(state, { exact: true });
const picture = (page: Page) => page.getByRole("img", { name: /^QR code/ });

/** What a phone's camera reads from the screen. */
async function scanScreen(code: Locator): Promise<string> {
  await code.waitFor();
  await expect
    .poll(() => code.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0))
    .toBe(true);
  return readQr(await code.screenshot({ animations: "disabled" }));
}

test("added, paired by the picture on the page, it writes to a group and hears from it, and a killed server needs no new scan", async () => {
  await using server = await startServer();
  const { page } = server;
  const phone = newPhone();
  const customer = whatsApp.emulator.createContact({ number: "34600222001", name: "Customer" });
  const group = whatsApp.emulator.createGroup({ subject: "Offers", members: [phone, customer] });

  await page.goto("/channels");
  await page.getByRole("main").getByRole("link", { name: "Add a channel" }).click();
  await page.getByRole("radio", { name: /^WhatsApp Web/ }).click();
  await page.getByText("a number can be banned").waitFor();
  await page.getByLabel("Name", { exact: true }).fill("");
  await page.getByRole("button", { name: "Add it and show the QR code" }).click();
  await page.getByText("Please fill this in").waitFor();
  await page.getByLabel("Name", { exact: true }).fill("Shop");
  await page.getByRole("button", { name: "Add it and show the QR code" }).click();
  await page.getByRole("heading", { name: "Shop" }).waitFor();
  const address = page.url();
  await page.evaluate(() => document.body.setAttribute("data-same-page", ""));
  await phone.scan(await scanScreen(picture(page)));
  await badge(page, "Connected").waitFor();
  await page.getByRole("main").getByText("+34 600 11 18 01").waitFor();
  expect(await page.locator("body[data-same-page]").count()).toBe(1);

  await page.getByLabel("Shortest pause (seconds)").fill("5");
  await page.getByLabel("Longest pause (seconds)").fill("0");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Not shorter than the shortest").waitFor();
  await page.getByLabel("Shortest pause (seconds)").fill("0");
  await page.getByRole("switch", { name: "Show “typing…” first" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").waitFor();
  await badge(page, "Connected").waitFor();

  await customer.writes("Do you deliver?", { to: group });
  await page.getByRole("link", { name: "Inbox" }).click();
  await page
    .getByTestId("conversations")
    .getByRole("listitem")
    .filter({ hasText: "Do you deliver?" })
    .getByRole("link")
    .click();
  await answer(page, "Every day until eight");
  expect((await customer.waitForMessage("Every day until eight")).group).toBe(group.address);
  await customer.writes("Then two boxes, please", { to: group });
  await page.getByTestId("thread").getByText("Then two boxes, please").waitFor();

  await server.killAndStartAgain();
  await page.goto(address);
  await badge(page, "Connected").waitFor();
  await page.goBack();
  await answer(page, "They are on their way");
  await customer.waitForMessage("They are on their way");
  expect(phone.devices).toMatchObject([{ device: 1, isOnline: true }]);
  expect([...customer.decryptionFailures, ...phone.decryptionFailures]).toEqual([]);
  expect(customer.received.map(({ times }) => times)).toEqual([1, 1]);
}, 90_000);

test("without a camera a number is given and a code typed on the phone; everybody who looks sees the same", async () => {
  const phone = newPhone();
  const { body } = await web.app.api("POST", "/channels", { kind: "linked-device", name: "By code", config: {} });
  await using visit = await web.visit({ as: "manager", size: PHONE });
  const { page } = visit;
  await visit.goTo(`/channels/${body.id}`);
  await page.getByRole("button", { name: "Link with a phone number" }).click();
  const number = page.getByLabel("Phone number of the WhatsApp account");
  await number.fill("600 111 802");
  await page.getByRole("button", { name: "Get a code" }).click();
  await page.getByText("Write it with + and country code").waitFor();
  await number.fill(`0034 ${phone.number.slice(2)}`);
  await page.getByRole("button", { name: "Get a code" }).click();
  const code = page.getByText(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
  await code.waitFor();

  await using colleague = await web.visit({ as: "owner" });
  await colleague.goTo(`/channels/${body.id}`);
  await colleague.page.getByText(await code.innerText()).waitFor();
  await colleague.page.getByRole("button", { name: "Use the QR code" }).click();
  await picture(page).waitFor();
  const first = await scanScreen(picture(page));
  expect(await scanScreen(picture(colleague.page))).toBe(first);
  // A new connection has new codes; nobody reloads the page for them.
  whatsApp.emulator.setReachable(false);
  whatsApp.emulator.setReachable(true);
  await expect.poll(() => scanScreen(picture(page)), { timeout: 15_000 }).not.toBe(first);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);

  await page.getByRole("button", { name: "Link with a phone number" }).click();
  await number.fill(`+${phone.number}`);
  await page.getByRole("button", { name: "Get a code" }).click();
  await code.waitFor();
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await phone.enterPairingCode(await page.evaluate(() => navigator.clipboard.readText()));
  await badge(page, "Connected").waitFor();
  await badge(colleague.page, "Connected").waitFor();
});

test("codes that ran out are asked for anew; what the phone removes is alarming, what one logs out oneself is not", async () => {
  const phone = newPhone();
  const { body } = await web.app.api("POST", "/channels", { kind: "linked-device", name: "To and fro", config: {} });
  await using visit = await web.visit({ as: "owner" });
  const { page } = visit;
  await visit.goTo(`/channels/${body.id}`);
  await page.getByRole("button", { name: "Show the QR code" }).click();
  await picture(page).waitFor();
  web.app.clock.advance(3 * MINUTE_MS);
  await page.getByText("The codes have run out").waitFor();
  await page.getByRole("button", { name: "Ask for new codes" }).click();
  await phone.scan(await scanScreen(picture(page)));
  await badge(page, "Connected").waitFor();

  phone.unlink();
  await badge(page, "Removed on the phone").waitFor();
  await page.getByRole("status").getByText("Removed on the phone").waitFor({ state: "attached" });
  await page.getByRole("link", { name: "Home" }).click();
  await page.getByRole("link", { name: /The WhatsApp Web session of “To and fro” has ended/ }).click();
  await page.getByRole("button", { name: "Show the QR code" }).click();
  await phone.scan(await scanScreen(picture(page)));
  await badge(page, "Connected").waitFor();

  await page.getByRole("button", { name: "Log out" }).click();
  const dialog = page.getByRole("dialog", { name: /^Log out \+34/ });
  await dialog.getByRole("button", { name: "Log out" }).click();
  await badge(page, "No phone paired").waitFor();
  await page.getByText("The session was logged out from here").waitFor();
  expect(phone.devices).toEqual([]);
  await page.getByRole("link", { name: "Home" }).click();
  await page.getByText("Nothing needs you right now").waitFor();
  expect(await page.getByRole("link", { name: /“To and fro” has ended/ }).count()).toBe(0);
});

test("who may not pair sees how it is, and no code", async () => {
  const { body } = await web.app.api("POST", "/channels", { kind: "linked-device", name: "Watched", config: {} });
  await using visit = await web.visit({ as: "viewer" });
  const { page } = visit;
  await visit.goTo(`/channels/${body.id}`);
  await page.getByText("Ask an owner or a manager").waitFor();
  await web.app.api("POST", `/channels/${body.id}/pairing`);
  await page.getByText("Somebody is pairing a phone").waitFor();
  for (const name of ["Show the QR code", "Link with a phone number", "Cancel", "Log out"]) {
    expect(await page.getByRole("button", { name }).count(), name).toBe(0);
  }
  expect(await picture(page).count()).toBe(0);
});

async function answer(page: Page, text: string): Promise<void> {
  const field = page.getByRole("textbox", { name: /^Answer to/ });
  await field.fill(text);
  await field.press("Enter");
  await page.getByTestId("thread").locator("[data-message]", { hasText: text }).waitFor();
}

/** A server as `npm start` runs it, with its owner in a browser. */
async function startServer() {
  await using undo = new AsyncDisposableStack();
  const database = undo.use(await createTestDatabase());
  const dataDir = mkdtempSync(join(tmpdir(), "chasqui-paired-"));
  undo.defer(() => rmSync(dataDir, { recursive: true, force: true }));
  const env = { ...whatsApp.env, DATABASE_URL: database.connectionString, CHASQUI_DATA_DIR: dataDir };
  const port = await findFreePort();
  const start = () => startServerProcess(env, { cwd: dataDir, port });
  let server: ServerProcess = await start();
  undo.defer(() => server[Symbol.asyncDispose]());
  const browser = await launchChromium();
  undo.defer(() => browser.close());
  const page = await browser.newPage({ baseURL: server.url, reducedMotion: "reduce", locale: "en" });
  // While the server is away nothing can be fetched from it.
  const findings = await watchPage(page, server.url, [/net::ERR_/]);
  const [link] = /http\S+\/setup#token=\S+/.exec(server.output()) ?? [];
  await page.goto(link ?? "");
  await page.getByLabel("Name", { exact: true }).fill("Olivia Owner");
  await page.getByRole("textbox", { name: "E-mail address" }).fill(emailOf("owner"));
  await page.getByLabel("New password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create the account" }).click();
  await page.getByRole("heading", { name: "Hello, Olivia Owner" }).waitFor();
  const running = undo.move();
  return {
    page,
    async killAndStartAgain() {
      server.kill("SIGKILL");
      await server.ended;
      server = await start();
    },
    async [Symbol.asyncDispose]() {
      await running.disposeAsync();
      expect(findings).toEqual([]);
    },
  };
}
