/** The inbox as somebody who answers all day uses it. */
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { png16 } from "../../server/test/media-files.ts";
import { contactWrites, removeRules } from "./inbox-seed.ts";
import { PHONE, startWebTest, type Visit, type WebTest } from "./web-test.ts";

let web: WebTest;
/** One window for most tests: its code is fetched once. */
let visit: Visit;
let page: Page;
beforeAll(async () => {
  web = await startWebTest();
  await removeRules(web.app);
  visit = await web.visit({ as: "agent" });
  page = visit.page;
});
afterEach(() => visit.check());
afterAll(async () => {
  await visit[Symbol.asyncDispose]();
  await web[Symbol.asyncDispose]();
});

let people = 0;
/** A contact who has just written. */
async function newConversation(text: string, name?: string) {
  people += 1;
  const phone = `+346001${String(people).padStart(5, "0")}`;
  web.app.emulator.createUser({ phone, name: name ?? `Customer ${people}` });
  return { phone, name: name ?? `Customer ${people}`, ...(await contactWrites(web.app, phone, text)) };
}

const rowOf = (page: Page, name: string) =>
  page.getByTestId("conversations").getByRole("listitem").filter({ hasText: name });
const thread = (page: Page) => page.getByTestId("thread");
const field = (page: Page) => page.getByRole("textbox", { name: /^Answer to/ });
const bubble = (page: Page, text: string) => thread(page).locator("[data-message]").filter({ hasText: text });
const storedTexts = async (conversationId: string): Promise<string[]> =>
  (await web.app.api("GET", `/conversations/${conversationId}/thread`)).body.items.map(
    (item: { text: string | null }) => item.text,
  );

async function open(visit: Visit, conversationId: string, search = ""): Promise<void> {
  await visit.goTo(`/inbox/${conversationId}${search}`);
  await field(visit.page).waitFor();
}

test("what a contact writes comes in by itself, is read, and is answered; ticks follow", async () => {
  await visit.goTo("/inbox");
  const { name, phone, conversationId } = await newConversation("Is the *shop* open?");
  const row = rowOf(page, name);
  await row.getByLabel("1 unread message").waitFor();
  await page.getByRole("link", { name: "Inbox" }).getByLabel("1 unread conversation").waitFor();
  await row.getByRole("link").click();
  await thread(page).locator("strong", { hasText: "shop" }).waitFor();
  await row.getByLabel("1 unread message").waitFor({ state: "detached" });
  await web.app.until(`/conversations/${conversationId}`, ({ unreadCount }) => unreadCount === 0);

  await page.keyboard.press("r");
  await field(page).fill("Until *eight*.");
  await field(page).press("Enter");
  await bubble(page, "Until eight.")
    .getByRole("img", { name: /Sent|On the contact’s phone|Read/ })
    .waitFor();
  expect(await field(page).inputValue()).toBe("");
  expect(await storedTexts(conversationId)).toEqual(["Is the *shop* open?", "Until *eight*."]);

  // WhatsApp tells whole seconds: this one is surely later than the answer.
  await contactWrites(web.app, phone, "Thanks 🙏", web.app.clock.now().getTime() + 1_000);
  await bubble(page, "Thanks").waitFor();
  await row.getByText("Thanks").waitFor();
});

test("without the server nothing that was written is lost, and nothing is sent twice", async () => {
  const { conversationId } = await newConversation("Hello?");
  await using visit = await web.visit({ as: "agent", expectConsole: [/ERR_|Failed to load/] });
  const { page } = visit;
  await open(visit, conversationId);
  // The server takes it, and its answer is lost.
  let attempts = 0;
  await page.route("**/messages", async (route) => {
    attempts += 1;
    await route.fetch();
    await route.abort();
  });
  await field(page).fill("We are here.");
  await field(page).press("Enter");
  const problem = thread(page).getByRole("alert").filter({ hasText: "could not be reached" });
  await problem.waitFor();
  expect(attempts).toBeGreaterThan(1);
  expect(await storedTexts(conversationId)).toEqual(["Hello?", "We are here."]);
  await page.unroute("**/messages");
  await page.reload();
  await problem.getByRole("button", { name: "Try again" }).click();
  await problem.waitFor({ state: "detached" });
  await bubble(page, "We are here.").waitFor();
  expect(await storedTexts(conversationId)).toEqual(["Hello?", "We are here."]);
});

