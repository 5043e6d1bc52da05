import { describe, expect, it } from "vitest";
import { buildBodies } from "../src/webhooks/envelope.ts";
import { startStage, statusesIn } from "./callback.ts";
import { send, text } from "./graph-client.ts";
import { isSignedWith } from "./webhook-receiver.ts";

const ANA = "+51987654321";

describe("webhook modes (§8.4)", () => {
  it("batches updates of one number into one value (§1.2)", async () => {
    await using stage = await startStage({ webhooks: { batch: { maxUpdates: 1000, windowMs: 100 } } });
    for (let count = 0; count < 1000; count += 1) {
      stage.emulator.receive({ from: `+519${String(10_000_000 + (count % 10))}`, text: `m${count}` });
    }
    const [webhook] = await stage.receiver.waitFor(1);
    const { entry } = JSON.parse(webhook?.text ?? "");
    expect([entry.length, entry[0].changes.length]).toEqual([1, 1]);
    expect(entry[0].changes[0].value.messages).toHaveLength(1000);
    expect(entry[0].changes[0].value.contacts).toHaveLength(10);

    stage.emulator.receive({ from: ANA });
    stage.emulator.changeTemplate("hello_world", { event: "pause" });
    await stage.emulator.clock.advance(200);
    expect(
      stage
        .changes()
        .slice(1)
        .map((change) => change.field),
    ).toEqual(["messages", "message_template_status_update"]);
  });

  it("splits bodies above the maximum", () => {
    const updates = Array.from({ length: 8 }, (_, index) => ({
      entryId: "1",
      time: undefined,
      field: "messages",
      value: { metadata: { phone_number_id: "1" }, messages: [{ id: String(index), text: "x".repeat(100) }] },
    }));
    const bodies = buildBodies(updates, 500);
    expect(bodies.length).toBeGreaterThan(1);
    expect(bodies.every((body) => body.length <= 500)).toBe(true);
    const ids = bodies.flatMap((body) =>
      JSON.parse(body).entry[0].changes[0].value.messages.map((message: { id: string }) => message.id),
    );
    expect(ids).toEqual(updates.map((_, index) => String(index)));
  });

  it("duplicates, drops, delays", async () => {
    await using stage = await startStage({ webhooks: { duplicateRate: 1 } });
    const { emulator, receiver } = stage;
    emulator.receive({ from: ANA });
    await receiver.waitFor(2);
    expect(receiver.received[0]?.text).toBe(receiver.received[1]?.text);

    expect(emulator.deliveries.map((delivery) => delivery.id)).toEqual(["wh_1", "wh_2"]);

    emulator.configure({ webhooks: { duplicateRate: 0, dropRate: 1 } });
    emulator.receive({ from: ANA });
    emulator.configure({ webhooks: { dropRate: 0, delayMs: 5_000 } });
    emulator.receive({ from: ANA, text: "late" });
    await emulator.clock.advance(4_999);
    expect(receiver.received).toHaveLength(2);
    await emulator.clock.advance(1);
    expect(receiver.received).toHaveLength(3);
    expect(receiver.received[2]?.text).toContain("late");
  });

  it("reorders, the same way for the same seed", async () => {
    const run = async (seed: number) => {
      await using stage = await startStage({ seed, webhooks: { reorder: true, concurrency: 1 } });
      for (let count = 0; count < 20; count += 1) stage.emulator.receive({ from: ANA, text: `m${count}` });
      await stage.receiver.waitFor(20);
      return stage.changes().map((change) => change.value.messages[0].text.body as string);
    };
    const first = await run(3);
    expect(first).not.toEqual([...first].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))));
    expect(await run(3)).toEqual(first);
  });

  it("corrupts signatures, adds unknown fields, cuts bodies short", async () => {
    await using stage = await startStage({ webhooks: { corruptSignature: true } });
    const { emulator, receiver } = stage;
    const secret = emulator.preset.appSecret;
    emulator.receive({ from: ANA });
    const [corrupt] = await receiver.waitFor(1);
    emulator.configure({ webhooks: { corruptSignature: false, extraUnknownField: true } });
    emulator.receive({ from: ANA });
    const [, extra] = await receiver.waitFor(2);
    emulator.configure({ webhooks: { extraUnknownField: false, truncate: true } });
    emulator.receive({ from: ANA });
    const [, , cut] = await receiver.waitFor(3);
    if (corrupt === undefined || extra === undefined || cut === undefined) throw new Error("a webhook is missing");
    expect([corrupt, extra, cut].map((webhook) => isSignedWith(secret, webhook))).toEqual([false, true, false]);
    expect(extra.text).toContain("emulator_unknown_field");
    expect(() => JSON.parse(cut.text)).toThrow();
  });

  it("recovers after the endpoint was down for an hour (§8.7.16)", async () => {
    await using stage = await startStage();
    const { emulator, receiver } = stage;
    receiver.answerWith = 0;
    for (let count = 0; count < 5; count += 1) emulator.receive({ from: ANA, text: `m${count}` });
    await emulator.clock.advance(3_600_000);
    receiver.answerWith = 200;
    await emulator.clock.advance(4 * 3_600_000);
    expect(emulator.deliveries.map((delivery) => delivery.state)).toEqual(Array(5).fill("delivered"));
  });

  it("flushes, replays and posts by hand", async () => {
    await using stage = await startStage();
    const { emulator, receiver } = stage;
    receiver.answerWith = 500;
    emulator.receive({ from: ANA });
    await emulator.settled();
    receiver.answerWith = 200;
    emulator.flushWebhooks();
    await receiver.waitFor(2);
    emulator.replayWebhook(emulator.deliveries[0]?.id ?? "");
    await receiver.waitFor(3);
    emulator.postWebhook('{"object":"page"}');
    const last = (await receiver.waitFor(4))[3];
    expect(last?.text).toBe('{"object":"page"}');
    expect(last !== undefined && isSignedWith(emulator.preset.appSecret, last)).toBe(true);
  });

  it("posts fields and events nobody modelled (§8.7.6)", async () => {
    await using stage = await startStage();
    const { emulator } = stage;
    emulator.publishAccountUpdate({
      event: "ACCOUNT_RESTRICTION",
      restriction_info: [{ restriction_type: "RESTRICTED_ADD_PHONE_NUMBER_ACTION" }],
    });
    emulator.publishField(
      "account_alerts",
      { entity_type: "WABA", alert_info: { alert_severity: "CRITICAL" } },
      undefined,
      "77",
    );
    await stage.receiver.waitFor(2);
    expect(stage.changes().map((change) => change.field)).toEqual(["account_update", "account_alerts"]);
    expect(JSON.parse(stage.receiver.received[1]?.text ?? "").entry[0].id).toBe("77");
  });
});

