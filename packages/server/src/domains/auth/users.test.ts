import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createBrowser } from "../../../test/browser.ts";
import { type SignedInUser, signInAs } from "../../../test/sign-in.ts";
import { startTestApp, type TestApp } from "../../../test/start-test-app.ts";
import { waitUntil } from "../../../test/wait-until.ts";
import { scopesOfRole, USER_ROLES } from "./scopes.rules.ts";

let app: TestApp;
let owner: SignedInUser;
beforeEach(async () => {
  app = await startTestApp({ withChannel: false, now: "2026-03-01T09:00Z" });
  owner = await signInAs(app);
});
afterEach(() => app[Symbol.asyncDispose]());

const DAY_MS = 24 * 60 * 60_000;
const PASSWORD = "green bicycle in march";
const LUIS = { name: "Luis", email: "Luis@Example.com", role: "agent" };

const tokenOf = (link: { url: string }) => new URL(link.url).hash.replace("#token=", "");

/** Uses a link that sets a password. */
async function use(link: { url: string }, more: object = {}) {
  const browser = createBrowser(app);
  const path = new URL(link.url).pathname === "/invitation" ? "/invitations/accept" : "/password-resets/accept";
  const answer = await browser.api("POST", path, { token: tokenOf(link), password: PASSWORD, ...more });
  return { browser, answer };
}

