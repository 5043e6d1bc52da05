import { describe, expect, it } from "vitest";
import { startGraphEmulator } from "../src/index.ts";
import { send, text } from "./graph-client.ts";
import { startWebhookReceiver } from "./webhook-receiver.ts";

const ANA = "+51987654321";

describe("limits (§5)", () => {
  it("refuses the 81st message of a second with 130429", async () => {
    await using emulator = await startGraphEmulator({ clock: "virtual" });
    const codes: number[] = [];
    for (let count = 0; count < 81; count += 1) {
      const answer = await send(emulator, text(`+5190000${String(count).padStart(4, "0")}`));
      codes.push(answer.json.error?.code ?? 0);
    }
    expect(codes.slice(0, 80).every((code) => code === 0)).toBe(true);
    expect(codes[80]).toBe(130429);
    await emulator.clock.advance(1_000);
    const refused = (await send(emulator, text(ANA))).json;
    expect(refused).toHaveProperty("messages");
  });

  it("borrows a burst to one user from the future (131056)", async () => {
    await using emulator = await startGraphEmulator({ clock: "virtual" });
    for (let count = 0; count < 20; count += 1) expect((await send(emulator, text(ANA))).status).toBe(200);
    await emulator.clock.advance(60_000);
    expect((await send(emulator, text(ANA))).json.error).toMatchObject({
      message: "(#131056) (Business Account, Consumer Account) pair rate limit hit",
      code: 131056,
    });
    await emulator.clock.advance(60_000);
    expect((await send(emulator, text(ANA))).status).toBe(200);
  });

  it("lets no more than 45 messages through in one burst", async () => {
    await using emulator = await startGraphEmulator({ clock: "virtual" });
    let accepted = 0;
    for (let count = 0; count < 60; count += 1) accepted += (await send(emulator, text(ANA))).status === 200 ? 1 : 0;
    expect(accepted).toBe(45);
  });

  it("can be switched off", async () => {
    await using emulator = await startGraphEmulator({ limits: "off" });
    for (let count = 0; count < 100; count += 1) expect((await send(emulator, text(ANA))).status).toBe(200);
  });
});

describe("fault rules (§8.5)", () => {
  it("answers an error to the nth call of a recipient, with Retry-After and usage headers", async () => {
    await using emulator = await startGraphEmulator();
    emulator.addFault({
      match: { route: "POST messages", recipient: ANA, nth: 2 },
      effect: { error: { code: 130429 }, retryAfterSeconds: 7, headers: { "x-app-usage": '{"call_count":100}' } },
    });
    expect((await send(emulator, text(ANA))).status).toBe(200);
    expect((await send(emulator, text("+51900000000"))).status).toBe(200);
    const hit = await send(emulator, text(ANA));
    expect(hit.status).toBe(429);
    expect(hit.json.error).toMatchObject({ message: "(#130429) Rate limit hit", error_subcode: 2494055 });
    expect(hit.headers.get("retry-after")).toBe("7");
    expect(hit.headers.get("x-app-usage")).toBe('{"call_count":100}');
    expect((await send(emulator, text(ANA))).status).toBe(200);
    expect(emulator.sentMessages).toHaveLength(3);
  });

  it("closes the connection before or after accepting", async () => {
    await using emulator = await startGraphEmulator();
    emulator.addFault({ match: { count: 1 }, effect: { connection: "closeBeforeAccept" } });
    await expect(send(emulator, text(ANA))).rejects.toThrow();
    expect(emulator.sentMessages).toHaveLength(0);

    emulator.addFault({ match: { count: 1 }, effect: { connection: "closeAfterAccept" } });
    await expect(send(emulator, text(ANA))).rejects.toThrow();
    expect(emulator.sentMessages).toHaveLength(1);
    expect(emulator.requests.map((request) => request.status)).toEqual([0, 0]);
  });

  it("leaves a call without an answer, accepted or not (§8.7.11)", async () => {
    await using emulator = await startGraphEmulator();
    emulator.addFault({ match: { count: 1 }, effect: { connection: "hangAfterAccept" } });
    const abort = new AbortController();
    const hanging = fetch(`${emulator.url}/v25.0/${emulator.preset.phoneNumberId}/messages`, {
      method: "POST",
      headers: { authorization: `Bearer ${emulator.preset.accessToken}`, "content-type": "application/json" },
      body: JSON.stringify({ messaging_product: "whatsapp", ...text(ANA) }),
      signal: abort.signal,
    });
    await emulator.waitForSent(1);
    expect(await Promise.race([hanging, send(emulator, text("+51900000000")).then(() => "still open")])).toBe(
      "still open",
    );
    abort.abort();
    await expect(hanging).rejects.toThrow("aborted");
  });

  it("accepts, then answers 5xx; or answers a gateway's page", async () => {
    await using emulator = await startGraphEmulator();
    emulator.addFault({ match: { count: 1 }, effect: { acceptThen: { code: 131000 } } });
    const answer = await send(emulator, text(ANA));
    expect([answer.status, answer.json.error.code]).toEqual([500, 131000]);
    expect(emulator.sentMessages).toHaveLength(1);

    emulator.addFault({ match: { count: 1 }, effect: { body: { status: 502, text: "<html>Bad gateway</html>" } } });
    await expect(send(emulator, text(ANA))).rejects.toThrow(SyntaxError);
    expect(emulator.sentMessages).toHaveLength(1);
  });

  it("lets a status arrive before the response (§8.7.19)", async () => {
    await using receiver = await startWebhookReceiver();
    await using emulator = await startGraphEmulator({
      preset: { callbackUrl: receiver.url },
      statuses: { sentAfterMs: 0, deliveredAfterMs: 0 },
      serviceWindow: "off",
    });
    emulator.addFault({ effect: { answerAfterMs: 300 } });
    let isAnswered = false;
    const sending = send(emulator, text(ANA)).then(() => {
      isAnswered = true;
    });
    await receiver.waitFor(2);
    expect(isAnswered).toBe(false);
    await sending;
  });

  it("accepts a message and reports it failed", async () => {
    await using receiver = await startWebhookReceiver();
    await using emulator = await startGraphEmulator({ preset: { callbackUrl: receiver.url } });
    emulator.addFault({ effect: { failedStatus: { code: 131049 } } });
    expect((await send(emulator, text(ANA))).status).toBe(200);
    const [webhook] = await receiver.waitFor(1);
    expect(webhook?.text).toContain('"code":131049');
    emulator.clearFaults();
    expect(emulator.faults).toEqual([]);
  });
});

