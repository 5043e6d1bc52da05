import { describe, expect, it } from "vitest";
import { startGraphEmulator } from "../src/index.ts";
import { startStage } from "./callback.ts";
import { callGraph } from "./graph-client.ts";
import { startWebhookReceiver } from "./webhook-receiver.ts";

const ANA = "+51987654321";

describe("the life of a number (§4.2)", () => {
  it("is added, verified, registered and deregistered", async () => {
    await using emulator = await startGraphEmulator();
    const { wabaId } = emulator.preset;
    const { id } = (
      await callGraph(emulator, `${wabaId}/phone_numbers`, {
        body: { cc: "51", phone_number: "900 000 001", verified_name: "Shop" },
      })
    ).json;
    const post = async (edge: string, body: object) => (await callGraph(emulator, `${id}/${edge}`, { body })).json;
    const pin = { messaging_product: "whatsapp", pin: "123456" };

    expect((await post("register", pin)).error.code).toBe(133006);
    expect(await post("request_code", { code_method: "SMS", language: "en" })).toEqual({ success: true });
    expect((await post("verify_code", { code: "000000" })).error.code).toBe(136024);
    expect(await post("verify_code", { code: "123456" })).toEqual({ success: true, id });
    expect((await post("register", { ...pin, pin: "12" })).error.code).toBe(100);
    expect(await post("register", pin)).toEqual({ success: true });
    expect((await callGraph(emulator, `${id}?fields=status,is_pin_enabled`)).json).toMatchObject({
      status: "CONNECTED",
      is_pin_enabled: true,
    });
    expect(await post("deregister", {})).toEqual({ success: true });
    expect((await post("register", { ...pin, pin: "654321" })).error.code).toBe(133005);
  });

  it("may be registered ten times in 72 hours (133016)", async () => {
    await using emulator = await startGraphEmulator({ clock: "virtual" });
    const path = `${emulator.preset.phoneNumberId}/register`;
    const register = async () =>
      (await callGraph(emulator, path, { body: { messaging_product: "whatsapp", pin: "123456" } })).json;
    for (let count = 0; count < 10; count += 1) expect(await register()).toEqual({ success: true });
    expect((await register()).error.code).toBe(133016);
    await emulator.clock.advance(72 * 3_600_000);
    expect(await register()).toEqual({ success: true });
  });

  it("has a profile with limits", async () => {
    await using emulator = await startGraphEmulator();
    const path = `${emulator.preset.phoneNumberId}/whatsapp_business_profile`;
    const update = (fields: object) =>
      callGraph(emulator, path, { body: { messaging_product: "whatsapp", ...fields } });
    expect((await update({ about: "We sell", websites: ["https://a.com"], vertical: "RETAIL" })).json).toEqual({
      success: true,
    });
    expect((await callGraph(emulator, `${path}?fields=about,websites`)).json.data).toEqual([
      { about: "We sell", websites: ["https://a.com"], messaging_product: "whatsapp" },
    ]);
    for (const wrong of [{ about: "x".repeat(140) }, { websites: ["a", "b", "c"] }, { vertical: "SPACE" }]) {
      expect((await update(wrong)).json.error.code).toBe(100);
    }
  });

  it("blocks people who wrote within 24 hours, and only them (§2.10)", async () => {
    await using emulator = await startGraphEmulator();
    emulator.receive({ from: ANA });
    emulator.createUser({ phone: "+51900000001" });
    const path = `${emulator.preset.phoneNumberId}/block_users`;
    const block = (user: string, method = "POST") =>
      callGraph(emulator, path, { method, body: { messaging_product: "whatsapp", block_users: [{ user }] } });
    expect((await block(ANA)).json).toEqual({
      messaging_product: "whatsapp",
      block_users: { added_users: [{ input: ANA, wa_id: "51987654321" }] },
    });
    expect((await block("+51900000001")).json.block_users.failed_users).toMatchObject([{ errors: [{ code: 139100 }] }]);
    expect((await callGraph(emulator, path)).json.data).toMatchObject([{ wa_id: "51987654321" }]);
    await block(ANA, "DELETE");
    expect((await callGraph(emulator, path)).json.data).toEqual([]);
  });

  it("has a username", async () => {
    await using stage = await startStage();
    const { emulator } = stage;
    const path = `${emulator.preset.phoneNumberId}/username`;
    expect((await callGraph(emulator, path, { body: { username: "chasqui.pe" } })).json).toEqual({
      status: "approved",
    });
    expect((await callGraph(emulator, path)).json).toEqual({ username: "chasqui.pe", status: "approved" });
    for (const wrong of ["ab", "1234", ".abc", "a..b", "www.shop"]) {
      expect((await callGraph(emulator, path, { body: { username: wrong } })).json.error.code).toBe(100);
    }
    const other = emulator.createPhone();
    const taken = await callGraph(emulator, `${other.id}/username`, { body: { username: "Chasqui.PE" } });
    expect(taken.json.error.code).toBe(147005);
    await callGraph(emulator, path, { method: "DELETE" });
    await stage.receiver.waitFor(2);
    expect(stage.changes("business_username_updates").map((change) => change.value.status)).toEqual([
      "approved",
      "deleted",
    ]);
  });

  it("tells of what Meta does to it (§1.9)", async () => {
    await using stage = await startStage();
    const { emulator } = stage;
    emulator.changePhone(undefined, { quality: "RED" });
    emulator.changePhone(undefined, { throughput: "HIGH", tier: "TIER_10K" });
    await callGraph(emulator, emulator.preset.phoneNumberId, { body: { new_display_name: "Chasqui Two" } });
    emulator.changePhone(undefined, { nameDecision: "APPROVED" });
    await stage.receiver.waitFor(5);
    expect(stage.changes("phone_number_quality_update").map((change) => change.value.event)).toEqual([
      "FLAGGED",
      "THROUGHPUT_UPGRADE",
      "ONBOARDING",
    ]);
    expect(stage.changes("business_capability_update")[0].value.max_daily_conversations_per_business).toBe("TIER_10K");
    expect(stage.changes("phone_number_name_update")[0].value).toMatchObject({
      decision: "APPROVED",
      requested_verified_name: "Chasqui Two",
    });
    const fields = "verified_name,throughput,quality_rating,whatsapp_business_manager_messaging_limit";
    expect((await callGraph(emulator, `${emulator.preset.phoneNumberId}?fields=${fields}`)).json).toMatchObject({
      verified_name: "Chasqui Two",
      throughput: { level: "HIGH" },
      quality_rating: "RED",
      whatsapp_business_manager_messaging_limit: "TIER_10K",
    });
  });
});

