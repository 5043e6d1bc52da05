/** Auto-replies and follow-ups: written, tried, put in order, and at work on real messages. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startWebTest, type WebTest } from "./web-test.ts";

let web: WebTest;
beforeAll(async () => {
  web = await startWebTest();
});
afterAll(() => web[Symbol.asyncDispose]());

const rows = (page: Page) => page.getByRole("list", { name: "Rules" }).getByRole("listitem");
const names = async () => (await web.app.api("GET", "/rules")).body.items.map(({ name }: { name: string }) => name);

const untilOrder = (...order: string[]) =>
  web.app.until("/rules", ({ items }) => items.map(({ name }: { name: string }) => name).join() === order.join());

test("rules are put in order by keyboard and by menu, turned off, and go back where they were when the server refuses", async () => {
  await using visit = await web.visit({ as: "manager", expectConsole: [/status of 500/] });
  const { page } = visit;
  await visit.goTo("/auto-replies");
  await rows(page).nth(2).waitFor();
  expect(await rows(page).first().innerText()).toContain("Says exactly “hello”");

  await page.getByRole("button", { name: "Move Greeting" }).focus();
  await page.keyboard.press("Space");
  await page.getByText("Greeting is at place 1 of 3.").waitFor();
  await page.keyboard.press("ArrowDown");
  await page.getByText("Greeting is at place 2 of 3.").waitFor();
  await page.keyboard.press("Space");
  await untilOrder("Help", "Greeting", "Echo");

  await page.getByRole("button", { name: "Actions for Echo" }).click();
  await page.getByRole("menuitem", { name: "Move up" }).click();
  await untilOrder("Help", "Echo", "Greeting");

  await page.route("**/api/v1/rules/order", (route) => route.fulfill({ status: 500, json: { title: "Away" } }));
  await page.getByRole("button", { name: "Actions for Echo" }).click();
  await page.getByRole("menuitem", { name: "Move up" }).click();
  await page.getByRole("alert").first().waitFor();
  await rows(page).nth(1).getByRole("link", { name: "Echo" }).waitFor();
  await page.unroute("**/api/v1/rules/order");

  await page.getByRole("switch", { name: "Echo is on" }).click({ force: true });
  await rows(page).nth(1).getByText("Off").waitFor();
  await web.app.until("/rules", ({ items }) => items[1].name === "Echo" && !items[1].enabled);
  await web.app.api("PATCH", `/rules/${(await web.app.api("GET", "/rules")).body.items[1].id}`, { enabled: true });
});

test("a message is tried: what would be sent, and why each rule does or does not", async () => {
  await using visit = await web.visit({ as: "viewer" });
  const { page } = visit;
  await visit.goTo("/auto-replies");
  const box = page.getByRole("textbox", { name: "A contact writes" });
  await box.fill("HELLO!");
  const sent = page.getByRole("region", { name: "What would be sent" });
  await sent.getByText("hello to you too").waitFor();
  expect(await page.getByText("It fits and answers.").count()).toBe(1);
  expect(await page.getByText("The message does not fit.").count()).toBe(2);
  expect(await page.getByText("are you there", { exact: true }).isVisible()).toBe(true);

  await box.fill("stop");
  await page.getByText("It is a word by which contacts stop campaigns").waitFor();
  // Who may change nothing is offered nothing.
  expect(await page.getByRole("link", { name: "Add a rule" }).count()).toBe(0);
  expect(await page.getByRole("switch", { name: /is on/ }).count()).toBe(0);
  expect(await page.getByRole("button", { name: "Move Greeting" }).count()).toBe(0);
  expect((await web.app.api("GET", "/messages")).body.items).toEqual([]);
});

