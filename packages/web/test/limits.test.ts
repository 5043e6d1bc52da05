/** The limits of a channel, as people see and set them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadWa } from "../../server/src/channels/linked-device/wa.ts";
import { type EmulatedWhatsapp, startEmulatedWhatsapp } from "../../server/test/linked-device-app.ts";
import { startWebTest, type WebTest } from "./web-test.ts";

let whatsapp: EmulatedWhatsapp;
let web: WebTest;
beforeAll(async () => {
  // The emulated phones use the library, too: what keeps its words from the console for the server does so for them.
  await loadWa();
  whatsapp = await startEmulatedWhatsapp();
  web = await startWebTest({ withChannel: false, env: whatsapp.env });
});
afterAll(async () => {
  await web?.[Symbol.asyncDispose]();
  await whatsapp?.[Symbol.asyncDispose]();
});

const findSandbox = async (): Promise<string> => {
  const { body } = await web.app.api("GET", "/channels");
  return body.items.find(({ kind }: { kind: string }) => kind === "sandbox").id;
};

test("limits are turned on for the sandbox, used up, and say what waits", async () => {
  await using visit = await web.visit({ as: "owner" });
  const { page } = visit;
  const id = await findSandbox();
  await visit.goTo(`/channels/${id}`);
  await page.getByText("No limits are kept").waitFor();
  await page.getByRole("button", { name: "Set limits" }).click();
  const newPeople = page.getByLabel("New people a day");
  expect(await newPeople.inputValue()).toBe("20");
  // Bolder than what we would choose: it warns; less: it does not.
  await newPeople.fill("50");
  await page.getByText("Bolder than our careful choice").waitFor();
  await newPeople.fill("2");
  await page.getByText("Bolder than our careful choice").waitFor({ state: "detached" });
  await page.getByLabel("Days", { exact: true }).fill("");
  await page.getByRole("button", { name: "Remove hours 1" }).click();
  await page.getByRole("button", { name: "Save" }).first().click();
  await page.getByText("Please fill this in").waitFor();
  await page.getByRole("switch", { name: "Warm up after linking" }).click();
  await page.getByText("No warm-up: a freshly linked number").waitFor();
  await page.getByLabel("Days", { exact: true }).waitFor({ state: "detached" });
  await page.getByRole("switch", { name: "Warm up after linking" }).click();
  await page.getByLabel("Days", { exact: true }).fill("4");
  await page.getByLabel("New people on day 1").fill("2");
  await page.getByRole("button", { name: "Save" }).first().click();
  await page.getByText("0 of 2", { exact: true }).waitFor();
  await page.getByText("Day 1 of 4").waitFor();
  await page.getByRole("button", { name: "Show every day" }).click();
  expect(await page.getByRole("table", { name: "Warm-up" }).getByRole("row").count()).toBe(6);

  for (const name of ["One", "Two", "Three"]) {
    const { body } = await web.app.api("POST", "/sandbox/people", { name });
    await web.app.api("POST", "/messages", { to: body.address, text: "Hello", channelId: id });
  }
  await web.app.until(`/channels/${id}/limits`, ({ held, today }) => held.length === 1 && today.messages === 2);
  await visit.goTo(`/channels/${id}`);
  await page.getByText("2 of 2", { exact: true }).waitFor();
  await page.getByText("One message waits because the day’s new people are used up.").waitFor();
});

test("a stop that WhatsApp caused says so, and is lifted by who may", async () => {
  await using visit = await web.visit({ as: "manager" });
  await using looking = await web.visit({ as: "viewer" });
  const { app } = web;
  const { emulator } = whatsapp;
  const phone = emulator.createPhone({ number: "34600111799", name: "Shop" });
  const config = { gapSecondsFrom: 0, gapSecondsTo: 0, showsTyping: false };
  const { id } = (await app.api("POST", "/channels", { kind: "linked-device", name: "Shop", config })).body;
  await app.api("POST", `/channels/${id}/pairing`);
  const { offer } = await app.until(`/channels/${id}/pairing`, (pairing) => pairing.offer !== null);
  await phone.scan(offer.text);
  await app.until(`/channels/${id}/session`, ({ state }) => state === "connected");

  const { page } = visit;
  await visit.goTo(`/channels/${id}`);
  await page.getByText("Day 1 of 14").waitFor();
  const stranger = emulator.createContact({ number: "34600111798", name: "Customer" });
  const rule = emulator.refuseMessagesTo(stranger, 463);
  await app.api("POST", "/messages", { to: "+34600111798", text: "Offer", channelId: id });
  await page.getByText("WhatsApp lets this number start no conversations").waitFor();

  await looking.goTo(`/channels/${id}`);
  await looking.page.getByText("WhatsApp lets this number start no conversations").waitFor();
  expect(await looking.page.getByRole("button", { name: "Lift it now" }).count()).toBe(0);
  expect(await looking.page.getByRole("button", { name: "Change limits" }).count()).toBe(0);

  emulator.removeRule(rule.id);
  await page.getByRole("button", { name: "Lift it now" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Lift it now" }).click();
  await page.getByText("WhatsApp lets this number start no conversations").waitFor({ state: "detached" });
  await stranger.waitForMessage("Offer");
});
