/** Groups of a channel, and messages begun anew: to a group, a contact, or a number that is typed. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadWa } from "../../server/src/channels/linked-device/wa.ts";
import { AT_ONCE, type EmulatedWhatsapp, startEmulatedWhatsapp } from "../../server/test/linked-device-app.ts";
import { startWebTest, type Visit, type WebTest } from "./web-test.ts";

let whatsApp: EmulatedWhatsapp;
let web: WebTest;
let sandboxId: string;
const people: Array<{ id: string; address: string; name: string }> = [];

beforeAll(async () => {
  // The emulated phones use the library, too: what keeps its words from the console for the server does so for them.
  await loadWa();
  whatsApp = await startEmulatedWhatsapp();
  web = await startWebTest({ env: whatsApp.env });
  const { app } = web;
  sandboxId = (await app.api("GET", "/channels")).body.items.find(
    ({ kind }: { kind: string }) => kind === "sandbox",
  ).id;
  for (const name of ["First customer", "Second customer", "Third customer"]) {
    people.push((await app.api("POST", "/sandbox/people", { name, channelId: sandboxId })).body);
  }
  for (const [name, count] of [
    ["Neighbours", 2],
    ["Órdenes", 3],
  ] as const) {
    const memberIds = people.slice(0, count).map(({ id }) => id);
    await app.api("POST", "/sandbox/groups", { name, memberIds, channelId: sandboxId });
  }
});
afterAll(async () => {
  await web?.[Symbol.asyncDispose]();
  await whatsApp?.[Symbol.asyncDispose]();
});

const chatOf = async (name: string) => {
  const { body } = await web.app.api("GET", `/sandbox/chats?channelId=${sandboxId}`);
  return body.items.find((chat: { name: string }) => chat.name === name);
};
const write = async (group: string, author: string, text: string) => {
  const authorId = people.find(({ name }) => name === author)?.id;
  const content = { type: "text", text };
  await web.app.api("POST", `/sandbox/chats/${(await chatOf(group)).id}/messages`, { content, authorId });
};

describe("groups of a channel", () => {
  it("are found from the channel's page, searched, looked into, and written to", async () => {
    await using visit = await web.visit({ as: "agent" });
    const { page } = visit;
    await visit.goTo(`/channels/${sandboxId}`);
    await page.getByRole("link", { name: "See groups" }).click();
    await page.getByRole("link", { name: "Neighbours" }).waitFor();
    await page.getByRole("searchbox", { name: "Search groups" }).fill("ordenes");
    await page.getByRole("link", { name: "Neighbours" }).waitFor({ state: "detached" });
    expect(page.url()).toContain("q=ordenes");
    await page.getByRole("link", { name: "Órdenes" }).click();
    await page.getByRole("heading", { name: "Órdenes", level: 1 }).waitFor();
    const rows = page.getByRole("listitem");
    await rows.getByText("Third customer").waitFor();
    expect(await rows.getByText("This account").count()).toBe(1);

    await page.getByRole("link", { name: "Write" }).click();
    const dialog = page.getByRole("dialog", { name: "New message" });
    await dialog.getByRole("button", { name: "Send" }).click();
    await dialog.getByText("Please fill this in").waitFor();
    await dialog.getByRole("textbox", { name: "Message" }).fill("The order is here");
    await dialog.getByRole("button", { name: "Send" }).click();
    await page.getByTestId("thread").getByText("The order is here").waitFor();
    await page.getByRole("heading", { name: "Órdenes" }).first().waitFor();
    const { id } = await chatOf("Órdenes");
    await web.app.until(`/sandbox/chats/${id}`, ({ lastMessage }) => lastMessage?.content.text === "The order is here");
  });

  it("say in their thread who writes, and what happens", async () => {
    await using visit = await web.visit({ as: "agent" });
    await write("Órdenes", "First customer", "Mine, too?");
    await write("Órdenes", "Second customer", "And mine?");
    const { page } = visit;
    await visit.goTo("/inbox");
    await page.getByRole("link", { name: "Órdenes" }).click();
    const thread = page.getByTestId("thread");
    await thread.getByText("And mine?").waitFor();
    await thread.getByText("First customer").waitFor();
    await thread.getByText("Second customer").waitFor();
    const { id } = await chatOf("Órdenes");
    await web.app.api("PATCH", `/sandbox/chats/${id}`, {
      name: "Orders",
      memberIds: people.slice(0, 2).map((person) => person.id),
    });
    await thread.getByText("The group is called “Orders” now").waitFor();
    await thread.getByText("Third customer left").waitFor();
    await page.getByRole("heading", { name: "Orders" }).first().waitFor();
  });

  it("are not refreshed by those who only look on", async () => {
    await using visit = await web.visit({ as: "viewer" });
    const { page } = visit;
    await visit.goTo(`/channels/${sandboxId}/groups`);
    await page.getByRole("link", { name: "Neighbours" }).waitFor();
    expect(await page.getByRole("button", { name: "Refresh" }).count()).toBe(0);
  });
});

describe("groups of a WhatsApp Web channel", () => {
  it("give their invite link where we are an admin, and a new one in its place", async () => {
    const { app } = web;
    const phone = whatsApp.emulator.createPhone({ number: "34600111900", name: "Shop" });
    const customer = whatsApp.emulator.createContact({ number: "34600222900", name: "Customer" });
    const group = whatsApp.emulator.createGroup({ subject: "Offers", members: [phone, customer] });
    const { id } = (await app.api("POST", "/channels", { kind: "linked-device", name: "Shop", config: AT_ONCE })).body;
    await using visit = await web.visit({ as: "manager", expectConsole: [/503/] });
    const { page } = visit;
    await visit.goTo(`/channels/${id}/groups`);
    await page.getByText("Once a phone is paired and connected, its groups stand here.").waitFor();
    await page.getByRole("button", { name: "Refresh" }).first().click();
    await page.getByText("The WhatsApp Web session is not connected").waitFor();

    await app.api("POST", `/channels/${id}/pairing`);
    const { offer } = await app.until(`/channels/${id}/pairing`, (pairing) => pairing.offer !== null);
    await phone.scan(offer.text);
    // Nobody reloads the page.
    await page.getByRole("link", { name: "Offers" }).click();
    await page.getByRole("button", { name: "Show the link" }).click();
    const link = page.getByRole("textbox", { name: "Invite link" });
    const first = `https://chat.whatsapp.com/${group.inviteCode}`;
    expect(await link.inputValue()).toBe(first);
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(first);
    await page.getByRole("button", { name: "Make a new link" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Make a new link" }).click();
    await page.getByText("The group has a new invite link").waitFor();
    expect(await link.inputValue()).toBe(`https://chat.whatsapp.com/${group.inviteCode}`);
    expect(await link.inputValue()).not.toBe(first);
    group.add([whatsApp.emulator.createContact({ number: "34600222901", name: "Newcomer" }).address]);
    await page.getByText("3 people are in this group.").waitFor();
  });
});

describe("a new message", () => {
  async function begin(visit: Visit) {
    const { page } = visit;
    await visit.goTo("/inbox");
    await page.getByRole("button", { name: "New message" }).click();
    const dialog = page.getByRole("dialog", { name: "New message" });
    await dialog.getByRole("combobox", { name: "Channel" }).click();
    await page.getByRole("option", { name: "Sandbox" }).click();
    return { page, dialog, to: dialog.getByRole("combobox", { name: "To", exact: true }) };
  }

  it("goes to a contact or a group found by name, by keyboard alone", async () => {
    await using visit = await web.visit({ as: "agent" });
    const { page, dialog, to } = await begin(visit);
    await to.click();
    await page.getByRole("option", { name: /First customer/ }).waitFor();
    await to.fill("neigh");
    // Too early: what is listed was found before anything was typed.
    await to.press("Enter");
    expect(await to.inputValue()).toBe("neigh");
    await page.locator("[data-combobox-selected]", { hasText: "Neighbours" }).waitFor();
    await to.press("Enter");
    expect(await to.inputValue()).toBe("Neighbours");
    await dialog.getByRole("button", { name: "Choose somebody else" }).click();
    await to.fill("first");
    await page.getByRole("option", { name: /First customer/ }).click();
    expect(await to.inputValue()).toBe("First customer");
  });

  it("goes to a number that is typed, once it has its country", async () => {
    await using visit = await web.visit({ as: "agent" });
    const { page, dialog, to } = await begin(visit);
    await to.fill("600111222");
    await page.getByText("Write the number with + and the country code").waitFor();
    await dialog.getByRole("button", { name: "Send" }).click();
    await dialog.getByText("Choose to whom it goes").waitFor();
    await to.fill("+34 600 111 222");
    await page.getByRole("option", { name: "To the number +34 600 11 12 22" }).click();
    await dialog.getByRole("textbox", { name: "Message" }).fill("Good morning");
    await dialog.getByRole("button", { name: "Send" }).click();
    await page.getByTestId("thread").getByText("Good morning").waitFor();
    expect(page.url()).not.toContain("write=");
  });
});
