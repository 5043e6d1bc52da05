import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { systemClock } from "../clock.ts";
import { createLogger } from "../logger.ts";
import { createHttpServer, type HttpApp } from "./index.ts";

const PAGE = '<meta property="csp-nonce" nonce="CHASQUI_NONCE"><title>Chasqui</title>';
const SCRIPT = "export const answer = 42;";
const AS_BROWSER = { accept: "text/html,application/xhtml+xml" };

let folder: string;
let app: HttpApp;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "chasqui-web-"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), PAGE);
  writeFileSync(join(folder, "chasqui.svg"), "<svg/>");
  writeFileSync(join(folder, "assets/app-1234.js"), SCRIPT);
  writeFileSync(join(folder, "assets/app-1234.js.gz"), gzipSync(SCRIPT));
  app = await createHttpServer({
    config: { http: { port: 0, host: "127.0.0.1", corsOrigins: [] } },
    logger: createLogger({ level: "silent" }),
    clock: systemClock,
    authenticate: async () => undefined,
    version: "0.0.0",
    webAppFolder: folder,
  });
});

afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

test("every address of a page answers the app, with a nonce of its own that the policy names", async () => {
  const answers = await Promise.all(
    ["/", "/inbox/some-id?tag=new"].map((url) => app.inject({ url, headers: AS_BROWSER })),
  );
  const nonces = answers.map((answer) => {
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["cache-control"]).toBe("no-store");
    const nonce = /nonce="([^"]+)"/.exec(answer.body)?.[1] ?? "";
    const policy = String(answer.headers["content-security-policy"]);
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain("unsafe");
    return nonce;
  });
  expect(new Set(nonces).size).toBe(2);
});

test("hashed files come compressed and may be kept for good", async () => {
  const answer = await app.inject({ url: "/assets/app-1234.js", headers: { "accept-encoding": "gzip" } });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-encoding"]).toBe("gzip");
  expect(answer.headers["content-type"]).toContain("javascript");
  expect(answer.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  const plain = await app.inject({ url: "/assets/app-1234.js" });
  expect(plain.body).toBe(SCRIPT);
  expect((await app.inject({ url: "/chasqui.svg" })).headers["cache-control"]).toBe("public, max-age=3600");
});

test("what is no page is a problem, also for a browser", async () => {
  for (const url of ["/api/v1/nothing", "/assets/gone-1234.js", "/assets/index.html", "/webhooks/nothing"]) {
    const answer = await app.inject({ url, headers: AS_BROWSER });
    expect(answer.statusCode, url).toBe(404);
    expect(answer.headers["content-type"], url).toContain("application/problem+json");
    expect(answer.headers["cache-control"] ?? "", url).not.toContain("immutable");
  }
  expect((await app.inject({ url: "/assets/..%2findex.html", headers: AS_BROWSER })).statusCode).toBe(403);
  expect((await app.inject({ url: "/inbox" })).statusCode).toBe(404);
  expect((await app.inject({ method: "POST", url: "/inbox", headers: AS_BROWSER })).statusCode).toBe(404);
});

test("without a build it says how to get one", async () => {
  rmSync(join(folder, "index.html"));
  const answer = await app.inject({ url: "/", headers: AS_BROWSER });
  expect(answer.statusCode).toBe(503);
  expect(answer.body).toContain("npm start");
});
