import { createHmac, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "./start-test-app.ts";
import { waitUntil } from "./wait-until.ts";

const sign = (app: TestApp, body: string | Buffer) =>
  `sha256=${createHmac("sha256", app.emulator.preset.appSecret).update(body).digest("hex")}`;

async function postSigned(app: TestApp, body: string | Buffer, contentType = "application/json"): Promise<number> {
  const answer = await fetch(`${app.url}/webhook`, {
    method: "POST",
    headers: { "content-type": contentType, "x-hub-signature-256": sign(app, body) },
    body: body as string,
  });
  return answer.status;
}

function textMessage(phone: string, text: unknown, extra: object = {}) {
  return {
    from: phone,
    id: `wamid.${phone}.${JSON.stringify(text)?.length}.${Object.keys(extra).join("")}`,
    timestamp: String(Math.floor(Date.now() / 1000)),
    type: "text",
    text: { body: text },
    ...extra,
  };
}

function envelope(app: TestApp, messages: unknown, extra: object = {}): string {
  const value = {
    messaging_product: "whatsapp",
    metadata: { phone_number_id: app.emulator.preset.phoneNumberId },
    messages,
    ...extra,
  };
  return JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: "1", changes: [{ field: "messages", value }] }],
  });
}

async function isAlive(app: TestApp): Promise<void> {
  const phone = `+3461${String(Math.floor(Math.random() * 1e7)).padStart(7, "0")}`;
  app.contactWrites(phone, "hello");
  await waitUntil(
    () => app.emulator.sentMessages.filter((message) => message.to === phone).length,
    (count) => count === 1,
  );
  expect((await fetch(`${app.url}/health`)).status).toBe(200);
}

const quarantined = async (app: TestApp) =>
  (await app.api("GET", "/inbound-events/quarantined")).body.items as Array<{ error: string; body: string }>;

