/** The virtual phone, used as a person would who tries Chasqui out. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { jpeg } from "../../server/test/media-files.ts";
import { PHONE, startWebTest, type WebTest } from "./web-test.ts";

let web: WebTest;
beforeAll(async () => {
  web = await startWebTest({ withChannel: false });
});
afterAll(() => web[Symbol.asyncDispose]());

/** What the open chat shows. */
const thread = (page: Page) => page.getByRole("log", { name: "Messages" });
const chats = (page: Page) => page.getByRole("navigation", { name: "People and groups" });

async function inventPerson(name: string): Promise<{ id: string; address: string }> {
  return (await web.app.api("POST", "/sandbox/people", { name })).body;
}

async function write(page: Page, name: string, text: string): Promise<void> {
  await page.getByLabel(`Message as ${name}`).fill(text);
  await page.keyboard.press("Enter");
  await thread(page).getByText(text, { exact: true }).last().waitFor();
}

/** Waits until the latest message of the business to somebody is in a state. */
async function untilState(chatId: string, state: string): Promise<void> {
  await web.app.until(`/sandbox/chats/${chatId}/messages`, ({ items }) => {
    const [last] = items.filter(({ authorId }: { authorId: string | null }) => authorId === null);
    return last?.state === state;
  });
}

test("somebody is invented, writes, and is answered; their number must be possible, and nothing typed is lost", async () => {
  await using visit = await web.visit({ as: "agent", expectConsole: [/status of 400/] });
  const { page } = visit;
  await visit.goTo("/sandbox");
  await page.getByRole("heading", { name: "Nobody here yet" }).waitFor();
  await page.getByRole("button", { name: "New person" }).click();
  const dialog = page.getByRole("dialog", { name: "New person" });
  await dialog.getByLabel("Name").fill("Customer A");
  await dialog.getByRole("textbox", { name: "Phone number" }).fill("12");
  await dialog.getByRole("button", { name: "Add the person" }).click();
  await dialog.getByRole("alert").getByText("This is no possible phone number.").waitFor();
  expect(await dialog.getByLabel("Name").inputValue()).toBe("Customer A");
  await dialog.getByRole("textbox", { name: "Phone number" }).fill("");
  await dialog.getByRole("button", { name: "Add the person" }).click();

  await page.waitForURL(/\/sandbox\/[\w-]+$/);
  expect(await page.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
  await write(page, "Customer A", "hello");
  await thread(page).getByText("hello to you too").waitFor();
  // The chat is open, so it is read, and the business is told.
  await untilState(new URL(page.url()).pathname.split("/").at(-1) ?? "", "read");
  await thread(page).getByRole("img", { name: "Read", exact: true }).waitFor();
  await page.getByRole("link", { name: "Why did it answer so?" }).click();
  await page.getByText("Greeting").first().waitFor();
  await page.goBack();
  await thread(page).getByText("hello to you too").waitFor();
});

test("what is planned is told, and comes when the time is put forward", async () => {
  const { id } = await inventPerson("Customer B");
  await using visit = await web.visit({ as: "agent" });
  const { page } = visit;
  await visit.goTo(`/sandbox/${id}`);
  await page.getByText("Nothing yet: it begins with this person’s first message.").waitFor();
  await write(page, "Customer B", "hello");
  await page.getByText(/Follow-up “Are you there” · in (9|10) minutes/).waitFor();
  await page.getByRole("button", { name: "Fast-forward to it" }).click();
  await thread(page).getByText("are you there").waitFor();
  await page.getByText("Nothing is planned.").waitFor();
});

test("files, a place, buttons that are tapped, answers and reactions", async () => {
  const { id, address } = await inventPerson("Customer C");
  await using visit = await web.visit({ as: "agent" });
  const { page } = visit;
  await visit.goTo(`/sandbox/${id}`);
  await page.getByRole("button", { name: "Attach" }).click();
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("menuitem", { name: "Photo or video" }).click();
  await (await choosing).setFiles({ name: "shop.jpg", mimeType: "image/jpeg", buffer: await jpeg(60, 40) });
  await page.getByText("shop.jpg").waitFor();
  await page.getByLabel("Message as Customer C").fill("Our shop");
  await page.getByRole("button", { name: "Send" }).click();
  const picture = thread(page).getByRole("img", { name: "Our shop" });
  await picture.waitFor();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(60);

  await page.getByRole("button", { name: "Attach" }).click();
  await page.getByRole("menuitem", { name: "Location" }).click();
  const place = page.getByRole("dialog", { name: "Send a location" });
  await place.getByLabel("Latitude").fill("");
  await place.getByRole("button", { name: "Send" }).click();
  await place.getByText("A number from −90 to 90").waitFor();
  await place.getByLabel("Latitude").fill("-13.5");
  await place.getByRole("button", { name: "Send" }).click();
  await thread(page).getByText("-13.50000, -71.97877").waitFor();

  const buttons = [
    { id: "yes", title: "Yes, please" },
    { id: "no", title: "No" },
  ];
  const content = { type: "buttons", body: "Shall we *deliver* it?", buttons };
  await web.app.api("POST", "/messages", { to: address, content });
  await thread(page).getByRole("button", { name: "Yes, please" }).click();
  await web.app.until("/messages?direction=inbound", ({ items }) => items[0].content.payload === "yes");
  expect(await thread(page).locator("strong", { hasText: "deliver" }).count()).toBe(1);

  const question = thread(page).getByText("Shall we").first();
  await question.hover();
  const menu = thread(page).getByRole("button", { name: "Reply, react and more" }).nth(2);
  await menu.click();
  await page.getByRole("menuitem", { name: "React with 👍" }).click();
  await thread(page).getByRole("button", { name: "Take back 👍" }).waitFor();
  await menu.click();
  await page.getByRole("menuitem", { name: "Reply", exact: true }).click();
  await write(page, "Customer C", "To my door");
  const { items } = (await web.app.api("GET", `/sandbox/chats/${id}/messages`)).body;
  expect(items[0].quotedId).toBe(items[2].id);
});

test("sending is made to fail, and that is called off; who has blocked the business can’t write, and what they typed stays", async () => {
  const { id, address } = await inventPerson("Customer D");
  await using visit = await web.visit({ as: "agent", expectConsole: [/status of 409/] });
  const { page } = visit;
  await visit.goTo(`/sandbox/${id}`);
  await page.getByRole("combobox", { name: "What goes wrong" }).click();
  await page.getByRole("option", { name: "Not on WhatsApp" }).click();
  await page.getByText("It fails: nobody on WhatsApp has the number.").waitFor();
  await page.getByLabel("How often").fill("2");
  await page.getByRole("button", { name: "Fail the next 2 messages" }).click();
  const planned = page.getByRole("list", { name: "Failures to come" });
  await planned.getByText("Not on WhatsApp × 2").waitFor();
  const { body } = await web.app.api("POST", "/messages", { to: address, text: "Your order" });
  await web.app.until(`/messages/${body.id}`, ({ state }) => state === "failed");
  await planned.getByText("Not on WhatsApp", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Call it off" }).click();
  await planned.waitFor({ state: "detached" });

  await page.getByRole("switch", { name: "Has blocked the business" }).click();
  // The server is told a moment later.
  await web.app.until(`/sandbox/chats/${id}`, ({ hasBlocked }) => hasBlocked);
  await page.getByLabel("Message as Customer D").fill("Where is it?");
  await page.keyboard.press("Enter");
  await page.getByText("This person can’t write to the business now.").waitFor();
  expect(await page.getByLabel("Message as Customer D").inputValue()).toBe("Where is it?");
});

test("in a group one chooses who writes", async () => {
  await inventPerson("Customer E");
  await inventPerson("Customer F");
  await using visit = await web.visit({ as: "agent" });
  const { page } = visit;
  await visit.goTo("/sandbox");
  await page.getByRole("button", { name: "New group" }).click();
  const dialog = page.getByRole("dialog", { name: "New group" });
  await dialog.getByRole("button", { name: "Make the group" }).click();
  await dialog.getByText("Choose at least one person").waitFor();
  await dialog.getByLabel("Name of the group").fill("Neighbours");
  await dialog.getByRole("combobox", { name: "Members" }).click();
  await page.getByRole("option", { name: "Customer E" }).click();
  await page.getByRole("option", { name: "Customer F" }).click();
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Make the group" }).click();
  await page.getByRole("heading", { name: "Neighbours" }).first().waitFor();

  const writer = page.getByRole("combobox", { name: "Writes" });
  for (const name of ["Customer E", "Customer F"]) {
    await writer.click();
    await page.getByRole("option", { name }).click();
    await write(page, name, `${name} was here`);
  }
  // Customer F holds the phone: what Customer E wrote has her name.
  await thread(page).getByText("Customer E", { exact: true }).waitFor();
  const { items } = await web.app.until("/messages?direction=inbound", (body) => body.items.length > 1);
  expect(items[0].to).toMatch(/^group-/);
});

test("on a telephone: the list, then the chat alone with its controls in a drawer; what is left unread is counted", async () => {
  const { id, address } = await inventPerson("Customer G");
  await using visit = await web.visit({ as: "agent", size: PHONE });
  const { page } = visit;
  await visit.goTo("/sandbox");
  await chats(page)
    .getByRole("link", { name: /Customer G/ })
    .click();
  await page.getByRole("heading", { name: "Customer G", level: 1 }).waitFor();
  await page.getByRole("button", { name: "Try things" }).click();
  const drawer = page.getByRole("dialog", { name: "Try things with Customer G" });
  await drawer.getByRole("switch", { name: "Reads at once" }).click();
  await drawer.getByRole("button", { name: "Close" }).click();
  await drawer.waitFor({ state: "detached" });
  await web.app.api("POST", "/messages", { to: address, text: "Your order is ready" });
  await thread(page).getByText("Your order is ready").waitFor();
  await thread(page).getByRole("img", { name: "On the contact’s phone" }).waitFor();
  await write(page, "Customer G", "help");
  await thread(page).getByText("You can write:").waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  await page.getByRole("link", { name: "All people and groups" }).click();
  await chats(page)
    .getByRole("link", { name: /Customer G/ })
    .getByLabel("2 unread")
    .waitFor();
  await untilState(id, "delivered");
});

test("of several sandboxes, each with its own people, a link to a chat opens the right one", async () => {
  const { body: second } = await web.app.api("POST", "/channels", { kind: "sandbox", name: "Branch", config: {} });
  const { body } = await web.app.api("POST", "/sandbox/people", {
    channelId: second.id,
    name: "Customer of the branch",
  });
  await using visit = await web.visit({ as: "agent" });
  const { page } = visit;
  await visit.goTo(`/sandbox/${body.id}`);
  await page.getByRole("heading", { name: "Branch", exact: true }).waitFor();
  await page.waitForURL(`**/sandbox/${body.id}?channelId=${second.id}`);
  await page.getByRole("combobox", { name: "Sandbox channel" }).click();
  await page.getByRole("option", { name: "Sandbox", exact: true }).click();
  await chats(page)
    .getByRole("link", { name: /Customer A/ })
    .waitFor();
  expect(
    await chats(page)
      .getByRole("link", { name: /of the branch/ })
      .count(),
  ).toBe(0);
  await web.app.api("DELETE", `/channels/${second.id}`);
});

test("a chat is deleted, all is begun anew; without a sandbox one is added; who may only look is offered nothing", async () => {
  await inventPerson("Customer H");
  // Chats and the channel go behind the pages' backs.
  await using visit = await web.visit({ as: "owner", expectConsole: [/status of 404/] });
  const { page } = visit;
  await visit.goTo("/sandbox");
  await chats(page)
    .getByRole("link", { name: /Customer H/ })
    .click();
  await page.getByRole("button", { name: "Actions for Customer H" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await chats(page)
    .getByRole("link", { name: /Customer H/ })
    .waitFor({ state: "detached" });

  await using viewer = await web.visit({ as: "viewer", expectConsole: [/status of 404/] });
  await viewer.goTo("/sandbox");
  await viewer.page.getByText("You may look here, but not write.").waitFor();
  expect(await viewer.page.getByRole("button", { name: "New person" }).count()).toBe(0);

  await page.getByRole("button", { name: "Actions for Sandbox" }).click();
  await page.getByRole("menuitem", { name: "Begin anew" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Begin anew" }).click();
  await page.getByRole("heading", { name: "Nobody here yet" }).waitFor();
  expect((await web.app.api("GET", "/conversations")).body.items).toEqual([]);

  await web.app.api("DELETE", `/channels/${await web.app.channelId()}`);
  await page.getByRole("button", { name: "Add a sandbox" }).click();
  await page.getByRole("heading", { name: "Nobody here yet" }).waitFor();
});
