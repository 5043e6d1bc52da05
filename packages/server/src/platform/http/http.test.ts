import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { systemClock } from "../clock.ts";
import { ChasquiError, type ErrorKind } from "../errors.ts";
import { createLogger } from "../logger.ts";
import {
  createCursorFormat,
  createHttpServer,
  dateTimeSchema,
  getPrincipal,
  type HttpApp,
  type HttpServerOptions,
  idempotencyHeaders,
  noteForAudit,
  pageOf,
  pageQueryFields,
  type RecordedChange,
  registerRawBodyRoute,
  toPage,
} from "./index.ts";

const KEY = { authorization: "Bearer good-key" };
const JSON_HEADERS = { ...KEY, "content-type": "application/json" };
const ALLOWED_ORIGIN = "https://app.example";

let app: HttpApp;
let log: string[];
beforeEach(async () => {
  app = await buildApp();
});
afterEach(() => app.close());

async function buildApp(options: Partial<HttpServerOptions> = {}): Promise<HttpApp> {
  log = [];
  const server = await createHttpServer({
    config: { http: { port: 0, host: "127.0.0.1", corsOrigins: [ALLOWED_ORIGIN] } },
    logger: createLogger({ level: "debug", destination: { write: (line) => void log.push(line) } }),
    clock: systemClock,
    version: "1.2.3",
    authenticate: async (credential) => {
      if (credential.kind !== "api-key" || !credential.key.startsWith("good-key")) return undefined;
      return {
        kind: "api-key",
        id: credential.key,
        name: "test",
        scopes: ["notes:read"],
        allows: (scope) => scope === "notes:read",
      };
    },
    knownScopes: new Set(["notes:read", "notes:write"]),
    ...options,
  });
  registerNoteRoutes(server);
  return server;
}

const noteSchema = z.object({ id: z.string(), at: dateTimeSchema });
const newNoteSchema = z.strictObject({
  text: z.string().min(1),
  at: dateTimeSchema.optional(),
  tags: z.array(z.strictObject({ name: z.string() })).optional(),
  extra: z.unknown(),
});
const cursors = createCursorFormat(z.number().int());

/** A small domain, as domains write their routes. */
function registerNoteRoutes(server: HttpApp): void {
  const access = { scope: "notes:read" };
  server.post(
    "/api/v1/notes",
    { config: { access }, schema: { body: newNoteSchema, headers: idempotencyHeaders, response: { 201: noteSchema } } },
    (request, reply) => {
      reply.code(201);
      return { id: request.body.text, at: request.body.at ?? new Date(0) };
    },
  );
  server.get(
    "/api/v1/notes",
    {
      config: { access },
      schema: { querystring: z.strictObject(pageQueryFields), response: { 200: pageOf(z.object({ id: z.number() })) } },
    },
    (request) => {
      const { limit, cursor } = request.query;
      const from = cursor === undefined ? 0 : cursors.decode(cursor) + 1;
      const rows = [0, 1, 2, 3, 4].filter((id) => id >= from).slice(0, limit + 1);
      return toPage(
        rows.map((id) => ({ id })),
        limit,
        (last) => cursors.encode(last.id),
      );
    },
  );
  server.get(
    "/api/v1/notes/:id",
    { config: { access }, schema: { params: z.strictObject({ id: z.string() }), response: { 200: noteSchema } } },
    (request) => ({ id: request.params.id, at: new Date("2026-03-01T09:00:00+01:00"), secretColumn: "s3cret" }),
  );
  server.delete(
    "/api/v1/notes",
    { config: { access: { scope: "notes:write" } }, schema: { response: { 204: z.undefined() } } },
    (_, reply) => reply.code(204).send(),
  );
  server.get(
    "/api/v1/me",
    { config: { access }, schema: { response: { 200: z.object({ id: z.string() }) } } },
    (request) => ({
      id: getPrincipal(request).id,
    }),
  );
  server.get("/health", { config: { access: "public" } }, () => ({ ok: true }));
  server.get("/throws/:kind", { config: { access: "public" } }, (request) => {
    throw new ChasquiError((request.params as { kind: ErrorKind }).kind, "some-code", "What was wrong.", {
      mend: "Do this.",
      detail: { retryAfterMs: 1500 },
    });
  });
  server.get("/crashes", { config: { access: "public" } }, () => {
    throw Object.assign(new Error("password is hunter2"), { statusCode: 418 });
  });
  server.get(
    "/api/v1/wrong-answer",
    { config: { access }, schema: { response: { 200: noteSchema } } },
    () => ({ id: 5 }) as never,
  );
  registerRawBodyRoute(server, {
    url: "/webhook",
    access: "public",
    handler: (body) => ({ bytes: body.toString("hex") }),
  });
}

