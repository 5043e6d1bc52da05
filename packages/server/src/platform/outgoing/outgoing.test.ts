import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { isPublicAddress } from "./addresses.ts";
import { isAllowListEntry } from "./allow-list.ts";
import type { OutgoingRequest } from "./exchange.ts";
import { createOutgoingHttp, type OutgoingHttpOptions } from "./outgoing-http.ts";

interface Listening extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  readonly seen: Array<{ method: string | undefined; url: string | undefined; authorization: string | undefined }>;
}

async function listen(answer: RequestListener): Promise<Listening> {
  const seen: Listening["seen"] = [];
  const server = createServer((request, response) => {
    seen.push({ method: request.method, url: request.url, authorization: request.headers.authorization });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const ok: RequestListener = (_request, response) => void response.end("fine");

async function call(
  wanted: Partial<OutgoingRequest> & { url: string },
  allowed: readonly string[] = ["127.0.0.1"],
  more: Partial<OutgoingHttpOptions> = {},
) {
  const http = createOutgoingHttp({ allowedPrivateUrls: () => allowed, userAgent: "test", ...more });
  try {
    return await http.call({ method: "GET", headers: {}, timeoutMs: 5_000, maxBytes: 1_000, ...wanted });
  } finally {
    await http.close();
  }
}

describe("private networks", () => {
  it.each([
    "127.0.0.1",
    "127.255.255.254",
    "10.1.2.3",
    "172.31.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fd00::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:7f00:1::",
    "2001:db8::1",
    "ff02::1",
    "example.com",
  ])("%s is not public", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(["8.8.8.8", "172.32.0.1", "2606:4700::1111", "2a00:1450:4003::200e"])("%s is public", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it("are not called, however they are written", async () => {
    await using server = await listen(ok);
    const { port } = server;
    for (const host of ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0"]) {
      await expect(call({ url: `http://${host}:${port}/` }, [])).rejects.toMatchObject({ code: "url-forbidden" });
    }
    expect(server.seen).toEqual([]);
  });

  it.each([["*"], ["127.0.0.1"], ["127.0.0.0/8"], ["localhost"], ["LocalHost:<port>"]])(
    "are called when %s is allowed",
    async (entry) => {
      await using server = await listen(ok);
      const allowed = [entry.replace("<port>", String(server.port))];
      const host = entry.toLowerCase().startsWith("localhost") ? "localhost" : "127.0.0.1";
      expect(await call({ url: `http://${host}:${server.port}/` }, allowed)).toMatchObject({
        status: 200,
        body: "fine",
      });
    },
  );

  it.each(["127.0.0.1:1", "localhost", "10.0.0.0/8", "::1"])(
    "are not called when only %s is allowed",
    async (entry) => {
      await using server = await listen(ok);
      await expect(call({ url: server.url }, [entry])).rejects.toMatchObject({ code: "url-forbidden" });
      expect(server.seen).toEqual([]);
    },
  );

  it("are not reached by a name that resolves to them, not even from the second time on", async () => {
    await using server = await listen(ok);
    const answers = ["203.0.113.9", "127.0.0.1"];
    const resolveName: OutgoingHttpOptions["resolveName"] = (_name, _options, done) =>
      done(null, [{ address: answers.shift() ?? "127.0.0.1", family: 4 }]);
    const url = `http://rebinding.example:${server.port}/`;
    for (let attempt = 0; attempt < 3; attempt++) {
      await expect(call({ url }, [], { resolveName })).rejects.toMatchObject({ code: "url-forbidden" });
    }
    expect(server.seen).toEqual([]);
  });

  it("of several addresses of a name only allowed ones are connected to", async () => {
    await using server = await listen(ok);
    const resolveName: OutgoingHttpOptions["resolveName"] = (_name, _options, done) =>
      done(null, [
        { address: "10.9.9.9", family: 4 },
        { address: "127.0.0.1", family: 4 },
      ]);
    const url = `http://two.example:${server.port}/`;
    expect(await call({ url }, ["127.0.0.0/8"], { resolveName })).toMatchObject({ body: "fine" });
  });

  it("are not reached by a redirect", async () => {
    await using inner = await listen(ok);
    await using outer = await listen((_request, response) =>
      response.writeHead(307, { location: `${inner.url}/admin` }).end(),
    );
    await expect(call({ url: outer.url }, [`127.0.0.1:${outer.port}`])).rejects.toMatchObject({
      code: "url-forbidden",
    });
    expect(inner.seen).toEqual([]);
  });
});

describe("redirects", () => {
  it("are followed with the same request, secrets only within one origin", async () => {
    await using other = await listen(ok);
    await using server = await listen((request, response) =>
      request.url === "/a"
        ? response.writeHead(308, { location: "/b" }).end()
        : response.writeHead(307, { location: `${other.url}/c` }).end(),
    );
    const headers = { authorization: "Bearer secret" };
    const answer = await call({ url: `${server.url}/a`, method: "POST", body: "x", headers });
    expect(answer.status).toBe(200);
    expect(server.seen).toEqual([
      { method: "POST", url: "/a", authorization: "Bearer secret" },
      { method: "POST", url: "/b", authorization: "Bearer secret" },
    ]);
    expect(other.seen).toEqual([{ method: "POST", url: "/c", authorization: undefined }]);
  });

  it("that would change the request, or never end, are a failure", async () => {
    await using moved = await listen((_request, response) => response.writeHead(301, { location: "/new" }).end());
    await expect(call({ url: moved.url, method: "POST", body: "x" })).rejects.toMatchObject({
      code: "endpoint-redirected",
      message: expect.stringContaining("/new"),
    });
    await using endless = await listen((_request, response) => response.writeHead(307, { location: "/" }).end());
    await expect(call({ url: endless.url })).rejects.toMatchObject({ code: "endpoint-redirected" });
    expect(endless.seen).toHaveLength(4);
  });
});

describe("what answers badly", () => {
  it("by more than is wanted is not read to its end", async () => {
    await using server = await listen((_request, response) => {
      const timer = setInterval(() => response.write("x".repeat(10_000)), 1);
      response.on("close", () => clearInterval(timer));
    });
    await expect(call({ url: server.url })).rejects.toMatchObject({ code: "endpoint-answer-too-large" });
  });

  it("by nothing, or by a beginning without end, is given up in time", async () => {
    await using silent = await listen(() => undefined);
    await using stalling = await listen((_request, response) => void response.write("and"));
    for (const { url } of [silent, stalling])
      await expect(call({ url, timeoutMs: 200 })).rejects.toMatchObject({ code: "endpoint-timed-out" });
  });

  it("by hanging up, or not at all, is unreachable", async () => {
    await using rude = await listen((request) => void request.socket.destroy());
    await expect(call({ url: rude.url })).rejects.toMatchObject({ code: "endpoint-unreachable" });
    await expect(call({ url: "http://127.0.0.1:1/" })).rejects.toMatchObject({ code: "endpoint-unreachable" });
  });

  it("is not waited for when the caller gives up", async () => {
    await using silent = await listen(() => undefined);
    await expect(call({ url: silent.url, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: "endpoint-aborted",
    });
  });
});

it.each(["ftp://example.com/", "file:///etc/passwd", "http://user:pass@example.com/", "nonsense", ""])(
  "%s is no address to call",
  async (url) => {
    await expect(call({ url })).rejects.toMatchObject({ code: "url-forbidden" });
  },
);

it("an allow-list takes hosts, ports, addresses and ranges, and nothing else", () => {
  const good = ["*", "ollama", "ollama.lan:11434", "127.0.0.1:80", "[::1]:80", "::1", "10.0.0.0/8", "fd00::/8"];
  const bad = ["", "http://x", "a b", "10.0.0.0/33", "10.0.0.0/", "x/8", "host:99999", "[zz]", "*.lan"];
  expect(good.filter((entry) => !isAllowListEntry(entry))).toEqual([]);
  expect(bad.filter((entry) => isAllowListEntry(entry))).toEqual([]);
});