describe("the control API over HTTP (§8.5)", () => {
  async function control(url: string, path: string, body?: object) {
    const response = await fetch(`${url}/__emu${path}`, {
      method: body === undefined ? "GET" : "POST",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, json: await response.json() } as {
      status: number;
      json: Record<string, unknown>;
    };
  }

  it("does what the typed controls do", async () => {
    await using receiver = await startWebhookReceiver();
    await using emulator = await startGraphEmulator({ clock: "virtual" });
    expect((await control(emulator.url, "/callback", { url: receiver.url })).status).toBe(200);
    const user = (await control(emulator.url, "/users", { phone: ANA, name: "Ana" })).json;
    expect(user).toMatchObject({ phone: "51987654321", name: "Ana" });
    expect((await control(emulator.url, "/inbound", { from: ANA, text: "Hola" })).json.id).toMatch(/^wamid\./);
    await send(emulator, text(ANA));
    await control(emulator.url, "/clock/advance", { ms: 1_000 });
    await receiver.waitFor(3);
    expect((await control(emulator.url, "/sent")).json.sent).toMatchObject([{ body: "Hello", status: "delivered" }]);
    expect((await control(emulator.url, "/requests")).json.requests).toMatchObject([{ method: "POST", status: 200 }]);
    expect((await control(emulator.url, "/webhooks")).json.deliveries).toHaveLength(3);
  });

  it("explains what it cannot do", async () => {
    await using emulator = await startGraphEmulator();
    expect((await control(emulator.url, "/nonsense")).status).toBe(404);
    const unknown = await control(emulator.url, "/messages/wamid.x/status", { status: "read" });
    expect(unknown).toEqual({ status: 404, json: { error: 'There is no sent message "wamid.x"' } });
    expect((await control(emulator.url, "/inbound", {})).json.error).toContain("Say who writes");
  });
});

describe("watching (§8.5)", () => {
  it("streams calls and webhooks as server-sent events", async () => {
    await using receiver = await startWebhookReceiver();
    await using emulator = await startGraphEmulator({ preset: { callbackUrl: receiver.url } });
    const response = await fetch(`${emulator.url}/__emu/events`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (reader === undefined) throw new Error("no stream");
    let seen = (await reader.read()).value ?? "";
    await send(emulator, text(ANA));
    emulator.receive({ from: ANA });
    while (!(seen.includes("event: request") && seen.includes("event: webhook")))
      seen += (await reader.read()).value ?? "";
    expect(seen).toContain('"method":"POST"');
    await reader.cancel();
  });
});
