import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createBrowser } from "../../../test/browser.ts";
import { type SignedInUser, signInAs } from "../../../test/sign-in.ts";
import { startTestApp, type TestApp } from "../../../test/start-test-app.ts";

let app: TestApp;
let owner: SignedInUser;
beforeEach(async () => {
  app = await startTestApp({ withChannel: false, now: "2026-03-01T09:00Z" });
  owner = await signInAs(app);
});
afterEach(() => app[Symbol.asyncDispose]());

const credentials = (password = owner.password, email = owner.email) => ({ email, password });
const WRONG = "not the right words";

/** Answers' codes, or 200, of attempts from one address one after the other. */
async function attempt(times: number, browser = createBrowser(app, "203.0.113.1"), body = credentials(WRONG)) {
  const codes: unknown[] = [];
  for (let i = 0; i < times; i++) {
    const answer = await browser.api("POST", "/session", body);
    codes.push(answer.status === 200 ? 200 : answer.body.code);
  }
  return codes;
}

describe("signing in", () => {
  it("gives the browser a cookie that scripts can't read and other sites can't use", async () => {
    const browser = createBrowser(app);
    const answer = await browser.api("POST", "/session", credentials(owner.password, owner.email.toUpperCase()));
    expect(answer).toMatchObject({ status: 200, body: { id: owner.id, email: owner.email, role: "owner" } });
    expect(answer.headers.get("cache-control")).toBe("no-store");
    for (const line of browser.setCookies) expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(browser.cookies.get("chasqui_session")).toMatch(/^[\w-]{43}$/);
    expect((await browser.api("GET", "/me")).body).toEqual(answer.body);

    // Behind a proxy that says it was https, and behind one that forgets to.
    const origin = app.url.replace("http:", "https:");
    for (const headers of [{ origin, "x-forwarded-proto": "https" }, { origin }]) {
      const secure = createBrowser(app);
      expect((await secure.api("POST", "/session", credentials(), headers)).status).toBe(200);
      for (const line of secure.setCookies) expect(line).toContain("; Secure");
    }
  });

  it("keeps neither passwords nor sessions where they could be read", async () => {
    const browser = createBrowser(app);
    await browser.api("POST", "/session", credentials());
    await browser.api("POST", "/session", credentials(WRONG));
    const { pool } = app.database.database;
    const tables = ["users", "sessions", "known_browsers", "one_time_links", "sign_in_failures", "audit_log"];
    const texts = await Promise.all(
      tables.map(async (table) =>
        JSON.stringify((await pool.query(`select ${table}::text as row from ${table}`)).rows),
      ),
    );
    const everything = texts.join("") + app.log();
    expect(texts[0]).toContain("$argon2id$v=19$m=19456,t=2,p=1$");
    for (const secret of [owner.password, WRONG, ...browser.cookies.values(), owner.cookie.value]) {
      expect(everything).not.toContain(secret);
    }
  });

  it("answers a wrong password and an unknown address alike, after the same work", async () => {
    const wrong = await createBrowser(app, "203.0.113.1").api("POST", "/session", credentials(WRONG));
    const unknown = await createBrowser(app, "203.0.113.1").api(
      "POST",
      "/session",
      credentials(WRONG, "no@example.com"),
    );
    const { instance: _, ...shown } = wrong.body;
    expect(unknown.body).toMatchObject(shown);
    expect(shown).toMatchObject({ status: 401, code: "sign-in-refused" });
    // Digesting is the work, and only so many may wait for it: unknown addresses queue up for it like all others.
    const many = await Promise.all(
      Array.from({ length: 70 }, (_none, i) =>
        createBrowser(app, `198.51.100.${i}`).api("POST", "/session", credentials(WRONG, `nobody${i}@example.com`)),
      ),
    );
    const codes = new Set(many.map(({ body }) => body.code));
    expect(codes).toEqual(new Set(["sign-in-refused", "too-many-at-once"]));
  });

  it("digests anew, at today's cost, a password that was digested at another", async () => {
    const { pool } = app.database.database;
    const hashOf = async () =>
      (await pool.query("select password_hash from users where id = $1", [owner.id])).rows[0].password_hash as string;
    const { argon2Sync } = await import("node:crypto");
    const salt = Buffer.alloc(16, 7);
    const tag = argon2Sync("argon2id", {
      message: owner.password,
      nonce: salt,
      memory: 64,
      passes: 1,
      parallelism: 1,
      tagLength: 32,
    });
    const text = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
    const weak = `$argon2id$v=19$m=64,t=1,p=1$${text(salt)}$${text(tag)}`;
    await pool.query("update users set password_hash = $1 where id = $2", [weak, owner.id]);
    expect(await attempt(1, createBrowser(app), credentials(WRONG))).toEqual(["sign-in-refused"]);
    expect(await hashOf()).toBe(weak);
    expect(await attempt(1, createBrowser(app), credentials())).toEqual([200]);
    expect(await hashOf()).toContain("m=19456,t=2");
    expect(await attempt(1, createBrowser(app), credentials())).toEqual([200]);
  });
});