test("drafts stay with their conversation; the keyboard leads through the list", async () => {
  const first = await newConversation("First", "Keyboard One");
  const second = await newConversation("Second", "Keyboard Two");
  await open(visit, second.conversationId);
  await field(page).fill("Half a sentence");
  await field(page).press("Escape");
  await page.keyboard.press("j");
  await rowOf(page, first.name).getByRole("link").and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(first.conversationId));
  await page.getByRole("textbox", { name: "Answer to Keyboard One" }).waitFor();
  expect(await field(page).inputValue()).toBe("");
  await page.goBack();
  await page.getByRole("textbox", { name: "Answer to Keyboard Two" }).waitFor();
  expect(await field(page).inputValue()).toBe("Half a sentence");
  await page.reload();
  await field(page).waitFor();
  expect(await field(page).inputValue()).toBe("Half a sentence");
  await field(page).press("Escape");
  await page.keyboard.press("/");
  await page.keyboard.type("keyboard one");
  await page.waitForURL(/q=keyboard/);
  await rowOf(page, second.name).waitFor({ state: "detached" });
  await rowOf(page, first.name).waitFor();
});

test("files go along with their words; one that does not fit says why and takes nothing away", async () => {
  const { conversationId } = await newConversation("Do you have a picture?");
  await using visit = await web.visit({ as: "agent", expectConsole: [/400/] });
  const { page } = visit;
  await open(visit, conversationId);
  await field(page).fill("Here it is");
  const attached = page.getByRole("list", { name: "Files that go along" });
  await page.getByTestId("attach").setInputFiles({
    name: "setup.exe",
    mimeType: "application/octet-stream",
    buffer: Buffer.from("MZ\u0090\u0000 this is no picture"),
  });
  await attached.getByRole("alert").waitFor();
  expect(await field(page).inputValue()).toBe("Here it is");
  await page.getByRole("button", { name: "Remove setup.exe" }).click();
  await page.getByTestId("attach").setInputFiles({ name: "cake.png", mimeType: "image/png", buffer: await png16() });
  await attached.getByText("cake.png").waitFor();
  await attached.getByRole("progressbar").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Send", exact: true }).click();
  const sent = bubble(page, "Here it is");
  await sent.getByRole("button", { name: "Enlarge the picture" }).click();
  await page.getByRole("dialog", { name: "Picture" }).getByRole("img", { name: "Here it is" }).waitFor();
  await page.keyboard.press("Escape");
  const { items } = (await web.app.api("GET", `/conversations/${conversationId}/thread`)).body;
  expect(items.at(-1)).toMatchObject({ type: "image", text: "Here it is" });
});

test("a message answers another, is reacted to, and an emoji is chosen", async () => {
  const { conversationId, messageId } = await newConversation("Red or blue?");
  await open(visit, conversationId);
  const asked = bubble(page, "Red or blue?").first();
  await asked.hover();
  await asked.getByRole("button", { name: "Answer this message" }).click();
  await field(page).fill("Blue ");
  await page.getByRole("button", { name: "Emoji" }).click();
  await page.getByRole("textbox", { name: "Search emoji" }).fill("whale");
  await page.getByRole("gridcell", { name: /spouting whale/i }).click();
  await field(page).press("Enter");
  const answer = bubble(page, "Blue 🐳");
  await answer.getByRole("button", { name: /Red or blue/ }).waitFor();
  const { items } = (await web.app.api("GET", `/conversations/${conversationId}/thread`)).body;
  expect(items.at(-1).quoted.message.id).toBe(messageId);
  await asked.hover();
  await asked.getByRole("button", { name: "What to do with this message" }).click();
  await page.getByRole("menuitem", { name: "React with 👍" }).click();
  await asked.getByRole("button", { name: "Take back 👍" }).waitFor();
});

