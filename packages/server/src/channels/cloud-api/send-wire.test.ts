import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Channel, OutboundMessage, SendOutcome } from "../channel.ts";
import { openTestChannel } from "./test-channel.ts";
import { accept, startWireServer, type WireAnswer, type WireServer } from "./wire-server.ts";

const MESSAGE: OutboundMessage = {
  id: "01970000-0000-7000-8000-000000000001",
  to: { phone: "+16505551234" },
  content: { type: "text", text: "hola" },
};

let meta: WireServer;
let channel: Channel;
beforeAll(async () => {
  meta = await startWireServer(accept);
  channel = openTestChannel(meta.url);
});
afterAll(async () => {
  await channel.close();
  await meta[Symbol.asyncDispose]();
});

async function sendWhen(answer: WireAnswer): Promise<SendOutcome> {
  meta.answerWith(answer);
  return channel.send(MESSAGE);
}

describe("the wire", () => {
  const broken: readonly (readonly [string, WireAnswer, string])[] = [
    ["resets after the body", (_response, _request, socket) => socket.resetAndDestroy(), "network-reset"],
    ["closes without an answer", (_response, _request, socket) => socket.destroy(), "network-reset"],
    ["never answers", () => undefined, "network-timeout"],
    [
      "breaks off in the headers",
      (_response, _request, socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-le"),
      "network-reset",
    ],
    [
      "breaks off in the body",
      (_response, _request, socket) =>
        socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"messages":[{"id":"wamid.X"'),
      "network-reset",
    ],
    [
      "stops in the body",
      (_response, _request, socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"),
      "network-timeout",
    ],
    ["answers no HTTP", (_response, _request, socket) => socket.end("what?\r\n\r\n"), "network-failed"],
    [
      "answers without end",
      (response) => {
        response.writeHead(200);
        response.end("x".repeat(2 * 1024 * 1024));
      },
      "network-failed",
    ],
  ];
  it.each(broken)("that %s leaves the message unknown", async (_name, answer, code) => {
    expect(await sendWhen(answer)).toMatchObject({ kind: "unknown", error: { code } });
    expect(await sendWhen(accept)).toMatchObject({ kind: "accepted" });
  });

  it("that trickles for ever is given up after the total time", async () => {
    let trickling: NodeJS.Timeout | undefined;
    await using trickler = await startWireServer((response, _request, socket) => {
      response.writeHead(200);
      trickling = setInterval(() => response.write("{"), 50);
      socket.once("close", () => clearInterval(trickling));
    });
    const impatient = openTestChannel(trickler.url, { timeLimits: { silenceMs: 60_000, totalMs: 400 } });
    expect(await impatient.send(MESSAGE)).toMatchObject({ kind: "unknown", error: { code: "network-timeout" } });
    trickler.answerWith(accept);
    expect(await impatient.send(MESSAGE)).toMatchObject({ kind: "accepted" });
    await impatient.close();
  });

  it("never carries the same message twice", async () => {
    const before = meta.requests.length;
    await sendWhen((_response, _request, socket) => socket.resetAndDestroy());
    await sendWhen((_response, _request, socket) => socket.destroy());
    expect(meta.requests).toHaveLength(before + 2);
  });

  it("reuses its connections", async () => {
    meta.answerWith(accept);
    await channel.send(MESSAGE);
    const before = meta.connectionCount;
    for (let turn = 0; turn < 20; turn += 1) await channel.send(MESSAGE);
    expect(meta.connectionCount - before).toBeLessThanOrEqual(1);
  });

  it("that was never connected makes the whole channel wait, for the message cannot have gone out", async () => {
    const refusing = openTestChannel(await findClosedPort());
    expect(await refusing.send(MESSAGE)).toMatchObject({
      kind: "retry",
      scope: "channel",
      error: { code: "network-refused", mend: expect.stringContaining("connection") },
    });
    await refusing.close();
    const nameless = openTestChannel("https://graph.invalid");
    expect(await nameless.send(MESSAGE)).toMatchObject({ kind: "retry", scope: "channel" });
    await nameless.close();
  });

  it("that fails the TLS handshake carried nothing either", async () => {
    const plain = openTestChannel(meta.url.replace("http://", "https://"));
    expect(await plain.send(MESSAGE)).toMatchObject({ kind: "retry", scope: "channel" });
    await plain.close();
  });

  it("that is never ready within the total time carried nothing", async () => {
    await using mute = await startMuteServer();
    const waiting = openTestChannel(mute.url.replace("http://", "https://"), {
      timeLimits: { connectMs: 60_000, totalMs: 300, closeMs: 100 },
    });
    expect(await waiting.send(MESSAGE)).toMatchObject({
      kind: "retry",
      scope: "channel",
      error: { code: "network-timeout" },
    });
    await waiting.close();
  });

  it("does not carry later what was given up while it waited for a free connection", async () => {
    await using silent = await startWireServer(() => undefined);
    const narrow = openTestChannel(
      silent.url,
      { timeLimits: { silenceMs: 60_000, totalMs: 500, closeMs: 500 } },
      { messagesPerSecond: 1 },
    );
    const messages = Array.from({ length: narrow.capabilities.concurrency + 20 }, (_, index) => ({
      ...MESSAGE,
      id: `${MESSAGE.id}-${index}`,
    }));
    const outcomes = await Promise.all(messages.map((message) => narrow.send(message)));
    await narrow.close();
    const arrived = new Set(silent.requests.map(({ body }) => JSON.parse(body).biz_opaque_callback_data as string));
    const neverSent = messages.filter((_, index) => outcomes[index]?.kind === "retry").map(({ id }) => id);
    expect(neverSent).not.toHaveLength(0);
    expect(neverSent.filter((id) => arrived.has(id))).toEqual([]);
    expect(outcomes.filter(({ kind }) => kind !== "retry" && kind !== "unknown")).toEqual([]);
  });

  it("is cut at closing when the far side stays silent, and those messages are unknown", async () => {
    await using silent = await startWireServer(() => undefined);
    const closing = openTestChannel(silent.url, {
      timeLimits: { connectMs: 1000, silenceMs: 60_000, totalMs: 60_000, closeMs: 100 },
    });
    const inFlight = closing.send(MESSAGE);
    await expect.poll(() => silent.requests.length).toBe(1);
    await closing.close();
    expect(await inFlight).toMatchObject({ kind: "unknown" });
  });
});

/** Takes connections and never says a word. */
async function startMuteServer(): Promise<{ url: string } & AsyncDisposable> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function findClosedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
