/** Groups of a channel, and messages begun anew: to a group, a contact, or a number that is typed. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWebTest, type Visit, type WebTest } from "./web-test.ts";

let web: WebTest;
let sandboxId: string;
const people: Array<{ id: string; address: string; name: string }> = [];

beforeAll(async () => {
  web = await startWebTest();
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
    await to.fill("neigh");
    await page.getByRole("option", { name: /Neighbours/ }).waitFor();
    await page.getByRole("option", { name: "First customer" }).waitFor({ state: "detached" });
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
