import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createBrowser } from "../../../test/browser.ts";
import { startTestApp, type TestApp } from "../../../test/start-test-app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp({ withChannel: false });
});
afterEach(() => app[Symbol.asyncDispose]());

const OWNER = { name: "Ana Quispe", email: "Ana@Example.com", password: "turquoise lamp on tuesday" };
const tokenOf = (url: string | undefined) => new URL(url ?? "").hash.replace("#token=", "");

describe("the first start", () => {
  it("offers a link by which somebody becomes the owner, and is signed in at once", async () => {
    const browser = createBrowser(app);
    expect((await browser.api("GET", "/setup")).body).toEqual({ isNeeded: true });
    const url = new URL(app.setupUrl ?? "");
    expect(`${url.origin}${url.pathname}`).toBe(`${app.url}/setup`);
    const token = tokenOf(app.setupUrl);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect((await browser.api("POST", "/links/inspect", { token })).body).toMatchObject({ purpose: "setup" });

    const created = await browser.api("POST", "/setup", { token, ...OWNER, language: "es" });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ name: "Ana Quispe", email: "ana@example.com", role: "owner", language: "es" });
    expect(created.body.scopes).toContain("admin");
    expect((await browser.api("GET", "/me")).body).toEqual(created.body);
    expect((await browser.api("GET", "/setup")).body).toEqual({ isNeeded: false });
  });

  it("offers it until it is used, once", async () => {
    const tokens = [tokenOf(app.setupUrl)];
    await app.restart();
    tokens.push(tokenOf(app.setupUrl));
    expect(tokens[0]).not.toBe(tokens[1]);
    const stranger = createBrowser(app);
    for (const token of ["x".repeat(43), "x"]) {
      expect((await stranger.api("POST", "/setup", { token, ...OWNER })).body).toMatchObject({ code: "link-invalid" });
    }
    expect((await createBrowser(app).api("POST", "/setup", { token: tokens[0], ...OWNER })).status).toBe(201);
    for (const token of tokens) {
      expect((await stranger.api("POST", "/setup", { token, ...OWNER })).body).toMatchObject({ code: "setup-done" });
      expect((await stranger.api("POST", "/links/inspect", { token })).body).toMatchObject({ code: "link-invalid" });
    }
    await app.restart();
    expect(app.setupUrl).toBeUndefined();
  });

  it("makes one owner, however many try at the same moment", async () => {
    const first = tokenOf(app.setupUrl);
    await app.restart();
    const answers = await Promise.all(
      [first, tokenOf(app.setupUrl), first].map((token, index) =>
        createBrowser(app).api("POST", "/setup", { token, ...OWNER, email: `owner${index}@example.com` }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect((await app.api("GET", "/users")).body.items).toHaveLength(1);
  });

  it("keeps the link's token out of the database and the log", async () => {
    const token = tokenOf(app.setupUrl);
    const { rows } = await app.database.database.pool.query("select one_time_links::text as text from one_time_links");
    expect(rows).toHaveLength(1);
    expect(rows[0].text).not.toContain(token);
    expect(app.log()).not.toContain(token);
  });

  const WEAK = [
    ["turquoise", "too-short"],
    ["1234567890", "common"],
    ["Password123!", "common"],
    ["P4$$w0rd.2026", "common"],
    ["teamomucho1", "common"],
    ["qwertyuiop", "common"],
    ["ana@example.com", "like-name-or-email"],
    ["AnaQuispe2026", "like-name-or-email"],
  ] as const;

  it("refuses passwords that are short, common, or like the name or the e-mail address", async () => {
    const token = tokenOf(app.setupUrl);
    for (const [password, reason] of WEAK) {
      const answer = await createBrowser(app).api("POST", "/setup", { ...OWNER, token, password });
      expect(answer.body, password).toMatchObject({ status: 400, code: "password-too-weak", particulars: { reason } });
    }
  });
});