describe("callback overrides (§1.2)", () => {
  it("go phone, then WABA, then app, and never for account fields", async () => {
    await using stage = await startStage();
    await using ofWaba = await startWebhookReceiver("waba token");
    await using ofPhone = await startWebhookReceiver("phone token");
    const { emulator, receiver } = stage;
    const { wabaId, phoneNumberId } = emulator.preset;
    await callGraph(emulator, `${wabaId}/subscribed_apps`, {
      body: { override_callback_uri: ofWaba.url, verify_token: "waba token" },
    });
    emulator.receive({ from: ANA });
    await ofWaba.waitFor(1);
    const configuration = { override_callback_uri: ofPhone.url, verify_token: "phone token" };
    await callGraph(emulator, phoneNumberId, { body: { webhook_configuration: configuration } });
    emulator.receive({ from: ANA });
    await ofPhone.waitFor(1);
    emulator.changeTemplate("hello_world", { event: "pause" });
    await receiver.waitFor(1);

    expect(
      (await callGraph(emulator, `${phoneNumberId}?fields=webhook_configuration`)).json.webhook_configuration,
    ).toEqual({
      phone_number: ofPhone.url,
      whatsapp_business_account: ofWaba.url,
      application: receiver.url,
    });
    await callGraph(emulator, phoneNumberId, { body: { webhook_configuration: { override_callback_uri: "" } } });
    emulator.receive({ from: ANA });
    await ofWaba.waitFor(2);
    expect([receiver.received.length, ofWaba.received.length, ofPhone.received.length]).toEqual([1, 2, 1]);
  });

  it("reach every subscribed app, each signed with its own secret", async () => {
    await using stage = await startStage();
    await using second = await startWebhookReceiver();
    const { emulator } = stage;
    const app = emulator.createApp({ callbackUrl: second.url, secret: "second secret" });
    await callGraph(emulator, `${emulator.preset.wabaId}/subscribed_apps`, {
      method: "POST",
      token: emulator.issueToken({ appId: app.id }),
    });
    emulator.receive({ from: ANA });
    const [one] = await stage.receiver.waitFor(1);
    const [two] = await second.waitFor(1);
    expect(one?.text).toBe(two?.text);
    expect(one?.headers["x-hub-signature-256"]).not.toBe(two?.headers["x-hub-signature-256"]);
  });
});
