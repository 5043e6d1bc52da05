/** From the link that the server prints to an edited rule and a follow-up, as somebody meets Chasqui who has just started it: the server as a
 *  process of its own with an empty database, its pages in a real browser, and nothing else. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findFreePort } from "../../server/test/free-port.ts";
import { type ServerProcess, startServerProcess } from "../../server/test/server-process.ts";
import { createTestDatabase } from "../../server/test/test-database.ts";
import { launchChromium } from "./chromium.ts";
import { emailOf, PASSWORD } from "./people.ts";
import { type Language, readTexts } from "./texts/read-texts.ts";
import { watchPage } from "./watch-page.ts";
import { DESKTOP, PHONE } from "./web-test.ts";

const OWNER = "Olivia Owner";
const CUSTOMER = "Customer";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test.each([
  { language: "en", size: DESKTOP, isWhole: true },
  { language: "es", size: PHONE, isWhole: true },
  { language: "pt", size: DESKTOP, isWhole: false },
] as const)(
  "from the set-up link to an answer that was read ($language, $size.width wide)",
  async (tour) => {
    await using server = await startFreshServer();
    await using person = await openBrowser(server, tour);
    await becomeOwner(person, server);
    const chat = await sayHello(person);
    await using colleague = await answerInInbox(person, chat);
    if (!tour.isWhole) return;
    // What lies behind another window is drawn once a second.
    await person.page.bringToFront();
    await changeRule(person);
    await colleague.page.bringToFront();
    await write(colleague, "hello");
    await phoneOf(colleague).getByText("Welcome to the shop").waitFor();
    await fastForward(colleague);
    await person.page.bringToFront();
    await seeStepsDone(person);
    expect(findTroubles(server)).toEqual([]);
  },
  60_000,
);

/** What the server has logged as having gone wrong. */
function findTroubles(server: ServerProcess): string[] {
  return server
    .output()
    .split("\n")
    .filter((line) => /"level":"(warn|error|fatal)"/.test(line));
}

interface Person extends AsyncDisposable {
  readonly page: Page;
  /** The words of a key in the language of this tour. */
  readonly t: (key: string, values?: Readonly<Record<string, string>>) => string;
  readonly isPhone: boolean;
  /** Another window of the same browser, signed in as well. */
  openWindow(): Promise<Person>;
}

async function becomeOwner({ page, t }: Person, server: ServerProcess): Promise<void> {
  const [link] = /http\S+\/setup#token=\S+/.exec(server.output()) ?? [];
  await page.goto(link ?? "");
  await page.getByLabel(t("access.name"), { exact: true }).fill(OWNER);
  await page.getByRole("textbox", { name: t("access.email") }).fill(emailOf("owner"));
  await page.getByLabel(t("common.newPassword.label")).fill(PASSWORD);
  await page.getByRole("button", { name: t("access.setup.verb") }).click();
  await page.getByRole("heading", { name: t("home.greeting", { name: OWNER }) }).waitFor();
}

/** Follows the first step, invents somebody, writes as them and is answered. Resolves with the address of the chat. */
async function sayHello(person: Person): Promise<string> {
  const { page, t } = person;
  await page.getByRole("link", { name: t("home.steps.sandbox.title") }).click();
  await page.getByRole("button", { name: t("sandbox.person.new") }).click();
  const dialog = page.getByRole("dialog", { name: t("sandbox.person.new") });
  await dialog.getByLabel(t("sandbox.person.name"), { exact: true }).fill(CUSTOMER);
  await dialog.getByRole("button", { name: t("sandbox.person.make") }).click();
  await write(person, "hello");
  await phoneOf(person).getByText("hello to you too").waitFor();
  return page.url();
}

/** Answers as a person in the inbox; the tick turns once the chat is open on the phone again. Resolves with the window of the phone. */
async function answerInInbox(person: Person, chat: string): Promise<Person> {
  const { page, t } = person;
  const { places } = await openControls(person);
  await places.getByRole("link", { name: t("sandbox.links.inbox") }).click();
  await page.getByText("hello to you too").last().waitFor();
  await page.getByLabel(t("inbox.composer.answerTo", { name: CUSTOMER })).fill("What can we do for you?");
  await page.getByRole("button", { name: t("inbox.composer.send") }).click();
  const answer = page.locator("[data-message]", { hasText: "What can we do for you?" });
  await answer.getByRole("img", { name: t("message.states.delivered"), exact: true }).waitFor();

  const phone = await person.openWindow();
  await phone.page.goto(chat);
  await phoneOf(phone).getByText("What can we do for you?").waitFor();
  await answer.getByRole("img", { name: t("message.states.read"), exact: true }).waitFor();
  return phone;
}