const postNote = (payload: string | object, headers: Record<string, string> = JSON_HEADERS) =>
  app.inject({ method: "POST", url: "/api/v1/notes", headers, payload });

describe("problem details", () => {
  it("are complete: type, title, status, code, detail, instance, mend", async () => {
    const response = await app.inject("/throws/not-found");
    expect(response.headers["content-type"]).toMatch(/^application\/problem\+json/);
    expect(response.json()).toEqual({
      type: "urn:chasqui:problem:some-code",
      title: "Not Found",
      status: 404,
      code: "some-code",
      detail: "What was wrong.",
      instance: `urn:uuid:${response.headers["x-request-id"]}`,
      mend: "Do this.",
      particulars: { retryAfterMs: 1500 },
    });
    expect(response.headers["retry-after"]).toBe("2");
  });

  it.each([
    ["invalid", 400],
    ["unauthenticated", 401],
    ["forbidden", 403],
    ["not-found", 404],
    ["conflict", 409],
    ["refused", 409],
    ["too-large", 413],
    ["too-many", 429],
    ["unavailable", 503],
  ])("%s is answered with %i", async (kind, status) => {
    expect((await app.inject(`/throws/${kind}`)).statusCode).toBe(status);
  });

  it("hide what nobody foresaw behind an incident id, and log it with its stack", async () => {
    const response = await app.inject("/crashes");
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain("hunter2");
    const incident = response.headers["x-request-id"] as string;
    expect(response.json().detail).toContain(incident);
    const logged = log.map((line) => JSON.parse(line)).find((line) => line.incident === incident);
    expect(logged.err.stack).toContain("http.test.ts");
  });

  it("tell the log, and nobody else, why the database did not serve a request", async () => {
    app.get("/busy", { config: { access: "public" } }, async () => {
      throw Object.assign(new Error("too many clients already"), { code: "53300" });
    });
    const response = await app.inject("/busy");
    expect(response.json()).toMatchObject({ status: 503, code: "database-unavailable" });
    expect(response.body).not.toContain("too many clients");
    expect(log.join("")).toMatch(/"level":"warn".*too many clients already/);
  });

  it("name every wrong field", async () => {
    const response = await postNote({ text: 5, tags: [{ name: "a" }, { name: 1 }], surprise: true, extra: null });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ code: "validation-failed", detail: "3 fields are not as they should be." });
    expect(
      response
        .json()
        .errors.map((error: { path: string }) => error.path)
        .sort(),
    ).toEqual(["body.surprise", "body.tags[1].name", "body.text"]);
    const query = await app.inject({ url: "/api/v1/notes?limit=0&page=2", headers: KEY });
    expect(query.json().errors.map((error: { path: string }) => error.path)).toEqual(["query.limit", "query.page"]);
  });

  it.each([
    ["malformed JSON", '{"text": "x",}', JSON_HEADERS, 400, "malformed-json"],
    ["no body at all", "", JSON_HEADERS, 400, "validation-failed"],
    [
      "another content type",
      "a=b",
      { ...KEY, "content-type": "application/x-www-form-urlencoded" },
      415,
      "unsupported-media-type",
    ],
    ["too large a body", JSON.stringify({ text: "x".repeat(1024 * 1024) }), JSON_HEADERS, 413, "body-too-large"],
    ["deep nesting", `{"text":"x","extra":${"[".repeat(64)}${"]".repeat(64)}}`, JSON_HEADERS, 400, "json-too-deep"],
    ["very deep nesting", `{"text":"x","extra":${"[".repeat(500_000)}`, JSON_HEADERS, 400, "json-too-deep"],
    ["a prototype", '{"text":"x","extra":{"__proto__":{"a":1}}}', JSON_HEADERS, 400, "unstorable-value"],
    ["a NUL", '{"text":"a\\u0000b"}', JSON_HEADERS, 400, "unstorable-value"],
    ["a NUL in a name", '{"text":"x","extra":{"a\\u0000":1}}', JSON_HEADERS, 400, "unstorable-value"],
    ["half a surrogate pair", '{"text":"x","extra":["\\ud83d"]}', JSON_HEADERS, 400, "unstorable-value"],
    ["a number beyond any double", '{"text":"x","extra":1e999}', JSON_HEADERS, 400, "unstorable-value"],
    ["an unparsable number", '{"text":"x","extra":01}', JSON_HEADERS, 400, "malformed-json"],
  ])("refuse %s", async (_name, payload, headers, status, code) => {
    const response = await postNote(payload, headers);
    expect(response.json()).toMatchObject({ status, code });
    expect(response.statusCode).toBe(status);
  });

  it("refuse bytes that are no UTF-8 and never quote the body", async () => {
    const bytes = Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
    expect((await postNote(bytes)).json()).toMatchObject({ code: "malformed-json" });
    expect((await postNote('{"text": private-words}')).body).not.toContain("private");
  });

  it("accept what is deep but not too deep, and emoji", async () => {
    expect((await postNote(`{"text":"[[{{👋","extra":${"[".repeat(63)}${"]".repeat(63)}}`)).statusCode).toBe(201);
  });

  it("count no brackets inside strings, also after an escaped quote", async () => {
    const text = `\\"${"[".repeat(100)}`;
    expect((await postNote({ text, extra: 1 })).statusCode).toBe(201);
  });

  it("refuse a NUL in the URL and a broken URL", async () => {
    expect((await app.inject({ url: "/api/v1/notes/a%00b", headers: KEY })).json()).toMatchObject({
      status: 400,
      code: "unstorable-value",
    });
    expect((await app.inject({ url: "/api/v1/notes/%zz", headers: KEY })).json()).toMatchObject({
      status: 400,
      code: "malformed-url",
    });
    const long = await app.inject({ url: `/api/v1/notes/${"a".repeat(300)}`, headers: KEY });
    expect(long.json()).toMatchObject({ status: 414, code: "url-too-long" });
  });

  it("tell an unknown path from a method the path does not know", async () => {
    expect((await app.inject("/nowhere")).json()).toMatchObject({ status: 404, code: "route-not-found" });
    const wrongMethod = await app.inject({ method: "PUT", url: "/api/v1/notes?x=1" });
    expect(wrongMethod.json()).toMatchObject({ status: 405, code: "method-not-allowed" });
    expect(wrongMethod.headers.allow).toBe("DELETE, GET, HEAD, POST, OPTIONS");
    const options = await app.inject({ method: "OPTIONS", url: "/api/v1/notes/5" });
    expect([options.statusCode, options.headers.allow]).toEqual([204, "GET, HEAD, OPTIONS"]);
  });
});

