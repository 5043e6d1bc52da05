import { describe, expect, it } from "vitest";
import { startGraphEmulator } from "../src/index.ts";
import { signature256, toAsciiJson } from "../src/webhooks/signature.ts";
import { callGraph, type Json, send, text } from "./graph-client.ts";
import { isSignedWith, type ReceivedWebhook, startWebhookReceiver } from "./webhook-receiver.ts";

const ANA = "+51987654321";

function valueIn(webhook: ReceivedWebhook | undefined): Json {
  return JSON.parse(webhook?.text ?? "{}").entry[0].changes[0].value;
}

function statusesOf(webhooks: ReceivedWebhook[]): string[] {
  return webhooks.flatMap((webhook) => (valueIn(webhook).statuses ?? []).map((status: Json) => status.status));
}

describe("signature (§1.2)", () => {
  it("matches the test vector, byte for byte", () => {
    const body = toAsciiJson({
      object: "whatsapp_business_account",
      entry: [{ id: "1", changes: [{ field: "messages", value: { body: "Olá 👋" } }] }],
    });
    expect(body).toBe(
      '{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"body":"Ol\\u00e1 \\ud83d\\udc4b"}}]}]}',
    );
    expect(body).toHaveLength(133);
    expect(signature256(body, "test_app_secret")).toBe(
      "sha256=ed6b8b55fab17e8729fb90df946f53f297d9ab81eaab280dd495580ffe22a583",
    );
  });

  it("stands on every POST, over an ASCII body", async () => {
    await using receiver = await startWebhookReceiver();
    await using emulator = await startGraphEmulator({ preset: { callbackUrl: receiver.url } });
    emulator.createUser({ phone: ANA, name: "Añá 🦙" });
    emulator.receive({ from: ANA, text: "¿Qué tal? 👋" });

    const [webhook] = await receiver.waitFor(1);
    if (webhook === undefined) throw new Error("no webhook");
    expect(webhook.text).toMatch(/^[\x20-\x7e]*$/);
    expect(webhook.text).toContain("\\u00bfQu\\u00e9 tal? \\ud83d\\udc4b");
    expect(isSignedWith(emulator.preset.appSecret, webhook)).toBe(true);
    expect(isSignedWith("another secret", webhook)).toBe(false);
    expect(webhook.headers).toMatchObject({
      "content-type": "application/json",
      "user-agent": "facebookexternalua",
      "x-hub-signature": expect.stringMatching(/^sha1=[0-9a-f]{40}$/),
    });
  });
});

describe("handshake (§1.1)", () => {
  it("registers a callback that echoes the challenge", async () => {
    await using receiver = await startWebhookReceiver();
    await using emulator = await startGraphEmulator();
    await emulator.registerCallback({ url: receiver.url });
    emulator.receive({ from: ANA });
    await receiver.waitFor(1);
  });

  it("refuses one that does not, with code 2200", async () => {
    await using receiver = await startWebhookReceiver("another token");
    await using emulator = await startGraphEmulator();
    await expect(emulator.registerCallback({ url: receiver.url })).rejects.toMatchObject({ code: 2200 });

    const { wabaId } = emulator.preset;
    const body = { override_callback_uri: receiver.url, verify_token: "mine" };
    const answer = await callGraph(emulator, `${wabaId}/subscribed_apps`, { body });
    expect(answer.json.error).toMatchObject({
      code: 2200,
      message: expect.stringContaining(
        "(#2200) Callback verification failed with the following errors: HTTP Status Code = 403",
      ),
    });
  });

  it("is part of app subscriptions, which need an app token (§4.3)", async () => {
    await using receiver = await startWebhookReceiver("mine");
    await using emulator = await startGraphEmulator();
    const { appId, appSecret } = emulator.preset;
    const form = new URLSearchParams({
      object: "whatsapp_business_account",
      callback_url: receiver.url,
      verify_token: "mine",
      fields: "messages",
    });
    const asUser = await callGraph(emulator, `${appId}/subscriptions`, { body: form });
    expect(asUser.json.error.code).toBe(15);
    const asApp = await callGraph(emulator, `${appId}/subscriptions`, { body: form, token: `${appId}|${appSecret}` });
    expect(asApp.json).toEqual({ success: true });
    expect((await callGraph(emulator, `${appId}/subscriptions`)).json.data).toEqual([
      {
        object: "whatsapp_business_account",
        callback_url: receiver.url,
        active: true,
        fields: [{ name: "messages", version: "v25.0" }],
      },
    ]);
  });
});