test("a rule is written with what is wrong told beside the fields, tried before it is saved, and answers", async () => {
  await using visit = await web.visit({ as: "manager", expectConsole: [/status of 400/] });
  const { page } = visit;
  await visit.goTo("/auto-replies");
  await page.getByRole("link", { name: "Add a rule" }).click();
  await page.getByRole("button", { name: "Add a rule" }).click();
  expect(await page.getByText("Please fill this in").count()).toBe(3);

  await page.getByLabel("Name", { exact: true }).fill("Orders");
  await page.getByRole("combobox", { name: "It answers when" }).click();
  await page.getByRole("option", { name: "The message fits a pattern" }).click();
  await page.getByLabel("Pattern", { exact: true }).fill("order (\\d+");
  await page.getByRole("textbox", { name: "Text" }).fill("Order {{ match[1] }} is *on its way*, {{ contact.nme }}");
  await page.getByText(/A parenthesis “\(” is opened and never closed/).waitFor();
  await page.getByText(/Nothing fills contact\.nme/).waitFor();

  await page.getByLabel("Pattern", { exact: true }).fill("order (\\d+)");
  await page.getByRole("textbox", { name: "Text" }).fill("Order {{ match[1] }} is *on its way*");
  await page.getByRole("textbox", { name: "A contact writes" }).fill("Where is my order 17?");
  await page.getByRole("region", { name: "What would be sent" }).getByText("Order 17 is on its way").waitFor();
  await page.getByText("Orders (this rule)").waitFor();

  await page.getByRole("link", { name: "Auto-replies" }).first().click();
  await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Stay here" }).click();
  await page.getByRole("button", { name: "Add a rule" }).click();
  await page.getByText("The rule Orders is added").waitFor();
  await rows(page).nth(3).getByText("Fits the pattern order (\\d+)").waitFor();

  web.app.contactWrites("34600000017", "where is my order 17");
  await web.app.until("/messages", ({ items }) =>
    items.some(({ content }: { content: { text?: string } }) => content.text === "Order 17 is *on its way*"),
  );
  await page.reload();
  await rows(page).nth(3).getByText("1 time in 30 days").waitFor();
});

test("a rule is changed, copied and deleted once that is confirmed", async () => {
  await using visit = await web.visit({ as: "manager" });
  const { page } = visit;
  await visit.goTo("/auto-replies");
  await page.getByRole("link", { name: "Help", exact: true }).click();
  await page.getByLabel("Name", { exact: true }).fill("Commands");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Commands", level: 1 }).waitFor();
  await page.getByRole("button", { name: "Actions for Commands" }).click();
  await page.getByRole("menuitem", { name: "Copy" }).click();
  await page.getByRole("heading", { name: "Commands (2)", level: 1 }).waitFor();
  await page.getByRole("button", { name: "Actions for Commands (2)" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page
    .getByRole("dialog", { name: "Delete the rule Commands (2)?" })
    .getByRole("button", { name: "Delete" })
    .click();
  await page.getByText("The rule Commands (2) is deleted").waitFor();
  await page.getByRole("heading", { name: "Auto-replies", level: 1 }).waitFor();
  expect(await names()).toContain("Commands");
  expect(await names()).not.toContain("Commands (2)");
});

test("a follow-up gets another delay for those who wait already, and one of them is cancelled", async () => {
  web.app.contactWrites("34600000018", "anybody there");
  await web.app.until("/follow-ups", ({ items }) => items.length === 2);
  await using visit = await web.visit({ as: "manager" });
  const { page } = visit;
  await visit.goTo("/auto-replies/follow-ups");
  await page.getByRole("link", { name: "Are you there" }).click();
  await page.getByLabel("After so much silence", { exact: true }).fill("20");
  await page.getByRole("radio", { name: "They get the new time" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved. 2 that wait already get the new time.").waitFor();
  await page.getByText("After 20 minutes of silence").waitFor();

  await page.goBack();
  await page
    .getByRole("button", { name: /Cancel the follow-up to/ })
    .first()
    .click();
  await page.getByText("gets no follow-up").waitFor();
  await web.app.until("/follow-ups", ({ items }) => items.length === 1);
});