describe("access", () => {
  it("asks for a key, refuses a wrong one, and checks the scope", async () => {
    const none = await app.inject("/api/v1/me");
    expect(none.json()).toMatchObject({ status: 401, code: "api-key-missing" });
    expect(none.headers["www-authenticate"]).toBe('Bearer realm="chasqui"');
    const wrong = await app.inject({ url: "/api/v1/me", headers: { authorization: "Bearer other" } });
    expect(wrong.json()).toMatchObject({ status: 401, code: "api-key-invalid" });
    expect(wrong.headers["www-authenticate"]).toContain("invalid_token");
    const basic = await app.inject({ url: "/api/v1/me", headers: { authorization: "Basic Zm9vOmJhcg==" } });
    expect(basic.statusCode).toBe(401);
    const tooLittle = await app.inject({ method: "DELETE", url: "/api/v1/notes", headers: KEY });
    expect(tooLittle.json()).toMatchObject({
      status: 403,
      code: "scope-missing",
      particulars: { scope: "notes:write" },
    });
    expect(tooLittle.headers["www-authenticate"]).toContain('scope="notes:write"');
    expect((await app.inject({ url: "/api/v1/me", headers: KEY })).json()).toEqual({ id: "good-key" });
  });

  it("is checked before the body is read", async () => {
    expect((await postNote("{broken", { "content-type": "application/json" })).statusCode).toBe(401);
  });

  it("tells an address that keeps trying wrong keys to slow down, and still takes a good one from it", async () => {
    const tryKey = (key: string) => app.inject({ url: "/api/v1/me", headers: { authorization: `Bearer ${key}` } });
    for (let attempt = 0; attempt < 30; attempt++) expect((await tryKey("guess")).statusCode).toBe(401);
    const refused = await tryKey("guess");
    expect(refused.json()).toMatchObject({ status: 429, code: "too-many-wrong-keys" });
    expect(refused.headers["retry-after"]).toBe("60");
    expect((await tryKey("good-key")).statusCode).toBe(200);
  });

  it("can't be forgotten: such a route can't be registered", () => {
    const route = { method: "GET", url: "/x", handler: () => "" } as const;
    expect(() => app.route(route)).toThrow(/GET \/x declares no config.access/);
    expect(() => app.route({ ...route, config: { access: { scope: "typo:read" } } })).toThrow(/typo:read/);
    expect(() => app.route({ ...route, url: "/api/x", config: { access: "public" } })).toThrow(/schema.response/);
  });
});

