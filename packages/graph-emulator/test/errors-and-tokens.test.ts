import { describe, expect, it } from "vitest";
import { startGraphEmulator } from "../src/index.ts";
import { callGraph, send, text } from "./graph-client.ts";

const ANA = "+51987654321";

describe("error envelopes (§0.2, §6)", () => {
  it.each([
    ["GET", "get"],
    ["POST", "post"],
    ["DELETE", "delete"],
  ])("answers %s on an unknown node with 100/33", async (method, verb) => {
    await using emulator = await startGraphEmulator();
    const answer = await callGraph(emulator, "123", { method });
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({
      error: {
        message: `Unsupported ${verb} request. Object with ID '123' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`,
        type: "GraphMethodException",
        code: 100,
        error_subcode: 33,
        fbtrace_id: expect.stringMatching(/^A[\w-]{22}$/),
      },
    });
  });

  it.each([["not json"], ["[]"], ["{"]])("answers the body %s with code 100", async (body) => {
    await using emulator = await startGraphEmulator();
    const answer = await callGraph(emulator, `${emulator.preset.phoneNumberId}/messages`, { body });
    expect(answer.status).toBe(400);
    expect(answer.json.error).toMatchObject({ code: 100, type: "OAuthException" });
  });

  it("serves calls without a version as the app's default version (§0)", async () => {
    await using emulator = await startGraphEmulator();
    const answer = await callGraph(emulator, emulator.preset.phoneNumberId, { version: "" });
    expect(answer.headers.get("facebook-api-version")).toBe("v25.0");
  });
});

describe("tokens (§8.3 step 1)", () => {
  it("asks for one", async () => {
    await using emulator = await startGraphEmulator();
    const answer = await callGraph(emulator, emulator.preset.wabaId, { token: null });
    expect([answer.status, answer.json.error.code]).toEqual([401, 104]);
  });

  it("refuses one it cannot parse", async () => {
    await using emulator = await startGraphEmulator();
    const answer = await send(emulator, text(ANA), "nonsense");
    expect(answer.status).toBe(401);
    expect(answer.json.error).toMatchObject({
      message: "Invalid OAuth access token - Cannot parse access token",
      type: "OAuthException",
      code: 190,
    });
  });

  it("expires and revokes them", async () => {
    await using emulator = await startGraphEmulator({ clock: "virtual" });
    const token = emulator.issueToken({ expiresInMs: 60_000 });
    expect((await send(emulator, text(ANA), token)).status).toBe(200);

    await emulator.clock.advance(60_000);
    const expired = (await send(emulator, text(ANA), token)).json.error;
    expect([expired.code, expired.error_subcode]).toEqual([190, 463]);
    expect(expired.message).toMatch(/^Error validating access token: Session has expired on /);

    emulator.revokeToken();
    expect((await send(emulator, text(ANA))).json.error.error_subcode).toBe(467);
  });

  it("checks scopes and the assets a token may touch", async () => {
    await using emulator = await startGraphEmulator();
    const messagingOnly = emulator.issueToken({ scopes: ["whatsapp_business_messaging"] });
    const managementOnly = emulator.issueToken({ scopes: ["whatsapp_business_management"] });
    const elsewhere = emulator.issueToken({ wabaIds: ["1"] });

    const sent = await send(emulator, text(ANA), managementOnly);
    expect([sent.status, sent.json.error.code]).toEqual([403, 10]);
    const read = await callGraph(emulator, emulator.preset.wabaId, { token: messagingOnly });
    expect([read.status, read.json.error.code]).toEqual([403, 200]);
    expect((await send(emulator, text(ANA), elsewhere)).json.error.error_subcode).toBe(33);
  });

  it("introspects them", async () => {
    await using emulator = await startGraphEmulator();
    const good = await callGraph(emulator, `debug_token?input_token=${emulator.preset.accessToken}`);
    expect(good.json.data).toMatchObject({
      app_id: emulator.preset.appId,
      is_valid: true,
      expires_at: 0,
      scopes: expect.arrayContaining(["whatsapp_business_messaging"]),
      granular_scopes: expect.arrayContaining([
        { scope: "whatsapp_business_messaging", target_ids: [emulator.preset.wabaId] },
      ]),
    });
    const bad = await callGraph(emulator, "debug_token?input_token=nonsense");
    expect(bad.json.data).toMatchObject({ is_valid: false, error: { code: 190 } });
  });
});

