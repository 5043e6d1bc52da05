import { type IncomingHttpHeaders, request as sendRequest } from "node:http";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBrowser } from "../../../test/browser.ts";
import { type SignedInUser, signInAs } from "../../../test/sign-in.ts";
import { startTestApp, type TestApp } from "../../../test/start-test-app.ts";

const PUBLIC_URL = "https://chasqui.example.com";
const ALLOWED_ORIGIN = "https://app.example";

let app: TestApp;
let owner: SignedInUser;
let host: string;
beforeAll(async () => {
  app = await startTestApp({
    withChannel: false,
    env: { CHASQUI_PUBLIC_URL: PUBLIC_URL, CHASQUI_CORS_ORIGINS: ALLOWED_ORIGIN },
  });
  owner = await signInAs(app);
  host = new URL(app.url).host;
});
afterAll(() => app[Symbol.asyncDispose]());

type Headers = Record<string, string | undefined>;

/** With the owner's cookie, and from wherever the headers say. */
function call(method: string, path: string, headers: Headers, body?: unknown) {
  const browser = createBrowser(app);
  browser.setCookie(owner.cookie.name, owner.cookie.value);
  return browser.api(method, path, body, { origin: undefined, ...headers });
}

/** GET of one's account, by what sends every header as given: fetch has its own idea of Sec-Fetch-Mode. */
async function look(headers: Record<string, string>) {
  const cookie = `${owner.cookie.name}=${owner.cookie.value}`;
  const request = sendRequest(`${app.url}/api/v1/me`, { headers: { cookie, ...headers } }).end();
  const answer = await new Promise<{ statusCode?: number; headers: IncomingHttpHeaders } & NodeJS.ReadableStream>(
    (resolve, reject) => request.on("response", resolve).on("error", reject),
  );
  return { status: answer.statusCode, body: await json(answer), headers: answer.headers };
}

const changeName = (headers: Headers) => call("PATCH", "/me", headers, { name: "Changed" });

describe("a change with a cookie", () => {
  const own: Array<[string, () => Headers]> = [
    ["a page of ours, as new browsers say", () => ({ "sec-fetch-site": "same-origin" })],
    [
      "the same behind a proxy that hides our name",
      () => ({ "sec-fetch-site": "same-origin", origin: "https://x.example" }),
    ],
    ["a page of ours, as old browsers say", () => ({ origin: `http://${host}` })],
    ["a page of ours behind a proxy that forgets the https", () => ({ origin: `https://${host}` })],
    ["the public address", () => ({ origin: PUBLIC_URL })],
    [
      "the address that a proxy was asked for",
      () => ({ origin: "https://c.example", "x-forwarded-host": "c.example" }),
    ],
  ];
  it.each(own)("is allowed from %s", async (_whence, headers) => {
    expect((await changeName(headers())).status).toBe(200);
  });

  const foreign: Array<[string, () => Headers]> = [
    ["another site", () => ({ "sec-fetch-site": "cross-site", origin: "https://evil.example" })],
    ["another site that names our origin", () => ({ "sec-fetch-site": "cross-site", origin: `http://${host}` })],
    ["a sibling subdomain", () => ({ "sec-fetch-site": "same-site", origin: "https://blog.example.com" })],
    ["another port of this host", () => ({ origin: "http://127.0.0.1:1" })],
    ["an origin allowed to use the API by key", () => ({ origin: ALLOWED_ORIGIN })],
    ["a sandboxed frame", () => ({ origin: "null" })],
    ["what is no origin", () => ({ origin: "chasqui" })],
    ["the address bar", () => ({ "sec-fetch-site": "none" })],
    ["nowhere", () => ({})],
    ["an http page of our https server", () => ({ origin: `http://${host}`, "x-forwarded-proto": "https" })],
    ["an http page at our public name", () => ({ origin: "http://chasqui.example.com" })],
  ];
  it.each(foreign)("is refused from %s", async (_whence, headers) => {
    const before = (await call("GET", "/me", {})).body;
    const answer = await call("PATCH", "/me", headers(), { name: "Mallory" });
    expect(answer.body).toMatchObject({ status: 403, code: "foreign-origin" });
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    expect((await call("GET", "/me", {})).body).toEqual(before);
  });

  it("is refused as text, as a form or a beacon would send it", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      const headers = { "sec-fetch-site": "same-origin", "content-type": type };
      expect((await call("POST", "/api-keys", headers, { name: "x", scopes: ["admin"] })).status, type).toBe(415);
    }
  });
});

describe("reading with a cookie", () => {
  it("works on our pages, by a bookmark, and by a link on another site", async () => {
    for (const headers of [
      {},
      { "sec-fetch-site": "same-origin" },
      { "sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
    ]) {
      expect((await look(headers)).status, JSON.stringify(headers)).toBe(200);
    }
  });

  it("is for no scripts, images and frames of other origins", async () => {
    for (const headers of [
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", origin: ALLOWED_ORIGIN },
      { "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" },
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" },
      { origin: "http://127.0.0.1:1" },
    ]) {
      const answer = await look(headers);
      expect(answer.body, JSON.stringify(headers)).toMatchObject({ status: 401, code: "not-signed-in" });
      expect(answer.headers["access-control-allow-credentials"]).toBeUndefined();
    }
  });

  it("stays in no cache", async () => {
    for (const path of ["/me", "/users", "/channels"]) {
      expect((await call("GET", path, {})).headers.get("cache-control"), path).toBe("no-store");
    }
  });
});

describe("signing in, up and out", () => {
  const body = () => ({ email: owner.email, password: owner.password });
  it("is refused from pages of others: nobody is signed in behind their back", async () => {
    for (const headers of [
      { "sec-fetch-site": "cross-site" },
      { origin: "https://evil.example" },
      { origin: "null" },
    ]) {
      for (const [method, path, given] of [
        ["POST", "/session", body()],
        ["DELETE", "/session", undefined],
        ["POST", "/setup", {}],
        ["POST", "/invitations/accept", {}],
        ["POST", "/password-resets/accept", {}],
        ["POST", "/links/inspect", {}],
      ] as const) {
        const browser = createBrowser(app);
        const answer = await browser.api(method, path, given, { origin: undefined, ...headers });
        expect(answer.body, `${method} ${path}`).toMatchObject({ status: 403, code: "foreign-origin" });
        expect(browser.setCookies).toEqual([]);
      }
    }
  });

  it("is allowed for programs, which send no such headers", async () => {
    const program = createBrowser(app);
    expect((await program.api("POST", "/session", body(), { origin: undefined })).status).toBe(200);
  });
});

describe("API keys", () => {
  it("work from everywhere, and beside a cookie they decide", async () => {
    const { key } = (await app.api("POST", "/api-keys", { name: "x", scopes: ["channels:read"] })).body;
    const authorization = `Bearer ${key}`;
    for (const headers of [
      {},
      { "sec-fetch-site": "cross-site", origin: ALLOWED_ORIGIN },
      { origin: "https://evil.example" },
    ]) {
      expect((await app.api("GET", "/channels", undefined, { ...headers, authorization })).status).toBe(200);
      const change = await app.api("POST", "/api-keys", { name: "y", scopes: ["channels:read"] }, headers);
      expect(change.status).toBe(201);
    }
    const both = await call("GET", "/users", { authorization });
    expect(both.body).toMatchObject({ status: 403, code: "scope-missing" });
    const wrong = await call("GET", "/users", { authorization: "Bearer chq_wrong" });
    expect(wrong.body).toMatchObject({ status: 401, code: "api-key-invalid" });
  });
});