describe("pricing and conversation (§1.8, §8.7.18)", () => {
  async function firstStatus(options: Parameters<typeof startStage>[0], message: object = text(ANA), withAd = false) {
    await using stage = await startStage(options);
    stage.emulator.receive(withAd ? { from: ANA, referral: { source_type: "ad", ctwa_clid: "x" } } : { from: ANA });
    await send(stage.emulator, message as Record<string, unknown>);
    await stage.emulator.clock.advance(1_000);
    return statusesIn(stage.changes())[0];
  }
  const utility = { to: ANA, type: "template", template: { name: "hello_world", language: { code: "en_US" } } };

  it("v23 payloads carry a conversation, v24 do not", async () => {
    const old = await firstStatus({ preset: { webhookVersion: "v23.0" } });
    expect(old.conversation).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      expiration_timestamp: expect.stringMatching(/^\d{10}$/),
      origin: { type: "service" },
    });
    expect(await firstStatus({ preset: { webhookVersion: "v24.0" } })).not.toHaveProperty("conversation");
  });

  it("free entry points keep it in every version", async () => {
    const status = await firstStatus({}, text(ANA), true);
    expect(status.conversation.origin).toEqual({ type: "referral_conversion" });
    expect(status.pricing).toEqual({
      billable: false,
      pricing_model: "PMP",
      type: "free_entry_point",
      category: "referral_conversion",
    });
  });

  it.each([
    ["cbp", utility, { billable: true, pricing_model: "CBP", category: "utility" }],
    ["pmp", utility, { billable: false, pricing_model: "PMP", type: "free_customer_service", category: "utility" }],
    ["pmp-2026-10", utility, { billable: true, pricing_model: "PMP", type: "regular", category: "utility" }],
    ["pmp-2026-10", text(ANA), { billable: true, pricing_model: "PMP", type: "regular", category: "service" }],
  ] as const)("era %s", async (pricing, message, expected) => {
    expect((await firstStatus({ pricing }, message)).pricing).toEqual(expected);
  });
});

describe("resetting", () => {
  it("returns to the preset", async () => {
    await using stage = await startStage();
    const { emulator } = stage;
    emulator.seed({ users: [{ phone: ANA, name: "Ana" }], phones: [{}] });
    expect(emulator.state).toMatchObject({ users: 1, phones: [{}, {}] });
    await send(emulator, text(ANA));
    emulator.addFault({ effect: { error: { code: 4 } } });
    emulator.reset();
    await emulator.clock.advance(10_000);
    expect(emulator.state).toMatchObject({ users: 0, messages: { accepted: 0 }, faults: [] });
    expect(stage.receiver.received).toEqual([]);
    expect((await send(emulator, text(ANA))).status).toBe(200);
  });
});