describe("the ladder of statuses (§1.7)", () => {
  it("reports sent and delivered, with pricing on both and the callback data on each", async () => {
    await using receiver = await startWebhookReceiver();
    await using emulator = await startGraphEmulator({ preset: { callbackUrl: receiver.url }, clock: "virtual" });
    emulator.receive({ from: ANA });
    const answer = await send(emulator, { ...text(ANA), biz_opaque_callback_data: "order-17" });
    await emulator.clock.advance(1_000);

    const [, sent, delivered] = await receiver.waitFor(3);
    expect(JSON.parse(sent?.text ?? "").entry[0]).not.toHaveProperty("time");
    expect(valueIn(sent)).toEqual({
      messaging_product: "whatsapp",
      metadata: { display_phone_number: "15550783881", phone_number_id: emulator.preset.phoneNumberId },
      statuses: [
        {
          id: answer.json.messages[0].id,
          status: "sent",
          timestamp: expect.stringMatching(/^\d{10}$/),
          recipient_id: "51987654321",
          recipient_user_id: expect.stringMatching(/^PE\.\d+$/),
          biz_opaque_callback_data: "order-17",
          pricing: { billable: false, pricing_model: "PMP", type: "free_customer_service", category: "service" },
        },
      ],
    });
    expect(valueIn(delivered).statuses[0]).toMatchObject({ status: "delivered", pricing: { category: "service" } });
    expect(valueIn(delivered).contacts).toMatchObject([{ wa_id: "51987654321" }]);
    expect(emulator.sentMessages[0]?.status).toBe("delivered");
  });

  it("reads when told to, and for users who always read", async () => {
    await using receiver = await startWebhookReceiver();
    await using emulator = await startGraphEmulator({
      preset: { callbackUrl: receiver.url },
      statuses: { sentAfterMs: 0, deliveredAfterMs: 0 },
      webhooks: { concurrency: 1 },
      serviceWindow: "off",
    });
    const wamid = (await send(emulator, text(ANA))).json.messages[0].id;
    await receiver.waitFor(2);
    emulator.setStatus(wamid, "read");
    expect(statusesOf(await receiver.waitFor(3))).toEqual(["sent", "delivered", "read"]);

    emulator.createUser({ phone: "+51900000001", autoRead: true });
    await send(emulator, text("+51900000001"));
    expect(
      statusesOf(await receiver.waitFor(6))
        .slice(3)
        .sort(),
    ).toEqual(["delivered", "read", "sent"]);
  });

  it("fails free-form messages outside the service window with 131047, by webhook only (§2.9)", async () => {
    await using receiver = await startWebhookReceiver();
    await using emulator = await startGraphEmulator({ preset: { callbackUrl: receiver.url }, clock: "virtual" });
    emulator.receive({ from: ANA });
    await emulator.clock.advance(24 * 3_600_000 - 1_000);
    expect((await send(emulator, text(ANA))).status).toBe(200);
    await emulator.clock.advance(10_000);
    expect((await send(emulator, text(ANA))).status).toBe(200);
    await emulator.clock.advance(1_000);

    const webhooks = await receiver.waitFor(4);
    expect(statusesOf(webhooks)).toEqual(["sent", "delivered", "failed"]);
    expect(valueIn(webhooks[3]).statuses[0].errors).toEqual([
      {
        code: 131047,
        title: "Re-engagement message",
        message: "Re-engagement message",
        error_data: { details: expect.stringContaining("24 hours") },
        href: expect.stringContaining("error-codes"),
      },
    ]);
  });

  it("fails messages to people without WhatsApp with 131026", async () => {
    await using receiver = await startWebhookReceiver();
    await using emulator = await startGraphEmulator({
      preset: { callbackUrl: receiver.url },
      unknownRecipients: "notOnWhatsApp",
    });
    await send(emulator, text(ANA));
    const [failed] = await receiver.waitFor(1);
    expect(valueIn(failed).statuses[0]).toMatchObject({ status: "failed", errors: [{ code: 131026 }] });
  });
});

