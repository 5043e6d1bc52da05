import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/test-database.ts";
import { type Clock, systemClock } from "../../platform/clock.ts";
import { createHttpServer, type HttpApp } from "../../platform/http/index.ts";
import { createIds } from "../../platform/ids.ts";
import { createLogger } from "../../platform/logger.ts";
import { type Auth, createAuth, type Scope } from "./index.ts";

let test: TestDatabase;
let app: HttpApp;
let auth: Auth;
let offsetMs: number;
const clock: Clock = {
  now: () => new Date(Date.parse("2026-03-01T09:00:00Z") + offsetMs),
  monotonicMs: () => offsetMs,
  startTimer: systemClock.startTimer,
};

beforeEach(async () => {
  offsetMs = 0;
  test = await createTestDatabase();
  ({ app, auth } = await startNode());
});
afterEach(async () => {
  await app.close();
  await test[Symbol.asyncDispose]();
});

/** One of possibly several nodes on the same database. */
async function startNode() {
  const nodeAuth = createAuth({ db: test.database.db, clock, ids: createIds(clock) });
  const nodeApp = await createHttpServer({
    config: { http: { port: 0, host: "127.0.0.1", corsOrigins: [] } },
    logger: createLogger({ level: "silent" }),
    clock,
    authenticate: nodeAuth.authenticate,
    version: "1.0.0",
    knownScopes: nodeAuth.scopes,
  });
  nodeAuth.registerRoutes(nodeApp);
  return { app: nodeApp, auth: nodeAuth };
}

async function createKey(scopes: Scope[], expiresAt?: Date): Promise<{ id: string; key: string }> {
  const { apiKey, key } = await auth.apiKeys.createApiKey({ name: "test", scopes, expiresAt }, undefined);
  return { id: apiKey.id, key };
}

const call = (key: string, method: "GET" | "POST" | "DELETE" = "GET", path = "", payload?: object) =>
  app.inject({
    method,
    url: `/api/v1/api-keys${path}`,
    headers: { authorization: `Bearer ${key}` },
    ...(payload && { payload }),
  });