async function changeRule({ page, t, isPhone }: Person): Promise<void> {
  if (isPhone) await page.getByRole("button", { name: t("shell.more") }).click();
  await page.getByRole("link", { name: t("autoReplies.title"), exact: true }).click();
  await page.getByRole("link", { name: "Greeting" }).click();
  const answer = page.getByRole("textbox", { name: t("autoReplies.fields.text") });
  await expect.poll(() => answer.inputValue()).toBe("hello to you too");
  await answer.fill("Welcome to the shop");
  await page.getByRole("button", { name: t("common.save") }).click();
  await page.getByText(t("common.saved")).waitFor();
}

async function fastForward(person: Person): Promise<void> {
  const { places, close } = await openControls(person);
  await places.getByRole("button", { name: person.t("sandbox.next.forwardTo") }).click();
  await close();
  await phoneOf(person).getByText("are you there").waitFor();
}

async function seeStepsDone({ page, t }: Person): Promise<void> {
  await page.goto("/");
  for (const step of ["sandbox", "inbox", "rules"]) {
    await page
      .getByRole("listitem")
      .filter({ hasText: t(`home.steps.${step}.title`) })
      .waitFor();
    expect(await page.getByRole("link", { name: t(`home.steps.${step}.title`) }).count(), step).toBe(0);
  }
}

/** The chat as the virtual phone shows it. */
function phoneOf({ page, t }: Person): Locator {
  return page.getByRole("log", { name: t("sandbox.messages") });
}

async function write({ page, t }: Person, text: string): Promise<void> {
  await page.getByLabel(t("sandbox.writeAsPerson", { name: CUSTOMER })).fill(text);
  await page.getByRole("button", { name: t("sandbox.send") }).click();
}

/** What can be tried with a chat: beside the phone, or in a drawer where there is no room. */
async function openControls({ page, t, isPhone }: Person): Promise<{ places: Locator; close(): Promise<void> }> {
  if (!isPhone)
    return { places: page.getByRole("complementary", { name: t("sandbox.controls") }), close: async () => {} };
  await page.getByRole("button", { name: t("sandbox.controls") }).click();
  const places = page.getByRole("dialog");
  return {
    places,
    async close() {
      await places.getByRole("button", { name: t("common.close") }).click();
      await places.waitFor({ state: "detached" });
    },
  };
}

interface Tour {
  readonly language: Language;
  readonly size: { readonly width: number; readonly height: number };
}

/** Fails, when it is closed, with what the pages did that they must not. */
async function openBrowser(server: ServerProcess, { language, size }: Tour): Promise<Person> {
  const isPhone = size === PHONE;
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: size,
    locale: language,
    reducedMotion: "reduce",
    isMobile: isPhone,
    hasTouch: isPhone,
  });
  const texts = readTexts(language);
  function t(key: string, values: Readonly<Record<string, string>> = {}): string {
    const text = texts.get(key);
    if (text === undefined) throw new Error(`${language} has no text ${key}`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? "");
  }
  async function openWindow(): Promise<Person> {
    const page = await context.newPage();
    const findings = await watchPage(page, server.url, []);
    return {
      page,
      t,
      isPhone,
      openWindow,
      async [Symbol.asyncDispose]() {
        await page.close();
        expect(findings).toEqual([]);
      },
    };
  }
  const first = await openWindow();
  return {
    ...first,
    async [Symbol.asyncDispose]() {
      await first[Symbol.asyncDispose]();
      await context.close();
    },
  };
}

/** As `npm start` runs it for the first time. */
async function startFreshServer(): Promise<ServerProcess> {
  await using undo = new AsyncDisposableStack();
  const database = undo.use(await createTestDatabase());
  const dataDir = mkdtempSync(join(tmpdir(), "chasqui-tour-"));
  undo.defer(() => rmSync(dataDir, { recursive: true, force: true }));
  const env = { DATABASE_URL: database.connectionString, CHASQUI_DATA_DIR: dataDir };
  const server = undo.use(await startServerProcess(env, { cwd: dataDir, port: await findFreePort() }));
  const running = undo.move();
  return { ...server, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