describe("what a request changed", () => {
  const recorded: RecordedChange[] = [];
  let recordFails = false;
  beforeEach(async () => {
    await app.close();
    recorded.length = 0;
    recordFails = false;
    app = await buildApp({
      recordChange: async (change) => {
        if (recordFails) throw new Error("no room for records");
        recorded.push(change);
      },
    });
    const schema = { operationId: "shelveNote", response: { 201: noteSchema } };
    const config = { access: { scope: "notes:read" } };
    const answer = () => ({ id: "a", at: new Date(0) });
    app.put("/api/v1/shelves/:shelf", { config, schema }, (request, reply) => {
      noteForAudit(request, { previousShelf: "b" });
      reply.code(201);
      return answer();
    });
    app.post("/api/v1/shelves/looks", { config: { ...config, audit: false }, schema }, (_request, reply) => {
      reply.code(201);
      return answer();
    });
    app.post("/api/v1/shelves/fails", { config, schema }, () => {
      throw new ChasquiError("refused", "no-shelf", "There is no room.");
    });
  });

  it("is put on record by default: of every route, new ones too, with who, from where and what", async () => {
    const payload = { text: "x" };
    const headers = { ...JSON_HEADERS, "user-agent": "tests" };
    await app.inject({ method: "PUT", url: "/api/v1/shelves/7", headers, payload });
    expect(recorded).toMatchObject([
      {
        principal: { id: "good-key" },
        caller: { address: "127.0.0.1", userAgent: "tests" },
        operation: "shelveNote",
        params: { shelf: "7" },
        body: payload,
        answer: { id: "a" },
        notes: { previousShelf: "b" },
      },
    ]);
  });

  it("is not on record where nothing was changed: refused, failed, only looked at, or outside of the API", async () => {
    const post = (url: string, headers = JSON_HEADERS) => app.inject({ method: "POST", url, headers, payload: "{}" });
    await post("/api/v1/shelves/looks");
    await post("/api/v1/shelves/fails");
    await post("/api/v1/notes");
    await post("/api/v1/notes", { ...JSON_HEADERS, authorization: "Bearer wrong" });
    await app.inject({ url: "/api/v1/notes", headers: KEY });
    await app.inject({ method: "POST", url: "/webhook", payload: "x" });
    expect(recorded).toEqual([]);
  });

  it("is answered as done also when the record could not be written, and the log says so", async () => {
    recordFails = true;
    const response = await app.inject({
      method: "PUT",
      url: "/api/v1/shelves/7",
      headers: JSON_HEADERS,
      payload: "{}",
    });
    expect(response.statusCode).toBe(201);
    expect(log.join("")).toMatch(/"level":"error".*shelveNote.*could not be put on record/);
  });
});