describe("API keys", () => {
  it("are shown once, and of the key itself only a digest is stored", async () => {
    const admin = await createKey(["admin"]);
    const created = await call(admin.key, "POST", "", { name: " Zapier ", scopes: ["messages:send", "messages:send"] });
    expect(created.statusCode).toBe(201);
    expect(created.headers["cache-control"]).toBe("no-store");
    const { key, apiKey } = created.json();
    expect(key).toMatch(/^chq_[a-z0-9]{8}_[\w-]{43}$/);
    expect(apiKey).toMatchObject({
      name: "Zapier",
      scopes: ["messages:send"],
      createdAt: "2026-03-01T09:00:00.000Z",
      revokedAt: null,
    });
    expect(key).toContain(apiKey.prefix);
    const secret = key.slice(-43);
    const stored = await sql<{ text: string }>`select api_keys::text as text from api_keys`.execute(test.database.db);
    const list = await call(admin.key);
    expect(list.json().items).toHaveLength(2);
    for (const text of [JSON.stringify(stored.rows), list.body]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(Buffer.from(key).toString("hex"));
    }
  });

  it("let in only who has the whole key and the scope", async () => {
    const { key } = await createKey(["api-keys:read"]);
    expect((await call(key)).statusCode).toBe(200);
    expect((await call(key, "POST", "", { name: "x", scopes: ["api-keys:read"] })).json()).toMatchObject({
      code: "scope-missing",
    });
    const last = key.at(-1) === "A" ? "B" : "A";
    for (const wrong of [key.slice(0, -1) + last, key.slice(0, -1), `${key}A`, key.toUpperCase(), "x"]) {
      expect((await call(wrong)).json(), wrong).toMatchObject({ status: 401, code: "api-key-invalid" });
    }
  });

  it("give only scopes they have themselves", async () => {
    const { key } = await createKey(["api-keys:write", "messages:read"]);
    const refused = await call(key, "POST", "", { name: "x", scopes: ["messages:read", "messages:send", "admin"] });
    expect(refused.json()).toMatchObject({
      status: 403,
      code: "scope-not-held",
      particulars: { scopes: ["messages:send", "admin"] },
    });
    expect((await call(key, "POST", "", { name: "x", scopes: ["messages:read"] })).statusCode).toBe(201);
    const { key: admin } = await createKey(["admin"]);
    expect((await call(admin, "POST", "", { name: "x", scopes: ["messages:send", "admin"] })).statusCode).toBe(201);
  });

  it("take away no key that may do more than they may", async () => {
    const { id: strongId } = await createKey(["messages:send", "channels:write"]);
    const { id: ownId, key } = await createKey(["api-keys:write", "messages:send"]);
    const refused = await call(key, "DELETE", `/${strongId}`);
    expect(refused.json()).toMatchObject({
      status: 403,
      code: "scope-not-held",
      particulars: { scopes: ["channels:write"] },
    });
    const { key: admin } = await createKey(["admin"]);
    expect((await call(admin)).json().items.find((item: { id: string }) => item.id === strongId).revokedAt).toBeNull();
    expect((await call(key, "DELETE", `/${ownId}`)).statusCode).toBe(204);
  });

  it("tell who made them", async () => {
    const admin = await createKey(["admin"]);
    await call(admin.key, "POST", "", { name: "x", scopes: ["messages:read"] });
    const { items } = (await call(admin.key)).json();
    expect(items[0].createdBy).toEqual({ kind: "api-key", id: admin.id, name: "test" });
    expect(items[1].createdBy).toBeNull();
  });

  it("stop working when revoked: here at once, on other nodes within seconds", async () => {
    const { id, key } = await createKey(["admin"]);
    const other = await startNode();
    const callOther = () => other.app.inject({ url: "/api/v1/api-keys", headers: { authorization: `Bearer ${key}` } });
    expect([(await call(key)).statusCode, (await callOther()).statusCode]).toEqual([200, 200]);
    expect((await call(key, "DELETE", `/${id}`)).statusCode).toBe(204);
    expect((await call(key)).statusCode).toBe(401);
    offsetMs += 5_000;
    expect((await callOther()).statusCode).toBe(401);
    await other.app.close();
  });

  it("stay in the list when revoked; revoking again changes nothing, an unknown id is not found", async () => {
    const { key } = await createKey(["admin"]);
    const { id } = await createKey(["messages:read"]);
    expect((await call(key, "DELETE", `/${id}`)).statusCode).toBe(204);
    offsetMs += 1_000;
    expect((await call(key, "DELETE", `/${id}`)).statusCode).toBe(204);
    expect((await call(key)).json().items[0]).toMatchObject({ id, revokedAt: "2026-03-01T09:00:00.000Z" });
    const unknown = await call(key, "DELETE", "/0190a1b2-0000-7000-8000-000000000000");
    expect(unknown.json()).toMatchObject({ status: 404, code: "api-key-unknown" });
    expect((await call(key, "DELETE", "/not-a-uuid")).json()).toMatchObject({
      status: 400,
      errors: [{ path: "path.id" }],
    });
  });

  it("expire, also while they are remembered", async () => {
    const { key } = await createKey(["admin"], new Date("2026-03-01T09:00:02Z"));
    expect((await call(key)).statusCode).toBe(200);
    offsetMs += 2_000;
    expect((await call(key)).statusCode).toBe(401);
    const { key: admin } = await createKey(["admin"]);
    const past = await call(admin, "POST", "", { name: "x", scopes: ["admin"], expiresAt: "2026-03-01T09:00:02Z" });
    expect(past.json()).toMatchObject({ status: 400, code: "expiry-in-the-past" });
  });

  it("remember when they were last used, to the minute", async () => {
    const { key } = await createKey(["admin"]);
    const lastUsedAt = async () => (await auth.apiKeys.listApiKeys(1, undefined)).items[0]?.lastUsedAt?.toISOString();
    expect(await lastUsedAt()).toBeUndefined();
    await call(key);
    expect(await lastUsedAt()).toBe("2026-03-01T09:00:00.000Z");
    offsetMs += 59_000;
    await call(key);
    expect(await lastUsedAt()).toBe("2026-03-01T09:00:00.000Z");
    offsetMs += 2_000;
    await call(key);
    expect(await lastUsedAt()).toBe("2026-03-01T09:01:01.000Z");
  });

  it("are listed in pages, newest first", async () => {
    const { key } = await createKey(["admin"]);
    for (let i = 0; i < 4; i++) await createKey(["messages:read"]);
    const first = (await call(key, "GET", "?limit=3")).json();
    const second = (await call(key, "GET", `?limit=3&cursor=${first.nextCursor}`)).json();
    const ids = [...first.items, ...second.items].map((item: { id: string }) => item.id);
    expect(ids).toHaveLength(5);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect(second.nextCursor).toBeNull();
  });

  it("are checked when made: names, scopes, unknown fields", async () => {
    const { key } = await createKey(["admin"]);
    const refused = await call(key, "POST", "", { name: "  ", scopes: ["messages:write"], owner: "me" });
    expect(
      refused
        .json()
        .errors.map((error: { path: string }) => error.path)
        .sort(),
    ).toEqual(["body.name", "body.owner", "body.scopes[0]"]);
    expect((await call(key, "POST", "", { name: "x", scopes: [] })).statusCode).toBe(400);
  });

  it("are documented", async () => {
    const document = (await app.inject("/api/openapi.json")).json();
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(["/api/v1/api-keys", "/api/v1/api-keys/{id}"]));
    expect(document.paths["/api/v1/api-keys"].post.operationId).toBe("createApiKey");
    expect(document.components.schemas.ApiKey.properties.createdAt).toMatchObject({
      type: "string",
      format: "date-time",
    });
  });
});