describe("nodes and fields (§4.2, §4.3, §4.4, §8.1)", () => {
  it("gives a phone number's default and asked fields", async () => {
    await using emulator = await startGraphEmulator();
    const { phoneNumberId } = emulator.preset;
    expect((await callGraph(emulator, phoneNumberId)).json).toEqual({
      verified_name: "Chasqui Demo",
      code_verification_status: "VERIFIED",
      display_phone_number: "+1 555-078-3881",
      quality_rating: "GREEN",
      platform_type: "CLOUD_API",
      throughput: { level: "STANDARD" },
      id: phoneNumberId,
    });
    expect((await callGraph(emulator, `${phoneNumberId}?fields=status,is_pin_enabled,throughput{level}`)).json).toEqual(
      {
        status: "CONNECTED",
        is_pin_enabled: false,
        throughput: { level: "STANDARD" },
        id: phoneNumberId,
      },
    );
  });

  it("names a field that does not exist", async () => {
    await using emulator = await startGraphEmulator();
    const answer = await callGraph(emulator, `${emulator.preset.phoneNumberId}?fields=shoe_size`);
    expect(answer.json.error.message).toBe(
      "(#100) Tried accessing nonexisting field (shoe_size) on node type (WhatsAppBusinessPhoneNumber)",
    );
  });

  it("gives a WABA, its numbers and its health", async () => {
    await using emulator = await startGraphEmulator();
    const { wabaId, phoneNumberId } = emulator.preset;
    const waba = await callGraph(emulator, `${wabaId}?fields=name,currency,health_status`);
    expect(waba.json).toMatchObject({ name: "Chasqui Demo", currency: "USD", id: wabaId });
    expect(waba.json.health_status.can_send_message).toBe("AVAILABLE");
    expect((await callGraph(emulator, `${wabaId}/phone_numbers`)).json.data).toMatchObject([{ id: phoneNumberId }]);

    const unregistered = emulator.createPhone({ registered: false });
    const health = (await callGraph(emulator, `${unregistered.id}?fields=health_status`)).json.health_status;
    expect(health.can_send_message).toBe("BLOCKED");
    expect(health.entities[0]).toMatchObject({ entity_type: "PHONE_NUMBER", errors: [{ error_code: 133010 }] });
  });

  it("refuses to send from a number that is not registered", async () => {
    await using emulator = await startGraphEmulator();
    const { id } = emulator.createPhone({ registered: false });
    const answer = await callGraph(emulator, `${id}/messages`, {
      body: { messaging_product: "whatsapp", ...text(ANA) },
    });
    expect(answer.json.error).toMatchObject({ message: "(#133010) Phone number not registered", code: 133010 });
  });

  it("limits management calls per hour (§5)", async () => {
    await using emulator = await startGraphEmulator({ clock: "virtual" });
    const { id } = emulator.createWaba();
    for (let call = 0; call < 200; call += 1) await callGraph(emulator, id);
    const answer = await callGraph(emulator, id);
    expect([answer.status, answer.json.error.code]).toEqual([429, 80007]);
    expect(JSON.parse(answer.headers.get("x-business-use-case-usage") ?? "")[id]).toMatchObject([
      { type: "whatsapp_business_management", call_count: 100, estimated_time_to_regain_access: 60 },
    ]);
    await emulator.clock.advance(3_600_000);
    expect((await callGraph(emulator, id)).status).toBe(200);
  });
});
