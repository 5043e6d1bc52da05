import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Channel, OutboundMessage, SendOutcome } from "../channel.ts";
import { openTestChannel, TEST_SETTINGS } from "./test-channel.ts";
import { accept, json, refuse, startWireServer, type WireAnswer, type WireServer } from "./wire-server.ts";

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

describe("an accepted message", () => {
  it("tells the contact's own number where it differs from the one dialled", async () => {
    const contacts = [{ input: "+5215512345678", wa_id: "525512345678" }];
    const outcome = await sendWhen(json(200, { contacts, messages: [{ id: "wamid.A" }] }));
    expect(outcome).toEqual({ kind: "accepted", providerId: "wamid.A", resolvedPhone: "+525512345678" });
    expect(await sendWhen(accept)).not.toHaveProperty("resolvedPhone");
  });

  it("is unknown when the answer has no message id", async () => {
    for (const body of [{}, { success: true }, { messages: [] }, { messages: [{ id: "" }] }, [], null, "ok"]) {
      expect(await sendWhen(json(200, body))).toMatchObject({
        kind: "unknown",
        error: { code: "answer-not-understood" },
      });
    }
  });

  it("is read whole when its answer comes in pieces that cut a character", async () => {
    const bytes = Buffer.from(JSON.stringify({ error: { code: 131009, message: "el ñandú" } }));
    const cut = bytes.indexOf(0xc3) + 1;
    const outcome = await sendWhen((response) => {
      response.writeHead(400, { "content-type": "application/json" });
      response.write(bytes.subarray(0, cut), () => setImmediate(() => response.end(bytes.subarray(cut))));
    });
    expect(outcome).toMatchObject({ kind: "permanent", error: { detail: "el ñandú" } });
  });
});