describe("an invitation", () => {
  it("lets somebody in once, with a name of their choice", async () => {
    const created = await owner.api("POST", "/users", { ...LUIS, language: "es" });
    expect(created.status).toBe(201);
    expect(created.headers.get("cache-control")).toBe("no-store");
    const { user, invitation } = created.body;
    expect(user).toMatchObject({ name: "Luis", email: "luis@example.com", role: "agent", state: "invited" });
    expect(invitation.url).toMatch(new RegExp(`^${app.url}/invitation#token=[\\w-]{43}$`));
    expect(new Date(invitation.expiresAt).getTime() - app.clock.now().getTime()).toBeGreaterThan(6.9 * DAY_MS);
    expect(user.invitedUntil).toBe(invitation.expiresAt);
    const shown = await createBrowser(app).api("POST", "/links/inspect", { token: tokenOf(invitation) });
    expect(shown.body).toMatchObject({ purpose: "invitation", name: "Luis", email: "luis@example.com" });

    expect((await use(invitation, { password: "luis@example.com" })).answer.body.code).toBe("password-too-weak");
    const { browser, answer } = await use(invitation, { name: "Lucho" });
    expect(answer).toMatchObject({ status: 200, body: { id: user.id, name: "Lucho", role: "agent", language: "es" } });
    expect((await browser.api("GET", "/me")).status).toBe(200);
    expect((await owner.api("GET", `/users/${user.id}`)).body).toMatchObject({
      state: "active",
      invitedUntil: null,
      lastSeenAt: expect.stringMatching(/^2026-03-01T09:0/),
    });
    expect((await use(invitation)).answer.body).toMatchObject({ status: 403, code: "link-invalid" });
  });

  it("leads to the public address, where there is one", async () => {
    await using other = await startTestApp({
      withChannel: false,
      env: { CHASQUI_PUBLIC_URL: "https://chasqui.example.com" },
    });
    const { body } = await other.api("POST", "/users", LUIS);
    expect(body.invitation.url).toMatch(/^https:\/\/chasqui\.example\.com\/invitation#token=/);
  });

  it("ends after 7 days, or when it is replaced; a password set before ends it too", async () => {
    const { user, invitation } = (await owner.api("POST", "/users", LUIS)).body;
    const second = (await owner.api("POST", `/users/${user.id}/link`)).body;
    expect((await use(invitation)).answer.body.code).toBe("link-invalid");
    app.clock.advance(7 * DAY_MS);
    expect((await use(second)).answer.body.code).toBe("link-invalid");
    const third = (await owner.api("POST", `/users/${user.id}/link`)).body;
    expect((await use(third)).answer.status).toBe(200);
    // What it made is no way to set a password a second time, by whichever door.
    const token = tokenOf(third);
    for (const path of ["/invitations/accept", "/password-resets/accept"]) {
      const again = await createBrowser(app).api("POST", path, { token, password: PASSWORD });
      expect(again.body.code).toBe("link-invalid");
    }
  });

  it("works for one, however many open it at the same moment", async () => {
    const { invitation } = (await owner.api("POST", "/users", LUIS)).body;
    const answers = await Promise.all(Array.from({ length: 4 }, () => use(invitation)));
    expect(answers.filter(({ answer }) => answer.status === 200)).toHaveLength(1);
  });

  it("is refused for an address that somebody has", async () => {
    await owner.api("POST", "/users", LUIS);
    const again = await owner.api("POST", "/users", { ...LUIS, email: "LUIS@example.com" });
    expect(again.body).toMatchObject({ status: 409, code: "email-taken" });
  });
});

describe("a link for a new password", () => {
  it("works once, within a day, and ends all sessions there were", async () => {
    const agent = await signInAs(app, "agent");
    const link = (await owner.api("POST", `/users/${agent.id}/link`)).body;
    expect(new URL(link.url).pathname).toBe("/password-reset");
    // Until it is used, nothing has changed.
    expect((await agent.api("GET", "/me")).status).toBe(200);
    const invited = await createBrowser(app).api("POST", "/invitations/accept", {
      token: tokenOf(link),
      password: PASSWORD,
    });
    expect(invited.body.code).toBe("link-invalid");
    const { browser, answer } = await use(link);
    expect(answer.status).toBe(200);
    expect([(await agent.api("GET", "/me")).status, (await browser.api("GET", "/me")).status]).toEqual([401, 200]);
    expect((await use(link)).answer.body.code).toBe("link-invalid");
    const late = (await owner.api("POST", `/users/${agent.id}/link`)).body;
    app.clock.advance(DAY_MS);
    expect((await use(late)).answer.body.code).toBe("link-invalid");
  });

  it("is none for oneself, and dies with the account", async () => {
    expect((await owner.api("POST", `/users/${owner.id}/link`)).body.code).toBe("own-account");
    const agent = await signInAs(app, "agent");
    const link = (await owner.api("POST", `/users/${agent.id}/link`)).body;
    await owner.api("POST", `/users/${agent.id}/disable`);
    expect((await use(link)).answer.body.code).toBe("link-invalid");
    const second = (await owner.api("POST", `/users/${agent.id}/link`)).body;
    expect((await use(second)).answer.body.code).toBe("user-disabled");
  });
});

describe("nobody gives what they do not have", () => {
  it("neither a manager, who may make managers but no owners, and touches no owner", async () => {
    const manager = await signInAs(app, "manager");
    const created = await manager.api("POST", "/users", { ...LUIS, role: "owner" });
    expect(created.body).toMatchObject({ status: 403, code: "scope-not-held", particulars: { scopes: ["admin"] } });
    expect((await manager.api("POST", "/users", { ...LUIS, role: "manager" })).status).toBe(201);
    expect((await manager.api("PATCH", `/users/${manager.id}`, { role: "owner" })).body.code).toBe("scope-not-held");
    for (const [method, path, body] of [
      ["PATCH", "", { name: "Mallory" }],
      ["PATCH", "", { role: "viewer" }],
      ["POST", "/disable", undefined],
      ["POST", "/enable", undefined],
      ["POST", "/link", undefined],
      ["DELETE", "/sessions", undefined],
      ["DELETE", "", undefined],
    ] as const) {
      const answer = await manager.api(method, `/users/${owner.id}${path}`, body);
      expect(answer.body, `${method} ${path}`).toMatchObject({ status: 403, code: "scope-not-held" });
    }
    expect((await owner.api("GET", "/me")).body.role).toBe("owner");
  });

  it("nor an API key, of roles and of scopes", async () => {
    const { key } = (
      await owner.api("POST", "/api-keys", { name: "x", scopes: ["users:write", "api-keys:write", "messages:read"] })
    ).body;
    const call = (method: string, path: string, body?: unknown) =>
      app.api(method, path, body, { authorization: `Bearer ${key}` });
    expect((await call("POST", "/users", LUIS)).body.code).toBe("scope-not-held");
    const agent = await signInAs(app, "agent");
    expect((await call("POST", `/users/${agent.id}/link`)).body.code).toBe("scope-not-held");
    expect((await call("POST", "/api-keys", { name: "y", scopes: ["messages:send"] })).body.code).toBe(
      "scope-not-held",
    );
  });

  it("nor do people make keys stronger than themselves, and keys of theirs tell whose they are", async () => {
    const manager = await signInAs(app, "manager");
    const refused = await manager.api("POST", "/api-keys", { name: "x", scopes: ["admin"] });
    expect(refused.body.code).toBe("scope-not-held");
    const made = await manager.api("POST", "/api-keys", { name: "x", scopes: ["rules:write"] });
    expect(made.body.apiKey.createdBy).toEqual({ kind: "user", id: manager.id, name: manager.name });
    const { apiKey } = (await owner.api("POST", "/api-keys", { name: "strong", scopes: ["admin"] })).body;
    expect((await manager.api("DELETE", `/api-keys/${apiKey.id}`)).body.code).toBe("scope-not-held");
    await owner.api("PATCH", `/users/${manager.id}`, { name: "Renamed" });
    await owner.api("DELETE", `/users/${manager.id}`);
    const { items } = (await owner.api("GET", "/api-keys")).body;
    expect(items.find(({ name }: { name: string }) => name === "x").createdBy).toMatchObject({ name: "Renamed" });
  });
});

describe("the last owner", () => {
  it("stays: not demoted, disabled or deleted, by anybody", async () => {
    const change = (body: object) => app.api("PATCH", `/users/${owner.id}`, body);
    expect((await change({ role: "manager" })).body).toMatchObject({ status: 409, code: "last-owner" });
    expect((await owner.api("PATCH", `/users/${owner.id}`, { role: "manager" })).body.code).toBe("last-owner");
    expect((await app.api("POST", `/users/${owner.id}/disable`)).body.code).toBe("last-owner");
    expect((await app.api("DELETE", `/users/${owner.id}`)).body.code).toBe("last-owner");
    // Somebody who can't sign in is no owner to rely on.
    await owner.api("POST", "/users", { ...LUIS, role: "owner" });
    expect((await change({ role: "manager" })).body.code).toBe("last-owner");
    await signInAs(app, "owner");
    expect((await change({ role: "manager" })).body).toMatchObject({ role: "manager" });
  });

  it("stays also when two owners step down at the same moment", async () => {
    const second = await signInAs(app, "owner");
    const { pool } = app.database.database;
    const waiting = async () => {
      const { rows } = await pool.query(
        "select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      return rows[0].count as number;
    };
    let answered = 0;
    const stepDown = async ({ id }: SignedInUser) => {
      const answer = await app.api("PATCH", `/users/${id}`, { role: "viewer" });
      answered += 1;
      return answer;
    };
    // The first has found that there is another owner, and can't write yet, when the second looks.
    const holder = await pool.connect();
    await holder.query("begin");
    await holder.query("select 1 from users where id = $1 for update", [owner.id]);
    const first = stepDown(owner);
    await waitUntil(waiting, (count) => count === 1);
    const other = stepDown(second);
    await waitUntil(waiting, (count) => count + answered === 2);
    await holder.query("commit");
    holder.release();
    const answers = await Promise.all([first, other]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { items } = (await app.api("GET", "/users")).body;
    expect(items.filter(({ role }: { role: string }) => role === "owner")).toHaveLength(1);
  });
});

describe("users", () => {
  it("do to themselves on their own page what needs their password", async () => {
    await signInAs(app, "owner");
    expect((await owner.api("PATCH", `/users/${owner.id}`, { email: "x@example.com" })).body.code).toBe("own-account");
    expect((await owner.api("POST", `/users/${owner.id}/disable`)).body.code).toBe("own-account");
    expect((await owner.api("DELETE", `/users/${owner.id}`)).body.code).toBe("own-account");
  });

  it("are listed in pages, the first who came first, and gone when deleted; their address is free again", async () => {
    const made = [owner, await signInAs(app, "agent"), await signInAs(app, "viewer")];
    const first = (await owner.api("GET", "/users?limit=2")).body;
    const second = (await owner.api("GET", `/users?limit=2&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(made.map(({ id }) => id));
    const [, agent] = made;
    await owner.api("DELETE", `/users/${agent?.id}`);
    expect((await owner.api("GET", `/users/${agent?.id}`)).body).toMatchObject({ status: 404, code: "user-unknown" });
    expect((await owner.api("GET", "/users")).body.items).toHaveLength(2);
    expect((await owner.api("POST", "/users", { ...LUIS, email: agent?.email })).status).toBe(201);
  });

  it("have roles, each of which may do all that the next may", async () => {
    const { items } = (await owner.api("GET", "/roles")).body;
    expect(items.map(({ role }: { role: string }) => role)).toEqual(USER_ROLES);
    for (const [index, role] of USER_ROLES.entries()) {
      const weaker = USER_ROLES[index + 1];
      if (weaker) expect(scopesOfRole(role)).toEqual(expect.arrayContaining(scopesOfRole(weaker)));
      expect(items[index].scopes).toEqual(scopesOfRole(role));
    }
  });

  it("are signed out everywhere by who manages them", async () => {
    const agent = await signInAs(app, "agent");
    expect((await owner.api("DELETE", `/users/${agent.id}/sessions`)).status).toBe(204);
    expect((await agent.api("GET", "/me")).status).toBe(401);
  });
});