describe("a caller's address", () => {
  const tryKey = (remoteAddress: string, forwardedFor: string) =>
    app.inject({
      url: "/api/v1/me",
      remoteAddress,
      headers: { authorization: "Bearer guess", "x-forwarded-for": forwardedFor },
    });

  it("is told by a proxy on this machine", async () => {
    for (let attempt = 0; attempt < 30; attempt++) await tryKey("127.0.0.1", "203.0.113.1");
    expect((await tryKey("127.0.0.1", "203.0.113.1")).statusCode).toBe(429);
    expect((await tryKey("127.0.0.1", "203.0.113.2")).statusCode).toBe(401);
  });

  it("is one for all that an owner of one IPv6 address has", async () => {
    for (let attempt = 0; attempt < 30; attempt++) await tryKey("127.0.0.1", `2001:db8:1:2::${attempt}`);
    expect((await tryKey("127.0.0.1", "2001:db8:1:2:ffff:ffff:ffff:ffff")).statusCode).toBe(429);
    expect((await tryKey("127.0.0.1", "2001:db8:1:3::1")).statusCode).toBe(401);
  });

  it("is not what the caller says it is", async () => {
    for (let attempt = 0; attempt < 30; attempt++) await tryKey("198.51.100.7", `203.0.113.${attempt}`);
    expect((await tryKey("198.51.100.7", "203.0.113.99")).statusCode).toBe(429);
  });
});