test("quick replies are offered at the beginning, made, and filled for the contact", async () => {
  const { conversationId } = await newConversation("Hi", "Quick Customer");
  await open(visit, conversationId);
  await field(page).fill("/");
  await page.getByRole("button", { name: "Manage" }).click();
  const dialog = page.getByRole("dialog", { name: "Quick replies" });
  await dialog.getByRole("button", { name: "Add a quick reply" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByText("Please fill this in").first().waitFor();
  await dialog.getByRole("textbox", { name: "Shortcut" }).fill("thanks");
  await dialog.getByRole("textbox", { name: "Text" }).fill("Thank you, {{ contact.firstName }}!");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByText("/thanks").waitFor();
  await page.keyboard.press("Escape");
  await field(page).fill("/tha");
  await page.getByRole("option", { name: /thanks/ }).waitFor();
  await field(page).press("Enter");
  await expect.poll(() => field(page).inputValue()).toBe("Thank you, Quick!");
});

test("notes look like notes, and assigning, closing and tags stand in the thread and the list", async () => {
  const { conversationId, name } = await newConversation("I want to complain");
  await open(visit, conversationId);
  await page.getByText("Note", { exact: true }).click();
  await page.getByRole("textbox", { name: "Note for colleagues" }).fill("Be kind");
  await page.keyboard.press("Enter");
  const note = page.getByRole("article", { name: "Note by Ana Agent" });
  await note.getByText("Be kind").waitFor();
  await note.getByRole("button", { name: "What to do with this note" }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  await note.getByRole("textbox").fill("Be very kind");
  await note.getByRole("button", { name: "Save" }).click();
  await note.getByText("Be very kind").waitFor();
  await page.getByText("Reply", { exact: true }).click();

  const header = page.getByRole("region", { name: `Conversation with ${name}` });
  await header.getByRole("button", { name: /Assigned to/ }).click();
  await page.getByRole("menuitem", { name: "Assign to me" }).click();
  await thread(page).getByText("Ana Agent took the conversation").waitFor();
  await page.getByRole("button", { name: "Tag the conversation" }).click();
  await page.getByRole("textbox", { name: "Search or make a tag" }).fill("Complaint");
  await page.getByRole("menuitem", { name: "Make “Complaint”" }).click();
  await rowOf(page, name).getByText("Complaint").waitFor();
  await header.getByRole("button", { name: "Close" }).click();
  await thread(page).getByText("Ana Agent closed the conversation").waitFor();
  await rowOf(page, name).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Filters", exact: true }).click();
  await page.getByText("Closed", { exact: true }).click();
  await page.waitForURL(/state=closed/);
  await rowOf(page, name).waitFor();
  expect(await storedTexts(conversationId)).toContain("Be very kind");
});

test("a message that failed says why, in the thread and at its own address, and is sent again", async () => {
  const { conversationId, phone } = await newConversation("When?");
  web.app.emulator.addFault({
    match: { route: "messages", recipient: phone, count: 1 },
    effect: { failedStatus: { code: 131026 } },
  });
  await open(visit, conversationId);
  await field(page).fill("At ten.");
  await field(page).press("Enter");
  const failed = bubble(page, "At ten.");
  await failed.getByText(/^Not sent: the contact cannot get it/).waitFor();
  await failed.getByRole("button", { name: "Why?" }).click();
  await page.waitForURL(/why=/);
  const messageId = new URL(page.url()).searchParams.get("why");
  const why = page.getByRole("dialog", { name: "Why this message?" });
  await why.getByText("It was handed to WhatsApp.").waitFor();
  await page.goBack();
  await why.waitFor({ state: "detached" });
  await failed.getByRole("button", { name: "Send again" }).click();
  await failed.getByRole("img", { name: /Sent|On the contact’s phone|Read/ }).waitFor();
  await page.goto(`/messages/${messageId}`);
  await page.getByText("Sent again by a person.").waitFor();
  await page.getByRole("link", { name: "Show in the conversation" }).click();
  await bubble(page, "At ten.").waitFor();
});

test("after the service window only templates are offered, with the reason; one is filled and sent", async () => {
  const channelId = await web.app.channelId();
  await web.app.api("POST", `/channels/${channelId}/templates/sync`);
  const phone = "+34600199999";
  web.app.emulator.createUser({ phone, name: "Late Customer" });
  const dayAgo = web.app.clock.now().getTime() - 30 * 3_600_000;
  const { conversationId } = await contactWrites(web.app, phone, "Long ago", dayAgo);
  await visit.goTo(`/inbox/${conversationId}`);
  await page.getByText(/Free answers ended/).waitFor();
  expect(await field(page).count()).toBe(0);
  await page.getByRole("button", { name: "Choose a template" }).click();
  const dialog = page.getByRole("dialog", { name: "Templates" });
  await dialog
    .getByRole("button", { name: /hello_world/ })
    .first()
    .click();
  await dialog.getByRole("button", { name: "Send the template" }).click();
  await thread(page).getByText("Template hello_world").waitFor();
  await expect.poll(async () => (await storedTexts(conversationId)).length).toBe(2);
});

test("a long thread is read backwards without a jump, and the latest is one click away", async () => {
  const { conversationId, phone } = await newConversation("The very last");
  await web.app.database.database.pool.query(
    `insert into messages (id, conversation_id, channel_id, direction, type, content, state, provider_id, created_at)
     select uuidv7(), m.conversation_id, m.channel_id, 'inbound', 'text',
       jsonb_build_object('type', 'text', 'text', 'Line ' || n || repeat(E'\\nand more', n % 5)), 'received', 'wamid.long' || n,
       m.created_at - n * interval '1 minute'
     from messages m cross join generate_series(1, 600) n where m.conversation_id = $1`,
    [conversationId],
  );
  await open(visit, conversationId);
  await bubble(page, "The very last").waitFor();
  const beginning = bubble(page, "Line 600");
  // To its beginning, page by page; what is looked at stays where it is while more comes in above it.
  for (let step = 0; step < 12 && (await beginning.count()) === 0; step += 1) {
    await thread(page).evaluate((element) => {
      element.scrollTop = 0;
    });
    // What was in sight before is taken away a moment later.
    await expect.poll(async () => (await firstInSight(thread(page)))[1]).toBeLessThan(400);
    const [text, before] = await firstInSight(thread(page));
    await page.getByLabel("Loading", { exact: true }).waitFor({ state: "detached" });
    // Rows above are measured as they are drawn; then it stands where it stood.
    await expect
      .poll(async () => Math.abs(((await topOf(thread(page), text)) ?? Number.NaN) - before), { message: text })
      .toBeLessThan(3);
  }
  expect(await beginning.count()).toBe(1);
  await contactWrites(web.app, phone, "And one more");
  await page.getByRole("button", { name: "1 new message" }).click();
  await bubble(page, "And one more").waitFor();
});

/** The first message whose top is in sight, and where that is. */
async function firstInSight(scroller: Locator): Promise<[string, number]> {
  return scroller.evaluate((element) => {
    const from = element.getBoundingClientRect().top;
    for (const one of element.querySelectorAll("[data-message]")) {
      const { top } = one.getBoundingClientRect();
      if (top >= from) return [one.textContent ?? "", top];
    }
    return ["", 0];
  });
}

function topOf(scroller: Locator, text: string): Promise<number | undefined> {
  return scroller.evaluate((element, wanted) => {
    const found = [...element.querySelectorAll("[data-message]")].find((one) => one.textContent === wanted);
    return found?.getBoundingClientRect().top;
  }, text);
}

test("who stands at the end stays there when something comes in before the last", async () => {
  const { conversationId, phone } = await newConversation("Many lines follow");
  const now = Math.floor(web.app.clock.now().getTime() / 1000);
  const receive = (text: string, secondsAgo: number) =>
    web.app.emulator.receive({ from: phone, text, timestamp: now - secondsAgo });
  for (let index = 0; index < 12; index += 1) receive(`Line ${index}`, 60);
  await web.app.until(`/conversations/${conversationId}/thread`, ({ items }) => items.length >= 13);
  receive("The very last", 0);
  await open(visit, conversationId);
  await bubble(page, "The very last").waitFor();
  for (let index = 0; index < 3; index += 1) {
    receive(`late ${index}\n2\n3\n4\n5\n6`, 30 - index);
    await bubble(page, `late ${index}`).waitFor();
    await expect.poll(() => distanceToEnd(thread(page))).toBeLessThan(2);
  }
});

function distanceToEnd(scroller: Locator): Promise<number> {
  return scroller.evaluate((element) => element.scrollHeight - element.clientHeight - element.scrollTop);
}

test("a search finds a message and leads to it", async () => {
  const { conversationId } = await newConversation("The code is zanahoria77", "Found Customer");
  await web.app.until(`/conversations?search=zanahoria77`, ({ items }) => items.length === 1);
  await visit.goTo("/inbox");
  await page.getByRole("searchbox", { name: "Search names and messages" }).fill("zanahoria77");
  await page.waitForURL(/q=zanahoria77/);
  await page.locator("[data-testid=conversations]:not([data-stale])").waitFor();
  await rowOf(page, "Found Customer").getByRole("link").click();
  await page.waitForURL(new RegExp(`${conversationId}.*message=`));
  await thread(page).locator("[data-flashed]", { hasText: "zanahoria77" }).waitFor();
  await page.getByRole("searchbox", { name: "Search names and messages" }).fill("nobody is called so");
  await page.getByText("Nothing fits").waitFor();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await rowOf(page, "Found Customer").waitFor();
});

test("many conversations are closed at once", async () => {
  const names = ["Bulk One", "Bulk Two"];
  for (const name of names) await newConversation("Close me", name);
  await visit.goTo("/inbox");
  for (const name of names) await page.getByRole("checkbox", { name: `Select ${name}` }).check({ force: true });
  const bar = page.getByRole("group", { name: "For all that are selected" });
  await bar.getByRole("button", { name: "Close", exact: true }).click();
  for (const name of names) await rowOf(page, name).waitFor({ state: "detached" });
  await page.getByText("2 conversations changed").waitFor();
});

test("what a contact must not be sent is said, obeyed and lifted", async () => {
  const { conversationId } = await newConversation("Leave me alone");
  await open(visit, conversationId);
  await page.getByRole("button", { name: "Stop writing" }).click();
  const dialog = page.getByRole("dialog", { name: "Stop writing to this contact" });
  await dialog.getByRole("radio", { name: "Nothing at all" }).check();
  await dialog.getByRole("textbox").fill("Said so on the phone");
  await dialog.getByRole("button", { name: "Stop" }).click();
  await page.getByText("This contact asked not to be written to.").waitFor();
  expect(await field(page).count()).toBe(0);
  await page.getByRole("button", { name: "Allow again" }).click();
  const lift = page.getByRole("dialog", { name: "Allow writing again" });
  await lift.getByRole("textbox").fill("Asked for it by mail");
  await lift.getByRole("button", { name: "Allow again" }).click();
  await field(page).waitFor();
});

test("on a phone the list and the thread take turns, and Back leads back", async () => {
  const { name } = await newConversation("From my phone", "Phone Customer");
  await using visit = await web.visit({ as: "agent", size: PHONE });
  const { page } = visit;
  await visit.goTo("/inbox");
  await rowOf(page, name).getByRole("link").tap();
  await bubble(page, "From my phone").waitFor();
  expect(await page.getByTestId("conversations").count()).toBe(0);
  await page.getByRole("button", { name: "About the contact" }).tap();
  await page.getByRole("dialog", { name: "About the contact" }).getByText("May be written to").waitFor();
  await page.getByRole("button", { name: "Close", exact: true }).tap();
  await page.getByRole("link", { name: "Back to the list" }).tap();
  await rowOf(page, name).waitFor();
});

test("who may only look is offered nothing else", async () => {
  const { conversationId } = await newConversation("Who reads this?");
  await using visit = await web.visit({ as: "viewer" });
  const { page } = visit;
  await visit.goTo(`/inbox/${conversationId}`);
  await bubble(page, "Who reads this?").waitFor();
  await page.getByText("You may read here, but not write.").waitFor();
  for (const name of ["Close", "Stop writing", "Merge", "Change the name"]) {
    expect(await page.getByRole("button", { name, exact: true }).count()).toBe(0);
  }
  const { unreadCount } = (await web.app.api("GET", `/conversations/${conversationId}`)).body;
  expect(unreadCount).toBe(1);
});