describe("signed content that makes no sense", () => {
  it("is kept in quarantine with the reason, and costs nobody else anything", async () => {
    await using app = await startTestApp();
    const senseless = [
      "not json at all",
      "",
      "[]",
      "null",
      '{"object":"whatsapp_business_account"}',
      '{"entry":5}',
      `{"a":${"[".repeat(5000)}${"]".repeat(5000)}}`,
      Buffer.from([0xff, 0xfe, 0x00]),
    ];
    for (const body of senseless) expect(await postSigned(app, body)).toBe(200);
    await isAlive(app);
    const items = await waitUntil(
      () => quarantined(app),
      (list) => list.length >= senseless.length,
    );
    expect(items.map((item) => Buffer.from(item.body, "base64").toString("latin1")).sort()).toEqual(
      senseless.map((body) => Buffer.from(body).toString("latin1")).sort(),
    );
    for (const item of items) expect(item.error).toMatch(/\w+ \w+/);
  });

  it("of one message among 200 does not cost the 199 others", async () => {
    await using app = await startTestApp({ emulator: { limits: "off" } });
    const poison = { from: 5, id: { nested: true }, timestamp: "-99999999999999999999999", type: ["text"], text: null };
    const bodies = Array.from({ length: 200 }, (_, index) =>
      index === 77
        ? "{ poison"
        : envelope(app, index === 78 ? [poison] : [textMessage(`3462${String(index).padStart(7, "0")}`, "hello")]),
    );
    const statuses = await Promise.all(bodies.map((body) => postSigned(app, body)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    await app.emulator.waitForSent(198);
    expect(app.emulator.sentMessages.every((message) => message.times === 1)).toBe(true);
    expect((await quarantined(app)).map((item) => item.error)).toEqual([
      expect.stringMatching(/make no sense/),
      expect.any(String),
    ]);
  });

  it("that is longer than any id is set aside, wherever an id belongs", async () => {
    await using app = await startTestApp();
    // Random, because the database would compress a repeated letter until it fits.
    const endless = randomBytes(4000).toString("base64");
    const message = textMessage("34650000001", "hello");
    const bodies = [
      envelope(app, [{ ...message, id: endless }]),
      envelope(app, [{ ...message, from: endless }]),
      envelope(app, [], { statuses: [{ id: endless, status: "sent", timestamp: "1", recipient_id: "1" }] }),
      envelope(app, [
        { ...message, id: "wamid.REACTION", type: "reaction", reaction: { message_id: endless, emoji: "x" } },
      ]),
    ];
    for (const body of bodies) expect(await postSigned(app, body)).toBe(200);
    await waitUntil(
      () => quarantined(app),
      (items) => items.length === 3,
    );
    await isAlive(app);
    expect(app.log()).not.toContain('"level":"error"');
  });

  it("in the names of what Meta alerts to makes alerts all the same, one a matter, and costs no other event", async () => {
    await using app = await startTestApp();
    const endless = randomBytes(4000).toString("base64");
    const field = (name: string, value: object) =>
      JSON.stringify({
        object: "whatsapp_business_account",
        entry: [{ id: app.emulator.preset.wabaId, changes: [{ field: name, value }] }],
      });
    const alert = (type: string, status: string) =>
      field("account_alerts", { alert_info: { alert_type: type, alert_status: status, alert_description: endless } });
    const template = { message_template_id: 1, message_template_name: endless, message_template_language: endless };
    const named = { message_template_name: "ours", message_template_language: "en" };
    const bodies = [
      alert(endless, "ACTIVE"),
      alert(endless, "ACTIVE"),
      alert(`${endless}, another`, "ACTIVE"),
      field("account_update", { event: "ACCOUNT_VIOLATION", violation_info: { violation_type: endless } }),
      field("security", { event: endless, requester: endless }),
      field("message_template_status_update", { event: "REJECTED", reason: endless, ...template }),
      field("message_template_status_update", { event: endless, ...template, message_template_name: "ours" }),
      field("template_category_update", { new_category: endless, ...template }),
      field("template_category_update", { new_category: endless, ...template, ...named }),
    ];
    for (const body of bodies) expect(await postSigned(app, body)).toBe(200);
    const { items } = await app.until("/alerts", (page) => page.items.length >= 5);
    const found = items.map(({ kind, count }: { kind: string; count: number }) => `${count} ${kind}`).sort();
    expect(found).toEqual([
      "1 account-alert",
      "1 account-violation",
      "1 security-event",
      "1 template-recategorised",
      "2 account-alert",
    ]);
    await isAlive(app);
    expect(await postSigned(app, alert(endless, "RESOLVED"))).toBe(200);
    await app.until("/alerts?kind=account-alert&state=resolved", (page) => page.items[0]?.count === 2);
    expect(await quarantined(app)).toEqual([]);
    expect(app.log()).not.toContain('"level":"error"');
  });

  it("of a channel we do not have is kept, and takes effect when replayed after the channel was added", async () => {
    await using app = await startTestApp();
    const foreign = envelope(app, [textMessage("34630000001", "hello")]).replace(
      app.emulator.preset.phoneNumberId,
      "999888777",
    );
    expect(await postSigned(app, foreign)).toBe(200);
    const [event] = await waitUntil(
      () => quarantined(app),
      (list) => list.length === 1,
    );
    expect(event?.error).toContain("999888777");
    const { preset } = app.emulator;
    const phone = app.emulator.createPhone({ id: "999888777" });
    const config = {
      phoneNumberId: phone.id,
      businessAccountId: preset.wabaId,
      appId: preset.appId,
      accessToken: preset.accessToken,
      appSecret: preset.appSecret,
      verifyToken: "v",
      graphBaseUrl: app.emulator.url,
    };
    expect((await app.api("POST", "/channels", { kind: "cloud-api", name: "second", config })).status).toBe(201);
    const { body } = await app.api("GET", "/inbound-events/quarantined");
    expect((await app.api("POST", `/inbound-events/${body.items[0].id}/replay`)).status).toBe(202);
    await app.emulator.waitForSent(1);
    expect(await quarantined(app)).toEqual([]);
  });

  it("signed with another channel's secret is not believed", async () => {
    await using app = await startTestApp();
    const { preset } = app.emulator;
    const config = {
      phoneNumberId: "555",
      businessAccountId: "556",
      appId: "557",
      accessToken: "other-token-of-theirs",
      appSecret: "secret_of_somebody_else",
      verifyToken: "v",
      graphBaseUrl: app.emulator.url,
    };
    expect((await app.api("POST", "/channels", { kind: "cloud-api", name: "theirs", config })).status).toBe(201);
    const forged = envelope(app, [textMessage("34630000002", "hello")]);
    const signature = `sha256=${createHmac("sha256", "secret_of_somebody_else").update(forged).digest("hex")}`;
    await fetch(`${app.url}/webhook`, { method: "POST", headers: { "x-hub-signature-256": signature }, body: forged });
    await waitUntil(
      () => quarantined(app),
      (list) => list.length === 1,
    );
    expect((await app.api("GET", "/messages")).body.items).toEqual([]);
    expect(preset.appSecret).not.toBe("secret_of_somebody_else");
  });
});

describe("strange but valid content", () => {
  it("with NUL, lone surrogates, huge and negative numbers and unknown types is stored and shown", async () => {
    await using app = await startTestApp();
    const at = String(Math.floor(Date.now() / 1000));
    const bodies = [
      envelope(app, [textMessage("34640000001", "a\u0000b \ud800 c \udfff")]),
      envelope(app, [
        textMessage("34640000002", "hi", { unknown_member: { __proto__: { polluted: true }, huge: 1e308 } }),
      ]),
      envelope(app, [
        {
          from: "34640000003",
          id: "wamid.N1",
          timestamp: "99999999999999999999",
          type: "text",
          text: { body: "far future" },
        },
      ]),
      envelope(app, [
        { from: "34640000004", id: "wamid.N2", timestamp: "-5", type: "text", text: { body: "before time" } },
      ]),
      envelope(app, [
        {
          from: "34640000005",
          id: "wamid.N3",
          timestamp: at,
          type: "hologram",
          hologram: { depth: 1.2345678901234567e19 },
        },
      ]),
      envelope(app, [], {
        statuses: [{ id: "wamid.NOBODY", status: "teleported", timestamp: at, recipient_id: "1" }],
        unknown: [1, 2, 3],
      }),
    ];
    for (const body of bodies) expect(await postSigned(app, body)).toBe(200);
    const { items } = await app.until("/messages?direction=inbound", (page) => page.items.length === 5);
    const texts = items.map((item: { content: { text?: string } }) => item.content.text);
    expect(texts).toContain("a\ufffdb \ufffd c \ufffd");
    expect(items.map((item: { type: string }) => item.type)).toContain("hologram");
    expect(await quarantined(app)).toEqual([]);
    await isAlive(app);
  });

  it("is taken whatever its content type says", async () => {
    await using app = await startTestApp();
    expect(await postSigned(app, envelope(app, [textMessage("34640000009", "hello")]), "text/plain")).toBe(200);
    await app.emulator.waitForSent(1);
  });

  it("is refused above Meta's size, before anything of it is stored", async () => {
    await using app = await startTestApp();
    expect(await postSigned(app, Buffer.alloc(4 * 1024 * 1024, 0x20))).toBe(413);
    expect(await quarantined(app)).toEqual([]);
    await isAlive(app);
  });
});

describe("bad input at the API", () => {
  it("gets a clear 4xx that says what was wrong and where, and changes nothing", async () => {
    await using app = await startTestApp();
    const key = (await app.api("POST", "/api-keys", { name: "raw", scopes: ["messages:send"] })).body.key as string;
    const post = async (body: string | Buffer, contentType = "application/json") => {
      const answer = await fetch(`${app.url}/api/v1/messages`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": contentType },
        body: body as string,
      });
      return {
        status: answer.status,
        type: answer.headers.get("content-type"),
        problem: JSON.parse(await answer.text()),
      };
    };
    const to = "+34600111222";
    const cases: Array<[string, number, string | Buffer, string?]> = [
      ["malformed JSON", 400, "{ not json"],
      ["empty body", 400, ""],
      ["4 MB", 413, JSON.stringify({ to, text: "x".repeat(4 * 1024 * 1024) })],
      ["deep nesting", 400, `{"to":"${to}","content":${"[".repeat(2000)}${"]".repeat(2000)}}`],
      ["NUL", 400, `{"to":"${to}","text":"a\\u0000b"}`],
      ["lone surrogate", 400, `{"to":"${to}","text":"a\\ud800b"}`],
      ["unknown field", 400, JSON.stringify({ to, text: "hi", colour: "red" })],
      ["unknown type", 400, JSON.stringify({ to, content: { type: "hologram" } })],
      ["wrong content type", 415, "to=1", "application/x-www-form-urlencoded"],
      ["number instead of text", 400, JSON.stringify({ to, text: 5 })],
      ["huge number", 400, `{"to":"${to}","content":{"type":"location","latitude":1e400,"longitude":0}}`],
      ["number out of range", 400, JSON.stringify({ to, content: { type: "location", latitude: -91, longitude: 0 } })],
      ["neither phone nor conversation", 400, JSON.stringify({ text: "hi" })],
      ["not a phone number", 400, JSON.stringify({ to: "call me", text: "hi" })],
      ["too long", 400, JSON.stringify({ to, text: "x".repeat(4097) })],
      ["prototype", 400, `{"to":"${to}","text":"hi","__proto__":{"admin":true}}`],
      ["date of no calendar", 400, JSON.stringify({ to, text: "hi", sendAt: "2026-02-31T00:00:00Z" })],
      ["year 10000 by its offset", 400, JSON.stringify({ to, text: "hi", sendAt: "9999-12-31T23:59:59-23:59" })],
      ["year 0", 400, JSON.stringify({ to, text: "hi", sendAt: "0001-01-01T00:00:00+23:59" })],
    ];
    for (const [name, status, body, contentType] of cases) {
      const answer = await post(body, contentType);
      expect([name, answer.status], JSON.stringify(answer.problem)).toEqual([name, status]);
      expect(answer.type).toContain("application/problem+json");
      expect(answer.problem.code).toMatch(/^[a-z-]+$/);
      expect(JSON.stringify(answer.problem)).not.toMatch(/at .*\.ts:\d+|node_modules/);
    }
    expect((await app.api("GET", "/messages")).body.items).toEqual([]);
    expect((await app.api("GET", "/conversations")).body.items).toEqual([]);
  });

  it("names the field", async () => {
    await using app = await startTestApp();
    const { body } = await app.api("POST", "/messages", {
      to: "+34600111222",
      content: { type: "buttons", body: "Choose", buttons: [{ id: "a", title: "x".repeat(21) }] },
    });
    expect(body.errors).toEqual([expect.objectContaining({ path: expect.stringContaining("title") })]);
  });

  it("lets a good key in while wrong ones come from its address, which are told to slow down", async () => {
    await using app = await startTestApp({ withChannel: false });
    const guess = async () => {
      const key = `chq_${randomBytes(4).toString("hex")}_${randomBytes(32).toString("base64url")}`;
      return (await fetch(`${app.url}/api/v1/messages`, { headers: { authorization: `Bearer ${key}` } })).status;
    };
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 40; attempt += 1) statuses.push(await guess());
    expect(statuses).toEqual([...Array(30).fill(401), ...Array(10).fill(429)]);
    // A new one too, of which this process has never heard.
    const { status, body } = await app.api("POST", "/api-keys", { name: "new", scopes: ["messages:read"] });
    expect(status).toBe(201);
    const headers = { authorization: `Bearer ${body.key}` };
    expect((await fetch(`${app.url}/api/v1/messages`, { headers })).status).toBe(200);
    expect(await guess()).toBe(429);
  });

  it("refuses cursors that were made up: wrong ids, times no calendar has, numbers no row has, NUL", async () => {
    await using app = await startTestApp();
    const channel = await app.channelId();
    const [id, at] = ["0197f1f0-0000-7000-8000-000000000000", "2026-03-01T09:00:00.000Z"];
    const positions: Array<[string, unknown]> = [
      ["/conversations", { at, id: "x" }],
      ["/conversations", { at: "yesterday", id }],
      ["/messages", { at: "0000-01-01T00:00:00.000Z", id }],
      ["/messages", { at, id: 5 }],
      ["/follow-ups", { dueAt: "infinity-ish", conversationId: id }],
      ["/alerts", { at: "0000-01-01T00:00:00.000Z", id }],
      ["/inbound-events/quarantined", { id: "99999999999999999999" }],
      ["/inbound-events/quarantined", { id: "9223372036854775808" }],
      ["/api-keys", "x"],
      [`/channels/${channel}/templates`, { name: "a\0b", id }],
    ];
    for (const [path, position] of positions) {
      const cursor = Buffer.from(JSON.stringify(position)).toString("base64url");
      const { status, body } = await app.api("GET", `${path}?cursor=${cursor}`);
      expect([path, position, status, body.code]).toEqual([path, position, 400, "cursor-invalid"]);
    }
    expect((await app.api("POST", "/inbound-events/9223372036854775808/replay")).status).toBe(400);
    expect((await app.api("POST", `/inbound-events/${id}/replay`)).status).toBe(400);
    expect((await app.api("POST", "/inbound-events/9223372036854775807/replay")).status).toBe(404);
    expect(app.log()).not.toContain('"level":"error"');
  });

  it("needs no luck: absurd paths, ids, cursors and limits are refused too", async () => {
    await using app = await startTestApp();
    const paths = [
      "/messages/not-a-uuid",
      "/messages?limit=0",
      "/messages?limit=100000",
      "/messages?cursor=%00",
      "/messages?cursor=eyJ4IjoxfQ",
      "/messages?colour=red",
      "/conversations/%ff",
      "/inbound-events/1e9/replay",
    ];
    for (const path of paths) {
      const { status } = await app.api("GET", path);
      expect([path, status >= 400 && status < 500]).toEqual([path, true]);
    }
  });
});