describe("answers", () => {
  it("show what the schema names and nothing else, times in UTC", async () => {
    const response = await app.inject({ url: "/api/v1/notes/7", headers: KEY });
    expect(response.json()).toEqual({ id: "7", at: "2026-03-01T08:00:00.000Z" });
    const created = await postNote({ text: "x", at: "2026-03-01T09:00:00+01:00", extra: 1 });
    expect(created.json()).toEqual({ id: "x", at: "2026-03-01T08:00:00.000Z" });
  });

  it("that break their schema are our fault and are not sent", async () => {
    expect((await app.inject({ url: "/api/v1/wrong-answer", headers: KEY })).statusCode).toBe(500);
  });

  it("come in pages that neither skip nor repeat", async () => {
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? "" : `&cursor=${cursor}`;
      const page = (await app.inject({ url: `/api/v1/notes?limit=2${query}`, headers: KEY })).json();
      seen.push(...page.items.map((item: { id: number }) => item.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual([0, 1, 2, 3, 4]);
    const exact = await app.inject({ url: "/api/v1/notes?limit=5", headers: KEY });
    expect(exact.json().nextCursor).toBeNull();
    const forged = await app.inject({ url: "/api/v1/notes?cursor=eyJhIjoxfQ", headers: KEY });
    expect(forged.json()).toMatchObject({ status: 400, code: "cursor-invalid" });
  });

  it("carry strict security headers, and those for allowed origins", async () => {
    const response = await app.inject({ url: "/health", headers: { origin: ALLOWED_ORIGIN } });
    const policy = response.headers["content-security-policy"];
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain("unsafe");
    expect(response.headers["x-content-type-options"]).toBe("nosniff");
    expect(response.headers["access-control-allow-origin"]).toBe(ALLOWED_ORIGIN);
    const other = await app.inject({ url: "/health", headers: { origin: "https://evil.example" } });
    expect(other.headers["access-control-allow-origin"]).toBeUndefined();
    expect(other.headers.vary).toBe("Origin");
  });

  it("answer the preflight of an allowed origin only", async () => {
    const preflight = (origin: string) =>
      app.inject({
        method: "OPTIONS",
        url: "/api/v1/notes",
        headers: { origin, "access-control-request-method": "POST" },
      });
    const allowed = await preflight(ALLOWED_ORIGIN);
    expect(allowed.statusCode).toBe(204);
    expect(allowed.headers["access-control-allow-headers"]).toContain("idempotency-key");
    expect((await preflight("https://evil.example")).headers["access-control-allow-methods"]).toBeUndefined();
  });

  it("are limited by key on the API, and not on webhooks and health", async () => {
    await app.close();
    app = await buildApp({ requestsAMinute: 2 });
    const call = (key: string) => app.inject({ url: "/api/v1/me", headers: { authorization: `Bearer ${key}` } });
    expect([(await call("good-key-1")).statusCode, (await call("good-key-1")).statusCode]).toEqual([200, 200]);
    const refused = await call("good-key-1");
    expect(refused.json()).toMatchObject({ status: 429, code: "rate-limited" });
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect((await call("good-key-2")).statusCode).toBe(200);
    for (let i = 0; i < 4; i++) {
      expect((await app.inject("/health")).statusCode).toBe(200);
      expect((await app.inject({ method: "POST", url: "/webhook", payload: "x" })).statusCode).toBe(200);
    }
  });

  it("leave neither query nor body in the log", async () => {
    await app.inject({ url: "/api/v1/notes?limit=1&cursor=private-words", headers: KEY });
    await postNote({ text: "private-words", extra: 1 });
    expect(log.join("")).toContain('"route":"/api/v1/notes"');
    expect(log.join("")).not.toContain("private-words");
    expect(log.join("")).not.toContain("Bearer good-key");
  });
});

describe("raw bodies", () => {
  it("arrive byte for byte, whatever the content type", async () => {
    for (const type of ["application/json", "text/plain", "application/x-unheard-of", undefined]) {
      const headers = type === undefined ? {} : { "content-type": type };
      const response = await app.inject({
        method: "POST",
        url: "/webhook",
        headers,
        payload: Buffer.from([0x7b, 0x00, 0xff]),
      });
      expect(response.json(), String(type)).toEqual({ bytes: "7b00ff" });
    }
    expect((await app.inject({ method: "POST", url: "/webhook" })).json()).toEqual({ bytes: "" });
  });

  it("may be 3 MB, and not 4", async () => {
    const post = (megabytes: number) =>
      app.inject({ method: "POST", url: "/webhook", payload: Buffer.alloc(megabytes * 1024 * 1024) });
    expect((await post(3)).statusCode).toBe(200);
    expect((await post(4)).json()).toMatchObject({ status: 413, code: "body-too-large" });
  });
});

describe("documentation", () => {
  it("is OpenAPI 3.1, generated from the routes, with access and problems", async () => {
    const document = (await app.inject("/api/openapi.json")).json();
    expect(document).toMatchObject({ openapi: "3.1.0", info: { version: "1.2.3" } });
    expect(Object.keys(document.paths).sort()).toEqual([
      "/api/v1/me",
      "/api/v1/notes",
      "/api/v1/notes/{id}",
      "/api/v1/wrong-answer",
    ]);
    const post = document.paths["/api/v1/notes"].post;
    expect(post.security).toEqual([{ apiKey: [] }, { session: [] }]);
    expect(post.description).toContain("notes:read");
    expect(post.requestBody.content["application/json"].schema).toMatchObject({
      required: ["text", "extra"],
      additionalProperties: false,
    });
    expect(post.responses["201"].content["application/json"].schema.properties.at).toEqual({
      type: "string",
      format: "date-time",
    });
    expect(post.responses.default.content["application/problem+json"].schema).toEqual({
      $ref: "#/components/schemas/Problem",
    });
    expect(post.parameters).toContainEqual(
      expect.objectContaining({ in: "header", name: "idempotency-key", required: false }),
    );
  });

  it("can be browsed with local files alone and without inline script", async () => {
    const page = await app.inject("/docs");
    const html = page.statusCode === 302 ? (await app.inject(String(page.headers.location))).body : page.body;
    const scripts = [...html.matchAll(/<script([^>]*)>([^<]*)</g)];
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => String(match[1]));
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes, inline] of scripts) {
      expect(attributes).toContain("src=");
      expect(inline?.trim()).toBe("");
    }
    for (const file of files) {
      const response = await app.inject(new URL(file, "http://x/docs/").pathname);
      expect(response.statusCode, file).toBe(200);
      expect(response.headers["content-security-policy"]).not.toContain("unsafe");
    }
  });
});

