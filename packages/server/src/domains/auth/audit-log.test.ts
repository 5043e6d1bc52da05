import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createBrowser } from "../../../test/browser.ts";
import { type SignedInUser, signInAs } from "../../../test/sign-in.ts";
import { type ApiAnswer, startTestApp, type TestApp } from "../../../test/start-test-app.ts";
import { createIds } from "../../platform/ids.ts";
import { createLogger } from "../../platform/logger.ts";
import { createAuth } from "./index.ts";

let app: TestApp;
let owner: SignedInUser;
beforeEach(async () => {
  app = await startTestApp({ withChannel: false, now: "2026-03-01T09:00Z" });
  owner = await signInAs(app);
});
afterEach(() => app[Symbol.asyncDispose]());

const DAY_MS = 24 * 60 * 60_000;

async function entries(query = ""): Promise<ApiAnswer["body"][]> {
  return (await owner.api("GET", `/audit-log${query}`)).body.items;
}

const RULE = { name: "Prices", isEnabled: true };

describe("the audit log", () => {
  it("tells who changed what, when and from where", async () => {
    const created = await owner.api("POST", "/api-keys", { name: "Zapier", scopes: ["messages:read"] });
    const { id } = created.body.apiKey;
    await owner.api("DELETE", `/api-keys/${id}`, undefined, {
      "x-forwarded-for": "203.0.113.9",
      "user-agent": "Firefox",
    });
    const [revoked, made] = await entries();
    expect(made).toMatchObject({
      actor: { kind: "user", id: owner.id, name: owner.name },
      operation: "createApiKey",
      outcome: "done",
      reason: null,
      targetIds: [id],
      fields: [
        { name: "name", value: "Zapier" },
        { name: "scopes", value: ["messages:read"] },
      ],
    });
    expect(revoked).toMatchObject({
      operation: "revokeApiKey",
      targetIds: [id],
      fields: [],
      address: "203.0.113.9",
      userAgent: "Firefox",
    });
    expect(revoked.at).toMatch(/^2026-03-01T09:00:\d\d/);
    await app.api("POST", "/api-keys", { name: "x", scopes: ["admin"] });
    expect((await entries())[0].actor).toMatchObject({ kind: "api-key", name: "tests" });
  });

  it("keeps no record of what was refused or only looked at", async () => {
    const before = (await entries()).length;
    const viewer = await signInAs(app, "viewer");
    expect((await viewer.api("POST", "/rules", RULE)).status).toBe(403);
    expect((await owner.api("POST", "/rules", {})).status).toBe(400);
    expect((await owner.api("DELETE", "/api-keys/0190a1b2-0000-7000-8000-000000000000")).status).toBe(404);
    expect((await owner.api("POST", "/rules/test", { text: "hello" })).status).toBe(200);
    await owner.api("GET", "/users");
    await createBrowser(app).api("DELETE", "/session");
    expect(await entries()).toHaveLength(before);
  });

  it("tells of a change in role what it was before", async () => {
    const agent = await signInAs(app, "agent");
    await owner.api("PATCH", `/users/${agent.id}`, { role: "manager" });
    expect((await entries())[0]).toMatchObject({
      operation: "updateUser",
      targetIds: [agent.id],
      fields: [
        { name: "role", value: "manager" },
        { name: "previousRole", value: "agent" },
      ],
    });
  });

  it("names what was changed and never shows secrets, passwords, or what people write to each other", async () => {
    const secret = "hunter2-hunter2-hunter2";
    const { pool } = app.database.database;
    const channel = {
      kind: "cloud-api",
      name: "Shop",
      config: {
        phoneNumberId: "1234567",
        businessAccountId: "7654321",
        appId: "555555",
        accessToken: secret,
        appSecret: secret,
        verifyToken: secret,
      },
    };
    const made = await owner.api("POST", "/channels", channel);
    expect(made.status).toBe(201);
    const [entry] = await entries();
    expect(entry).toMatchObject({ operation: "createChannel", targetIds: [made.body.id] });
    expect(entry.fields).toContainEqual({ name: "name", value: "Shop" });
    expect(entry.fields).toContainEqual({ name: "config.accessToken" });
    const sent = await owner.api("POST", "/messages", {
      channelId: made.body.id,
      to: "+51987654321",
      content: { type: "text", text: secret },
    });
    expect(sent.status).toBe(202);
    const [message] = await entries();
    expect(message).toMatchObject({ operation: "sendMessage", targetIds: [sent.body.id] });
    expect(message.fields).toContainEqual({ name: "channelId", value: made.body.id });
    expect(message.fields).toContainEqual({ name: "content.text" });
    await owner.api("POST", "/me/password", { currentPassword: owner.password, newPassword: `${secret} green` });
    const { rows } = await pool.query("select coalesce(string_agg(audit_log::text, ''), '') as text from audit_log");
    expect(rows[0].text).toContain("changePassword");
    for (const hidden of ["hunter2", owner.password, "987654321"]) expect(rows[0].text).not.toContain(hidden);
  });

  it("tells of sign-ins, and of those that were refused, but not of what was typed for nobody's address", async () => {
    const browser = createBrowser(app, "203.0.113.5");
    const signIn = (email: string, password: string) => browser.api("POST", "/session", { email, password });
    await signIn(owner.email, "a guess of mine");
    await signIn("turquoise@example.com", "a guess of mine");
    await signIn(owner.email, owner.password);
    const [done, unknown, wrong] = await entries("?operation=createSession");
    const refused = {
      outcome: "refused",
      reason: "sign-in-refused",
      address: "203.0.113.5",
      actor: { kind: "nobody" },
    };
    expect(done).toMatchObject({ outcome: "done", actor: { kind: "user", id: owner.id } });
    expect(wrong).toMatchObject({ ...refused, targetIds: [owner.id], fields: [{ name: "email", value: owner.email }] });
    expect(unknown).toMatchObject({ ...refused, targetIds: [], fields: [] });
    expect(JSON.stringify(await entries())).not.toMatch(/turquoise@|a guess/);
    // What comes during a pause is not told again: the failures that led to it are.
    const statuses: number[] = [];
    for (let i = 0; i < 20; i++) {
      const stranger = createBrowser(app, "203.0.113.6");
      statuses.push((await stranger.api("POST", "/session", { email: owner.email, password: "x" })).status);
    }
    expect(statuses).toContain(429);
    expect(await entries("?outcome=refused")).toHaveLength(2 + statuses.filter((status) => status === 401).length);
    await browser.api("DELETE", "/session");
    expect((await entries())[0]).toMatchObject({ operation: "deleteSession", actor: { id: owner.id } });
  });

  it("names who came by a link", async () => {
    const { user, invitation } = (
      await owner.api("POST", "/users", { name: "Luis", email: "l@example.com", role: "agent" })
    ).body;
    const token = new URL(invitation.url).hash.slice(7);
    await createBrowser(app).api("POST", "/invitations/accept", { token, password: "green bicycle in march" });
    const [accepted, invited] = await entries();
    expect(accepted).toMatchObject({
      operation: "acceptInvitation",
      actor: { kind: "user", id: user.id, name: "Luis" },
    });
    expect(invited).toMatchObject({ operation: "createUser", targetIds: [user.id] });
    expect(JSON.stringify([accepted, invited])).not.toContain(token);
  });

  it("is read in pages and filtered", async () => {
    for (let i = 0; i < 7; i++) {
      app.clock.advance(60_000);
      await app.api("POST", "/api-keys", { name: `key ${i}`, scopes: ["messages:read"] });
    }
    const agent = await signInAs(app, "agent");
    await agent.api("PATCH", "/me", { name: "Luis" });
    await app.api("PATCH", `/users/${agent.id}`, { language: "es" });
    const all = await entries();
    const pages: unknown[] = [];
    let cursor = "";
    do {
      const { body } = await owner.api("GET", `/audit-log?limit=3${cursor}`);
      pages.push(...body.items);
      cursor = body.nextCursor === null ? "" : `&cursor=${body.nextCursor}`;
    } while (cursor !== "");
    expect(pages).toEqual(all);
    const operations = async (query: string) =>
      (await entries(query)).map(({ operation }: { operation: string }) => operation);
    expect(await operations(`?actorId=${agent.id}`)).toEqual(["updateMe"]);
    expect(await operations(`?targetId=${agent.id}`)).toEqual(["updateUser", "updateMe"]);
    expect(await operations("?operation=createApiKey&limit=2")).toEqual(["createApiKey", "createApiKey"]);
    expect(await operations("?actorKind=user")).toEqual(["updateMe"]);
    expect(await operations("?from=2026-03-01T09:02:00Z&to=2026-03-01T09:04:00Z")).toHaveLength(2);
    expect(await operations("?outcome=refused")).toEqual([]);
  });

  it("misses nothing when much is changed at once", async () => {
    const names = Array.from({ length: 60 }, (_none, i) => `key ${i}`);
    await Promise.all(names.map((name) => app.api("POST", "/api-keys", { name, scopes: ["messages:read"] })));
    const recorded = (await entries("?operation=createApiKey&limit=200")).map(({ fields }) => fields[0].value);
    expect(recorded.sort()).toEqual(names.sort());
  });

  it("forgets after a year", async () => {
    await app.api("POST", "/api-keys", { name: "old", scopes: ["messages:read"] });
    app.clock.advance(364 * DAY_MS);
    await app.api("POST", "/api-keys", { name: "new", scopes: ["messages:read"] });
    const auth = createAuth({ db: app.database.database.db, clock: app.clock, ids: createIds(app.clock) });
    const upkeep = () =>
      auth.upkeepJob.execute(
        {},
        { logger: createLogger({ level: "silent" }), signal: AbortSignal.abort(), attempt: 1 },
      );
    const names = async () =>
      (await app.api("GET", "/audit-log?operation=createApiKey")).body.items.map(
        ({ fields }: { fields: { value: string }[] }) => fields[0]?.value,
      );
    await upkeep();
    expect(await names()).toEqual(["new", "old"]);
    app.clock.advance(DAY_MS);
    await upkeep();
    expect(await names()).toEqual(["new"]);
    // What else has ended goes with it.
    const { rows } = await app.database.database.pool.query("select count(*)::int as count from sessions");
    expect(rows[0].count).toBe(0);
  });
});