describe("Meta's refusals", () => {
  it.each([
    [131056, { kind: "retry", scope: "conversation", afterMs: 4000 }],
    [80007, { kind: "retry", scope: "channel" }],
    [4, { kind: "retry", scope: "channel" }],
    [131057, { kind: "retry", scope: "channel" }],
    [131000, { kind: "unknown" }],
    [131016, { kind: "unknown" }],
    [131049, { kind: "defer" }],
    [132015, { kind: "defer" }],
    [131047, { kind: "permanent" }],
    [131026, { kind: "permanent" }],
    [132000, { kind: "permanent" }],
    [190, { kind: "stop-channel" }],
    [0, { kind: "stop-channel" }],
    [10, { kind: "stop-channel" }],
    [200, { kind: "stop-channel" }],
    [299, { kind: "stop-channel" }],
    [368, { kind: "stop-channel" }],
    [131031, { kind: "stop-channel" }],
    [131042, { kind: "stop-channel" }],
    [133010, { kind: "stop-channel" }],
  ] as const)("%i ends as %j whatever the HTTP status", async (code, expected) => {
    for (const status of [200, 400, 401, 429, 500, 503]) {
      const outcome = await sendWhen(refuse(code, {}, status));
      expect(outcome).toMatchObject({ ...expected, error: { code: `meta-${code}` } });
    }
  });

  // Every code Meta's error reference and observation name; a driver that does not know one must not pretend to.
  const documented = [
    ...[0, 1, 2, 3, 4, 10, 17, 33, 100, 104, 190, 200, 250, 299, 368, 613, 2200, 80007, 130403, 130429, 130472, 130497],
    ...[131000, 131005, 131008, 131009, 131016, 131020, 131021, 131026, 131030, 131031, 131037, 131041, 131042, 131044],
    ...[131045, 131047, 131048, 131049, 131050, 131051, 131052, 131053, 131055, 131056, 131057, 131059, 131062, 131063],
    ...[131064, 131200, 131299, 132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132018, 132068, 132069],
    ...[133000, 133004, 133005, 133006, 133008, 133009, 133010, 133015, 133016, 134011, 134100, 134101, 134102, 135000],
    ...[136024, 137000, 138000, 138021, 139000, 139004, 139100, 139101, 139102, 139103, 139200, 147001, 147005],
    ...[2388012, 2388019, 2388024, 2388039, 2388040, 2388047, 2388072, 2388073, 2388091, 2388093, 2388103, 2388293],
    ...[2388299, 2494100, 2593107, 2593108, 2593109],
  ];
  it("are all known, with a reason of their own", async () => {
    for (const code of documented) {
      const outcome = await sendWhen(refuse(code));
      if (outcome.kind === "accepted") throw new Error(`${code} was accepted`);
      expect(outcome.error.title, String(code)).not.toContain("this version does not know");
      if (outcome.kind === "stop-channel") expect(outcome.error.mend, String(code)).toBeTruthy();
      if (outcome.kind === "retry") expect(outcome.afterMs, String(code)).toBeGreaterThan(0);
    }
  });

  it("waits 1 to 5 seconds when the number is too fast", async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      const outcome = await sendWhen(refuse(130429));
      if (outcome.kind !== "retry") throw new Error(outcome.kind);
      expect(outcome.scope).toBe("channel");
      expect(outcome.afterMs).toBeGreaterThanOrEqual(1000);
      expect(outcome.afterMs).toBeLessThanOrEqual(5000);
    }
  });

  it("waits as long as the server asks", async () => {
    expect(await sendWhen(refuse(130429, {}, 429, { "retry-after": "17" }))).toMatchObject({ afterMs: 17_000 });
    const usage = { "102290129340398": [{ type: "whatsapp", call_count: 100, estimated_time_to_regain_access: 3 }] };
    const headers = { "retry-after": "17", "x-business-use-case-usage": JSON.stringify(usage) };
    expect(await sendWhen(refuse(80007, {}, 400, headers))).toMatchObject({ afterMs: 180_000 });
  });

  it("is not misled by nonsense in those headers", async () => {
    for (const value of ["-5", "soon", "1e99", "99999999999999", "", "null", "[1]", '{"a":7}', '{"a":[null]}']) {
      const headers = { "retry-after": value, "x-business-use-case-usage": value };
      expect(await sendWhen(refuse(131056, {}, 400, headers))).toMatchObject({ afterMs: 4000 });
    }
  });

  it("says in plain words what happened, what Meta said, and what to do", async () => {
    const details = "Message failed to send because more than 24 hours have passed since the customer last replied.";
    const outcome = await sendWhen(refuse(131047, { message: "Re-engagement message", error_data: { details } }));
    expect(outcome).toEqual({
      kind: "permanent",
      error: {
        code: "meta-131047",
        title: "not sent: the contact's last message is more than 24 hours old; only a template can be sent",
        detail: `Re-engagement message – ${details} – (Meta's trace id: Abc)`,
        mend: "Send an approved template instead.",
      },
    });
  });

  it("knows an unknown phone number id and an expired token by their subcodes", async () => {
    expect(await sendWhen(refuse(100, { error_subcode: 33, type: "GraphMethodException" }))).toMatchObject({
      kind: "stop-channel",
    });
    expect(await sendWhen(refuse(100))).toMatchObject({ kind: "permanent" });
    const expired = await sendWhen(refuse(190, { error_subcode: 463 }));
    expect(expired).toMatchObject({ kind: "stop-channel", error: { title: expect.stringContaining("has expired") } });
  });

  it("takes a code it does not know by the HTTP status, and keeps what Meta said", async () => {
    const told = { message: "brand new", error_data: "because" };
    expect(await sendWhen(refuse(999_999, told))).toMatchObject({
      kind: "permanent",
      error: { code: "meta-999999", detail: expect.stringContaining("brand new – because") },
    });
    expect(await sendWhen(refuse(999_999, told, 502))).toMatchObject({ kind: "unknown" });
    expect(await sendWhen(refuse(999_999, told, 429))).toMatchObject({ kind: "retry", scope: "channel" });
    expect(await sendWhen(json(400, { error: "odd" }))).toMatchObject({
      kind: "permanent",
      error: { code: "meta-unnamed" },
    });
  });

  it("gives up nothing that Meta calls transient, and repeats nothing blindly", async () => {
    expect(await sendWhen(refuse(999_999, { is_transient: true }))).toMatchObject({ kind: "unknown" });
    expect(await sendWhen(refuse(131009, { is_transient: true }))).toMatchObject({ kind: "unknown" });
    expect(await sendWhen(refuse(130429, { is_transient: true }))).toMatchObject({ kind: "retry" });
    expect(await sendWhen(refuse(131049, { is_transient: true }))).toMatchObject({ kind: "defer" });
  });

  it("never repeats a secret, even when Meta quotes it", async () => {
    const { accessToken, appSecret } = TEST_SETTINGS;
    const message = `Malformed access token ${accessToken}, app secret ${appSecret}, also EAAGanotherLongToken123`;
    const outcome = JSON.stringify(await sendWhen(refuse(190, { message })));
    for (const secret of [accessToken, appSecret, "EAAG"]) expect(outcome).not.toContain(secret);
    const page: WireAnswer = (response) => response.writeHead(502).end(`<p>${message}</p>`);
    expect(JSON.stringify(await sendWhen(page))).not.toContain(accessToken);
  });

  it("can always be stored: no NUL, no half character, no endless text", async () => {
    const message = `a\0b\ud800c${"😀".repeat(2000)}`;
    const outcome = await sendWhen(refuse(131009, { message }));
    if (outcome.kind === "accepted") throw new Error("accepted");
    const detail = outcome.error.detail ?? "";
    expect(detail.startsWith("a\ufffdb\ufffdc")).toBe(true);
    expect(detail.isWellFormed()).toBe(true);
    expect(detail.length).toBeLessThanOrEqual(1000);
  });
});

describe("what is not Meta's API", () => {
  it.each([200, 301, 404, 500, 502, 503])("leaves the message unknown when HTTP %i brings a page", async (status) => {
    const page: WireAnswer = (response) =>
      response.writeHead(status, { "content-type": "text/html", location: "/" }).end("<h1>Bad <b>gateway</b></h1>");
    const outcome = await sendWhen(page);
    expect(outcome).toMatchObject({ kind: "unknown" });
    if (status >= 300) expect(outcome).toMatchObject({ error: { detail: expect.stringContaining("Bad gateway") } });
  });

  it("is believed when it says too many requests, which is a refusal by definition", async () => {
    const page: WireAnswer = (response) => response.writeHead(429, { "retry-after": "3" }).end("slow down");
    expect(await sendWhen(page)).toMatchObject({ kind: "retry", scope: "channel", afterMs: 3000 });
  });
});