describe("on a real socket", () => {
  const listen = async (): Promise<number> => Number(new URL(await app.listen({ port: 0, host: "127.0.0.1" })).port);
  const request = (path: string) => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`;

  it("answers what is no HTTP, and oversized headers, with a problem", async () => {
    const port = await listen();
    const answerTo = (bytes: string) => {
      const socket = connect(port, "127.0.0.1");
      socket.end(bytes);
      return text(socket);
    };
    expect(await answerTo("what?\r\n\r\n")).toMatch(
      /^HTTP\/1.1 400 [\s\S]*application\/problem\+json[\s\S]*malformed-request/,
    );
    expect(await answerTo(`GET / HTTP/1.1\r\nhost: x\r\nx: ${"a".repeat(40_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 431 [\s\S]*headers-too-large/,
    );
  });

  it("answers a missing Host and an unknown Expect with a problem too", async () => {
    const port = await listen();
    const answerTo = (head: string) => {
      const socket = connect(port, "127.0.0.1");
      socket.write(`${head}\r\nconnection: close\r\n\r\n`);
      return text(socket);
    };
    expect(await answerTo("GET /health HTTP/1.1")).toMatch(
      /^HTTP\/1.1 400 [\s\S]*application\/problem\+json[\s\S]*host-missing/,
    );
    expect(await answerTo("GET /health HTTP/1.1\r\nhost: %")).toMatch(/^HTTP\/1.1 400 [\s\S]*host-invalid/);
    expect(await answerTo("GET /health HTTP/1.0")).toMatch(/^HTTP\/1.1 200 /);
    expect(await answerTo("GET /health HTTP/1.1\r\nhost: x\r\nexpect: a miracle")).toMatch(
      /^HTTP\/1.1 417 [\s\S]*application\/problem\+json[\s\S]*expectation-unknown/,
    );
  });

  it("takes a caller who hangs up in the middle of a body for no error of ours", async () => {
    const handled = Promise.withResolvers<void>();
    app.addHook("onError", async () => handled.resolve());
    const socket = connect(await listen(), "127.0.0.1");
    socket.end("POST /webhook HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhalf");
    await handled.promise;
    await app.close();
    expect(log.join("")).not.toContain('"level":"error"');
  });

  it("finishes what is in flight when closed, then closes idle and busy keep-alive connections", async () => {
    const inFlight = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    app.get("/slow", { config: { access: "public" } }, async () => {
      inFlight.resolve();
      await release.promise;
      return "done";
    });
    const port = await listen();
    const [idle, busy] = [connect(port, "127.0.0.1"), connect(port, "127.0.0.1")];
    const [idleText, busyText] = [text(idle), text(busy)];
    idle.write(request("/health"));
    await firstBytes(idle);
    busy.write(request("/slow"));
    await inFlight.promise;
    const closed = app.close();
    busy.write(request("/health"));
    expect(await idleText).toContain('{"ok":true}');
    release.resolve();
    expect(await busyText).toMatch(/^HTTP\/1.1 200 [\s\S]*done/);
    // Also what came on a busy connection after the stop began: nobody is told "unavailable" who was let in.
    expect(await busyText).toMatch(/"ok":true}$/);
    await closed;
    await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow();
  });

  it("cuts off what does not finish in time", async () => {
    await app.close();
    app = await buildApp({ closeLimitMs: 50 });
    const inFlight = Promise.withResolvers<void>();
    app.get("/never", { config: { access: "public" } }, () => {
      inFlight.resolve();
      return new Promise(() => {});
    });
    const port = await listen();
    const answer = fetch(`http://127.0.0.1:${port}/never`).catch((error: unknown) => error);
    await inFlight.promise;
    await app.close();
    expect(await answer).toBeInstanceOf(TypeError);
  });
});

function firstBytes(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once("data", () => resolve()));
}