describe("delivery (§1.2, §8.4)", () => {
  it("retries with identical bytes until it is answered 200", async () => {
    await using receiver = await startWebhookReceiver();
    await using emulator = await startGraphEmulator({ preset: { callbackUrl: receiver.url }, clock: "virtual" });
    receiver.answerWith = 503;
    emulator.receive({ from: ANA });
    await receiver.waitFor(1);
    await emulator.clock.advance(4_900);
    expect(receiver.received).toHaveLength(1);
    await emulator.clock.advance(200);
    expect(receiver.received).toHaveLength(2);
    // 201 is not 200: still a failure.
    receiver.answerWith = 201;
    await emulator.clock.advance(30_000);
    expect(receiver.received).toHaveLength(3);
    receiver.answerWith = 200;
    await emulator.clock.advance(3_600_000);

    expect(receiver.received).toHaveLength(4);
    expect(new Set(receiver.received.map((webhook) => webhook.text)).size).toBe(1);
    expect(new Set(receiver.received.map((webhook) => webhook.headers["x-hub-signature-256"])).size).toBe(1);
    expect(emulator.deliveries[0]?.attempts.map((attempt) => attempt.status)).toEqual([503, 503, 201, 200]);
  });

  it("gives up after seven days", async () => {
    await using receiver = await startWebhookReceiver();
    await using emulator = await startGraphEmulator({ preset: { callbackUrl: receiver.url }, clock: "virtual" });
    receiver.answerWith = 0;
    emulator.receive({ from: ANA });
    await emulator.clock.advance(8 * 86_400_000);
    expect(emulator.deliveries[0]?.state).toBe("dropped");
    expect(emulator.deliveries[0]?.attempts.length).toBeGreaterThan(40);
    const count = receiver.received.length;
    await emulator.clock.advance(86_400_000);
    expect(receiver.received).toHaveLength(count);
  });

  it("shortens the ladder for tests by retryScale", async () => {
    await using receiver = await startWebhookReceiver();
    await using emulator = await startGraphEmulator({
      preset: { callbackUrl: receiver.url },
      webhooks: { retryScale: 0.001 },
    });
    receiver.answerWith = 500;
    emulator.receive({ from: ANA });
    await receiver.waitFor(3);
    receiver.answerWith = 200;
    await expect.poll(() => emulator.deliveries[0]?.state).toBe("delivered");
  });

  it("sends nothing to an app that is not subscribed", async () => {
    await using receiver = await startWebhookReceiver();
    await using emulator = await startGraphEmulator({ preset: { callbackUrl: receiver.url } });
    const { wabaId } = emulator.preset;
    expect((await callGraph(emulator, `${wabaId}/subscribed_apps`)).json.data).toHaveLength(1);
    await callGraph(emulator, `${wabaId}/subscribed_apps`, { method: "DELETE" });
    emulator.receive({ from: ANA });
    await callGraph(emulator, `${wabaId}/subscribed_apps`, { method: "POST" });
    emulator.receive({ from: ANA, text: "second" });
    await emulator.settled();
    expect(receiver.received.map((webhook) => valueIn(webhook).messages[0].text.body)).toEqual(["second"]);
  });
});
