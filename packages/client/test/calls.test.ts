import { describe, expect, it, vi } from "vitest";
import { type ChasquiOptions, createChasqui } from "../src/index.ts";
import {
  type Answer,
  answerJson,
  answerProblem,
  hangUp,
  neverAnswer,
  startScriptedServer,
} from "./start-scripted-server.ts";

const OK = answerJson({ id: "m1" });
const TEXT = { to: "+34600000001", text: "Hello" };

/** A client of a server that gives these answers. */
async function connect(answers: readonly Answer[], options: ChasquiOptions = {}) {
  const server = await startScriptedServer(...answers);
  const retry = { firstDelayMs: 1, ...options.retry };
  const chasqui = createChasqui({ baseUrl: server.url, apiKey: "chq_key", ...options, retry });
  return { server, chasqui, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

describe("a call", () => {
  it("says who calls, and what, and answers what the server says", async () => {
    await using it = await connect([OK]);
    expect(await it.chasqui.messages.send(TEXT)).toEqual({ id: "m1" });
    const [request] = it.server.requests;
    expect(request).toMatchObject({ method: "POST", url: "/api/v1/messages" });
    expect(request?.headers).toMatchObject({ authorization: "Bearer chq_key", "content-type": "application/json" });
    expect(JSON.parse(request?.body ?? "")).toEqual(TEXT);
  });

  it("escapes ids and queries, and leaves out what is undefined", async () => {
    await using it = await connect([answerJson({ items: [] })]);
    await it.chasqui.messages.get("../a b?c");
    await it.chasqui.channels.listMessageTemplates("c1", { name: "a&b=c", status: undefined as never, limit: 5 });
    expect(it.server.requests.map(({ url }) => url)).toEqual([
      "/api/v1/messages/..%2Fa%20b%3Fc",
      "/api/v1/channels/c1/templates?name=a%26b%3Dc&limit=5",
    ]);
  });

  it("that answers nothing resolves with nothing", async () => {
    await using it = await connect([(_request, response) => void response.writeHead(204).end()]);
    expect(await it.chasqui.rules.delete("r1")).toBeUndefined();
  });

  it("reaches a server that stands under a path, with or without a slash at its end", async () => {
    await using server = await startScriptedServer(OK);
    for (const baseUrl of [`${server.url}/whatsapp`, `${server.url}/whatsapp/`, new URL(`${server.url}/whatsapp/`)]) {
      await createChasqui({ baseUrl, apiKey: "k" }).messages.get("m1");
    }
    expect(new Set(server.requests.map(({ url }) => url))).toEqual(new Set(["/whatsapp/api/v1/messages/m1"]));
  });

  it("asks for a key each time when it is given by a function", async () => {
    let count = 0;
    await using it = await connect([OK], { apiKey: async () => `chq_${++count}` });
    await it.chasqui.messages.get("m1");
    await it.chasqui.messages.get("m1");
    expect(it.server.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer chq_1", "Bearer chq_2"]);
  });

  it("fails with the error of the function that should give the key", async () => {
    const failure = new Error("the vault is closed");
    await using it = await connect([OK], { apiKey: () => Promise.reject(failure) });
    await expect(it.chasqui.messages.get("m1")).rejects.toBe(failure);
    expect(it.server.requests).toEqual([]);
  });

  it("sends the browser's cookies to its own server when there is no key, and none when there is one", async () => {
    const seen: Array<RequestInit | undefined> = [];
    const fetch = async (_url: unknown, init?: RequestInit) => {
      seen.push(init);
      return Response.json({});
    };
    await createChasqui({ baseUrl: "http://chasqui.test", fetch }).messages.get("m1");
    await createChasqui({ baseUrl: "http://chasqui.test", apiKey: "k", fetch }).messages.get("m1");
    expect(seen.map((init) => init?.credentials)).toEqual(["same-origin", "omit"]);
    expect(seen[0]?.headers).not.toHaveProperty("authorization");
  });
});

describe("a client", () => {
  it("needs an address", () => {
    expect(() => createChasqui()).toThrow(/baseUrl/);
    expect(() => createChasqui({ baseUrl: "chasqui.example.com" })).toThrow(/http:\/\/localhost:3000/);
    expect(() => createChasqui({ baseUrl: "file:///etc" })).toThrow(TypeError);
  });

  it("in a page of the server itself needs none", async () => {
    vi.stubGlobal("location", new URL("http://chasqui.test/inbox"));
    try {
      const urls: string[] = [];
      const fetch = async (url: unknown) => {
        urls.push(String(url));
        return Response.json({});
      };
      await createChasqui({ fetch }).messages.get("m1");
      expect(urls).toEqual(["/api/v1/messages/m1"]);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe("a list", () => {
  const page = (items: readonly number[], nextCursor: string | null): Answer => answerJson({ items, nextCursor });

  it("awaited is its first page", async () => {
    await using it = await connect([page([1, 2], "c2")]);
    const list = it.chasqui.messages.list({ limit: 2 });
    expect(await list).toEqual({ items: [1, 2], nextCursor: "c2" });
    expect(await list).toEqual({ items: [1, 2], nextCursor: "c2" });
    expect(it.server.requests).toHaveLength(1);
  });

  it("iterated is every item of every page, fetched as they are needed", async () => {
    await using it = await connect([page([1, 2], "c2"), page([], "c3"), page([3], null)]);
    const seen: unknown[] = [];
    for await (const item of it.chasqui.messages.list({ limit: 2, state: "failed" })) {
      seen.push(item);
      expect(it.server.requests).toHaveLength(seen.length === 3 ? 3 : 1);
    }
    expect(seen).toEqual([1, 2, 3]);
    expect(it.server.requests.map(({ url }) => url)).toEqual([
      "/api/v1/messages?limit=2&state=failed",
      "/api/v1/messages?limit=2&state=failed&cursor=c2",
      "/api/v1/messages?limit=2&state=failed&cursor=c3",
    ]);
  });

  it("gives its pages, too, and fetches none after the one where one stops", async () => {
    await using it = await connect([page([1], "c2"), page([2], "c3")]);
    const sizes: number[] = [];
    for await (const { items } of it.chasqui.messages.list().pages()) {
      sizes.push(items.length);
      if (sizes.length === 2) break;
    }
    expect(sizes).toEqual([1, 1]);
    expect(it.server.requests).toHaveLength(2);
  });

  it("whose pages the server does not count ends with the first one", async () => {
    await using it = await connect([answerJson({ items: [1] })]);
    expect(await Array.fromAsync(it.chasqui.channels.list())).toEqual([1]);
  });

  it("is a promise in every way, which fetches nothing before somebody asks", async () => {
    await using it = await connect([page([1], null)]);
    const list: Promise<unknown> = it.chasqui.messages.list();
    expect(it.server.requests).toEqual([]);
    let ended = 0;
    await list.catch(() => undefined).finally(() => ended++);
    await list.finally(() => ended++);
    expect([ended, it.server.requests.length]).toEqual([2, 1]);
  });

  it("rejects like any call", async () => {
    await using it = await connect([answerProblem(403, "scope-missing")]);
    expect(await it.chasqui.messages.list().catch((error) => error.code)).toBe("scope-missing");
    await expect(it.chasqui.messages.list()).rejects.toMatchObject({ code: "scope-missing" });
    await expect(Array.fromAsync(it.chasqui.messages.list())).rejects.toMatchObject({ code: "scope-missing" });
  });
});

describe("a file", () => {
  it("is sent as it is, with its type and name", async () => {
    await using it = await connect([OK]);
    await it.chasqui.media.upload(new File(["abc"], "menu.txt", { type: "text/plain" }));
    await it.chasqui.media.upload(new File(["abc"], "menu.txt"), { filename: "carta.txt" });
    await it.chasqui.media.upload(new TextEncoder().encode("abc"));
    await it.chasqui.media.upload(new Blob(["abc"]).stream(), { filename: "a.bin" });
    expect(it.server.requests.map(({ url, body, headers }) => [url, body, headers["content-type"]])).toEqual([
      ["/api/v1/media?filename=menu.txt", "abc", "text/plain"],
      ["/api/v1/media?filename=carta.txt", "abc", "application/octet-stream"],
      ["/api/v1/media", "abc", "application/octet-stream"],
      ["/api/v1/media?filename=a.bin", "abc", "application/octet-stream"],
    ]);
  });

  it("is fetched as a response whose bytes one reads", async () => {
    await using it = await connect([() => ({ text: "bytes", headers: { "content-type": "image/png" } })]);
    const response = await it.chasqui.media.getContent("f1");
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(await response.text()).toBe("bytes");
  });

  it("may take longer than the time limit, once it has begun to come", async () => {
    const beganAt = performance.now();
    const slow: Answer = async (_request, response) => {
      response.writeHead(200, { "content-type": "image/png" }).write("by");
      await vi.waitFor(() => expect(performance.now() - beganAt).toBeGreaterThan(1_500), { timeout: 5_000 });
      response.end("tes");
    };
    await using it = await connect([slow]);
    const response = await it.chasqui.media.getContent("f1", { timeoutMs: 1_000 });
    expect(await response.text()).toBe("bytes");
  });

  it("has an address for pages that show it", async () => {
    const chasqui = createChasqui({ baseUrl: "http://chasqui.test/" });
    expect(chasqui.media.contentUrl("f 1")).toBe("http://chasqui.test/api/v1/media/f%201/content");
  });
});

describe("a call that is given up", () => {
  it("ends with the signal's reason", async () => {
    await using it = await connect([neverAnswer]);
    const reason = new Error("the page was left");
    await expect(it.chasqui.messages.get("m1", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(it.server.requests).toEqual([]);

    const during = new AbortController();
    const call = it.chasqui.channels.pause("c1", { signal: during.signal });
    await vi.waitFor(() => expect(it.server.requests).toHaveLength(1));
    during.abort(reason);
    await expect(call).rejects.toBe(reason);
  });

  it("ends while it waits to be repeated, too", async () => {
    await using it = await connect([hangUp], { retry: { firstDelayMs: 3_600_000, longestDelayMs: 3_600_000 } });
    const controller = new AbortController();
    const call = it.chasqui.messages.get("m1", { signal: controller.signal });
    await vi.waitFor(() => expect(it.server.requests).toHaveLength(1));
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
  });
});
