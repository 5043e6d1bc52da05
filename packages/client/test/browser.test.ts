/** The client in a real browser: in pages of the server itself, and of other origins. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../server/test/start-test-app.ts";
import { launchChromium } from "../../web/test/chromium.ts";
import type { Chasqui, ChasquiOptions, createChasqui } from "../src/index.ts";
import { bundleForBrowser } from "./bundle-for-browser.ts";
import { type InstalledPackage, installPackage } from "./installed-package.ts";
import { type ScriptedServer, startScriptedServer } from "./start-scripted-server.ts";

declare global {
  /** What the page's script puts there. */
  var createClient: typeof createChasqui;
}

const ANA = "+34600000001";

const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8");
const BROWSER_EXAMPLE = /^```ts browser\n([\s\S]*?)^```$/m.exec(readme)?.[1] ?? "";

let installed: InstalledPackage;
let browser: Browser;
let app: TestApp;
let key: string;
/** The client as a script of a page. */
let script: string;
/** Two servers of pages: the first one's origin is allowed. */
let friend: ScriptedServer;
let stranger: ScriptedServer;

beforeAll(async () => {
  installed = await installPackage();
  const source = 'import { createChasqui } from "@chasqui/client"; globalThis.createClient = createChasqui;';
  script = (await bundleForBrowser(installed.folder, source)).code;
  const page = () => ({ text: `<!doctype html><title>Page</title><script>${script}</script>` });
  [friend, stranger] = await Promise.all([startScriptedServer(page), startScriptedServer(page)]);
  app = await startTestApp({ env: { CHASQUI_CORS_ORIGINS: friend.url } });
  key = (await app.api("POST", "/api-keys", { name: "page", scopes: ["admin"] })).body.key;
  app.contactWrites(ANA, "Hello");
  await app.until("/messages?direction=inbound", ({ items }) => items.length === 1);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  for (const part of [app, friend, stranger, installed]) await part?.[Symbol.asyncDispose]();
});

async function openPage(url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  return page;
}

/** Runs in the page, with a client of the server. */
async function runInPage<Result>(
  page: Page,
  work: (chasqui: Chasqui, argument: string) => Promise<Result>,
  argument = "",
  options: ChasquiOptions = { baseUrl: app.url, apiKey: key },
): Promise<Result> {
  const client = `createClient(${JSON.stringify(options)})`;
  // The page's own stack would lead to files that are not there.
  const answer = (await page.evaluate(
    `(${work.toString()})(${client}, ${JSON.stringify(argument)}).then((result) => ({ result }), (error) => ({ error: String(error) }))`,
  )) as { result: Result; error?: string };
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer.result;
}

describe("a page of the server itself", () => {
  it("needs neither an address nor a key: who signed in is known by the session's cookie", async () => {
    const page = await openPage(`${app.url}/docs`);
    await page.evaluate(script);
    const token = new URL(app.setupUrl ?? "").hash.replace("#token=", "");
    const seen = await runInPage(
      page,
      async (chasqui, setupToken) => {
        const codeOf = (call: PromiseLike<unknown>) =>
          call.then(
            () => "done",
            ({ code }) => code,
          );
        const before = await codeOf(chasqui.me.get());
        const owner = { name: "Olga", email: "olga@example.com", password: "a long enough passphrase" };
        await chasqui.setup.complete({ token: setupToken, ...owner });
        const { name } = await chasqui.me.get();
        const change = await codeOf(
          chasqui.rules.list().then(({ items }) => chasqui.rules.update(items[0]?.id ?? "", {})),
        );
        let live = false;
        const end = new AbortController();
        const onStateChange = ({ state }: { state: string }) => {
          if (state !== "live") return;
          live = true;
          end.abort();
        };
        for await (const _ of chasqui.events({ signal: end.signal, onStateChange }));
        await chasqui.session.delete();
        return { before, name, change, live, after: await codeOf(chasqui.me.get()) };
      },
      token,
      {},
    );
    expect(seen).toMatchObject({ name: "Olga", change: "done", live: true });
    for (const code of [seen.before, seen.after]) expect(code).not.toBe("done");
  });
});

describe("a page of an allowed origin", () => {
  it("reads, sends, uploads and fetches with an API key", async () => {
    const page = await openPage(friend.url);
    const seen = await runInPage(
      page,
      async (chasqui, to) => {
        const channels = await chasqui.channels.list();
        const { to: sentTo } = await chasqui.messages.send({ to, text: "From a page" });
        const media = await chasqui.media.upload(
          new File(["%PDF-1.4\n%%EOF"], "menu.pdf", { type: "application/pdf" }),
        );
        const content = await (await chasqui.media.getContent(media.id)).text();
        return { kinds: channels.items.map(({ kind }) => kind), sentTo, filename: media.filename, content };
      },
      ANA,
    );
    expect(seen.kinds).toContain("cloud-api");
    expect(seen).toMatchObject({ sentTo: ANA, filename: "menu.pdf", content: "%PDF-1.4\n%%EOF" });
  });

  it("is told what went wrong, and under which id the server's log has it", async () => {
    const page = await openPage(friend.url);
    const problem = await runInPage(page, (chasqui) =>
      chasqui.messages.send({ to: "nobody", text: "x" }).then(
        () => undefined,
        ({ name, code, requestId }) => ({ name, code, hasId: typeof requestId === "string" }),
      ),
    );
    expect(problem).toEqual({ name: "ChasquiProblem", code: "phone-invalid", hasId: true });
  });

  it("hears of changes as they happen", async () => {
    const page = await openPage(friend.url);
    await page.exposeFunction("contactWrites", () => app.contactWrites(ANA, "Are you there?"));
    const heard = await runInPage(page, async (chasqui) => {
      const { contactWrites } = globalThis as unknown as { contactWrites: () => Promise<void> };
      const onStateChange = ({ state }: { state: string }) => {
        if (state === "live") void contactWrites();
      };
      for await (const event of chasqui.events({ kinds: ["messages.received"], onStateChange })) return event.kind;
      return "nothing";
    });
    expect(heard).toBe("messages.received");
  });

  it("runs the README's example", async () => {
    const source = BROWSER_EXAMPLE.replace("https://chasqui.example.com", app.url).replace("chq_…", key);
    const { code } = await bundleForBrowser(installed.folder, source);
    const page = await openPage(friend.url);
    await page.addScriptTag({ content: code, type: "module" });
    await page.waitForFunction('document.body.textContent.includes("WhatsApp")');
  });
});

describe("a page of any other origin", () => {
  it("gets no answer, and what it asked for does not happen", async () => {
    const page = await openPage(stranger.url);
    const before = (await app.api("GET", "/messages?direction=outbound")).body.items.length;
    for (const name of await runInPage(
      page,
      (chasqui, to) => {
        const nameOf = (call: PromiseLike<unknown>) =>
          call.then(
            () => "answered",
            (error: Error) => error.name,
          );
        const once = { timeoutMs: 10_000 };
        return Promise.all([
          nameOf(chasqui.channels.list(once)),
          nameOf(chasqui.messages.send({ to, text: "From a stranger" }, once)),
        ]);
      },
      ANA,
    )) {
      expect(name).toBe("ConnectionProblem");
    }
    expect((await app.api("GET", "/messages?direction=outbound")).body.items).toHaveLength(before);
  });
});
