import { describe, expect, it } from "vitest";
import { type GraphEmulator, startGraphEmulator } from "../src/index.ts";
import { startStage, statusesIn } from "./callback.ts";
import { callGraph, type Json, send } from "./graph-client.ts";

const ANA = "+51987654321";
const HOUR_MS = 3_600_000;

const ORDER = {
  name: "order_ready",
  language: "es",
  category: "UTILITY",
  components: [
    { type: "body", text: "Hola {{1}}, tu pedido está listo.", example: { body_text: [["Ana"]] } },
    { type: "buttons", buttons: [{ type: "quick_reply", text: "Gracias" }] },
  ],
};

function create(emulator: GraphEmulator, body: object) {
  return callGraph(emulator, `${emulator.preset.wabaId}/message_templates`, { body });
}

function sendTemplate(emulator: GraphEmulator, name: string, to = ANA) {
  return send(emulator, { to, type: "template", template: { name, language: { code: "en_US" } } });
}

describe("creating, listing, editing and deleting templates (§4.1)", () => {
  it("starts in review and is found by id and by filter", async () => {
    await using emulator = await startGraphEmulator();
    const created = await create(emulator, ORDER);
    expect(created.json).toEqual({ id: expect.stringMatching(/^\d+$/), status: "PENDING", category: "UTILITY" });
    const { wabaId } = emulator.preset;
    const listed = await callGraph(
      emulator,
      `${wabaId}/message_templates?name=order_ready&fields=name,status,components`,
    );
    expect(listed.json.data).toEqual([
      {
        id: created.json.id,
        name: "order_ready",
        status: "PENDING",
        components: [
          { ...ORDER.components[0], type: "BODY" },
          { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Gracias" }] },
        ],
      },
    ]);
    expect((await callGraph(emulator, created.json.id)).json).toMatchObject({ name: "order_ready", language: "es" });
    const marketing = await callGraph(emulator, `${wabaId}/message_templates?category=MARKETING&summary=total_count`);
    expect(marketing.json).toMatchObject({ data: [{ name: "summer_sale" }], summary: { total_count: 1 } });
  });

  it("pages with cursors, and with `next` only if there is more", async () => {
    await using emulator = await startGraphEmulator();
    const first = await callGraph(emulator, `${emulator.preset.wabaId}/message_templates?limit=3&fields=name`);
    expect(first.json.data).toHaveLength(3);
    const headers = { authorization: `Bearer ${emulator.preset.accessToken}` };
    const second = (await (await fetch(first.json.paging.next, { headers })).json()) as Json;
    expect(second.data).toHaveLength(2);
    expect(second.paging).not.toHaveProperty("next");
    expect(second.data[0].name).not.toBe(first.json.data[0].name);
  });

  it.each<[string, object, number | undefined]>([
    ["the same name and language", ORDER, 2388024],
    [
      "a variable at the start",
      { ...ORDER, components: [{ type: "BODY", text: "{{1}} is ready now", example: {} }] },
      2388299,
    ],
    [
      "neighbouring variables",
      { ...ORDER, components: [{ type: "BODY", text: "Dear {{1}} {{2}} hello", example: {} }] },
      2388072,
    ],
    [
      "too many variables",
      { ...ORDER, components: [{ type: "BODY", text: "a {{1}} b {{2}} c", example: {} }] },
      2388293,
    ],
    ["a long body", { ...ORDER, components: [{ type: "BODY", text: "x".repeat(1025) }] }, 2388040],
    ["a name with capitals", { ...ORDER, name: "Order" }, undefined],
    ["an unknown category", { ...ORDER, category: "NEWS" }, undefined],
    [
      "three URL buttons",
      {
        ...ORDER,
        components: [
          { type: "BODY", text: "Hello" },
          { type: "BUTTONS", buttons: Array(3).fill({ type: "URL", text: "Go", url: "https://e.com" }) },
        ],
      },
      undefined,
    ],
  ])("refuses %s", async (_name, body, subcode) => {
    await using emulator = await startGraphEmulator();
    await create(emulator, ORDER);
    const named =
      "name" in body && body.name === "order_ready" && subcode !== 2388024 ? { ...body, name: "another" } : body;
    const { error } = (await create(emulator, named)).json;
    expect([error.code, error.error_subcode]).toEqual([100, subcode]);
  });

  it("sends an edited template back to review, once a day", async () => {
    await using emulator = await startGraphEmulator({ clock: "virtual" });
    const { id } = emulator.createTemplate({ name: "t" });
    const edit = () => callGraph(emulator, id, { body: { components: [{ type: "BODY", text: "New text" }] } });
    expect((await edit()).json).toEqual({ success: true });
    expect((await callGraph(emulator, `${id}?fields=status`)).json.status).toBe("PENDING");
    emulator.changeTemplate("t", { event: "approve" });
    expect((await edit()).json.error.code).toBe(100);
    await emulator.clock.advance(24 * HOUR_MS);
    expect((await edit()).json).toEqual({ success: true });
  });

  it("deletes all languages of a name, and reports it", async () => {
    await using stage = await startStage();
    const { emulator } = stage;
    await callGraph(emulator, `${emulator.preset.wabaId}/message_templates?name=hello_world`, { method: "DELETE" });
    expect((await sendTemplate(emulator, "hello_world")).json.error.code).toBe(132001);
    await emulator.clock.advance(2_000);
    const events = stage
      .changes("message_template_status_update")
      .map((change) => [change.value.event, change.value.reason]);
    expect(events).toEqual([
      ["PENDING_DELETION", null],
      ["DELETED", null],
    ]);
    const again = { ...ORDER, name: "hello_world", language: "en_US" };
    expect((await create(emulator, again)).json.error.error_subcode).toBe(2388023);
    await emulator.clock.advance(30 * 24 * HOUR_MS);
    expect((await create(emulator, again)).status).toBe(200);
  });
});

describe("the life of a template (§1.9, §4.1)", () => {
  it("is approved or rejected by webhook, with a numeric id", async () => {
    await using stage = await startStage();
    const { id } = (await create(stage.emulator, ORDER)).json;
    stage.emulator.changeTemplate(id, { event: "reject", reason: "SCAM" });
    stage.emulator.changeTemplate(id, { event: "approve" });
    await stage.receiver.waitFor(2);
    const body = JSON.parse(stage.receiver.received[0]?.text ?? "");
    expect(body.entry[0]).toMatchObject({ id: stage.emulator.preset.wabaId, time: expect.any(Number) });
    expect(stage.changes().map((change) => change.value)).toMatchObject([
      {
        event: "REJECTED",
        reason: "SCAM",
        message_template_id: Number(id),
        rejection_info: { reason: expect.any(String) },
      },
      { event: "APPROVED", message_template_name: "order_ready", message_template_language: "es", reason: "NONE" },
    ]);
    expect((await callGraph(stage.emulator, `${id}?fields=status`)).json.status).toBe("APPROVED");
  });

  it("is paused 3 hours, then 6, then disabled (§8.7.14)", async () => {
    await using stage = await startStage({ limits: "off" });
    const { emulator } = stage;
    const code = async () => (await sendTemplate(emulator, "hello_world")).json.error?.code;
    for (const hours of [3, 6]) {
      emulator.changeTemplate("hello_world", { event: "pause" });
      expect(await code()).toBe(132015);
      await emulator.clock.advance(hours * HOUR_MS - 1);
      expect(await code()).toBe(132015);
      await emulator.clock.advance(1);
      expect(await code()).toBeUndefined();
    }
    emulator.changeTemplate("hello_world", { event: "pause" });
    expect(await code()).toBe(132016);
    await emulator.settled();
    const titles = stage.changes("message_template_status_update").map((change) => change.value.other_info.title);
    expect(titles).toEqual(["FIRST_PAUSE", "UNPAUSE", "SECOND_PAUSE", "UNPAUSE", "DISABLED"]);
  });

  it("reports quality, content and category", async () => {
    await using stage = await startStage();
    const { emulator } = stage;
    emulator.changeTemplate("hello_world", { event: "quality", score: "YELLOW" });
    emulator.changeTemplate("hello_world", { event: "components", components: [{ type: "BODY", text: "Changed" }] });
    emulator.changeTemplate("hello_world", { event: "recategorize", category: "MARKETING" });
    await emulator.clock.advance(25 * HOUR_MS);
    expect(stage.changes("message_template_quality_update")[0].value).toMatchObject({
      previous_quality_score: "UNKNOWN",
      new_quality_score: "YELLOW",
    });
    expect(stage.changes("message_template_components_update")[0].value.message_template_element).toBe("Changed");
    expect(stage.changes("template_category_update").map((change) => change.value)).toMatchObject([
      { new_category: "UTILITY", correct_category: "MARKETING", category_update_timestamp: expect.any(Number) },
      { previous_category: "UTILITY", new_category: "MARKETING" },
    ]);
  });

  it("is held by pacing and released or dropped (§5)", async () => {
    await using stage = await startStage();
    const { emulator } = stage;
    emulator.changeTemplate("hello_world", { event: "pacing", budget: 1 });
    const sent = [];
    for (const number of ["+51900000001", "+51900000002", "+51900000003"])
      sent.push((await sendTemplate(emulator, "hello_world", number)).json.messages[0]);
    expect(sent.map((message) => message.message_status)).toEqual([
      "accepted",
      "held_for_quality_assessment",
      "held_for_quality_assessment",
    ]);
    emulator.releaseHeld(sent[1].id);
    emulator.releaseHeld(sent[2].id, 132015);
    await emulator.clock.advance(1_000);
    expect(emulator.sentMessages.map((message) => message.status)).toEqual(["delivered", "delivered", "failed"]);
  });
});

describe("who may get marketing (§8.3, §8.7.15)", () => {
  const sale = (to: string) => ({
    to,
    type: "template",
    template: {
      name: "summer_sale",
      language: { code: "en_US" },
      components: [
        { type: "header", parameters: [{ type: "image", image: { link: "https://example.com/a.jpg" } }] },
        { type: "body", parameters: [{ type: "text", text: "Ana" }] },
      ],
    },
  });

  it.each<[string, (emulator: GraphEmulator) => void, number]>([
    ["opted out", (emulator) => emulator.setMarketingPreference(ANA, "stop"), 131050],
    ["had enough", (emulator) => emulator.updateUser(ANA, { marketingCapped: true }), 131049],
    ["are in an experiment", (emulator) => emulator.updateUser(ANA, { inExperiment: true }), 130472],
  ])("not those who %s", async (_name, prepare, code) => {
    await using stage = await startStage();
    prepare(stage.emulator);
    await send(stage.emulator, sale(ANA));
    await stage.emulator.clock.advance(1_000);
    expect(statusesIn(stage.changes())).toMatchObject([{ status: "failed", errors: [{ code }] }]);
    await sendTemplate(stage.emulator, "hello_world");
    await stage.emulator.clock.advance(1_000);
    expect(statusesIn(stage.changes()).map((status) => status.status)).toEqual(["failed", "sent", "delivered"]);
  });

  it("tells of the opt-out and of its end", async () => {
    await using stage = await startStage();
    stage.emulator.setMarketingPreference(ANA, "stop");
    stage.emulator.setMarketingPreference(ANA, "resume");
    await stage.receiver.waitFor(2);
    expect(stage.changes("user_preferences").map((change) => change.value.user_preferences[0])).toMatchObject([
      { wa_id: "51987654321", category: "marketing_messages", value: "stop", timestamp: expect.any(Number) },
      { value: "resume" },
    ]);
    await send(stage.emulator, sale(ANA));
    await stage.emulator.clock.advance(1_000);
    expect(statusesIn(stage.changes())[0].status).toBe("sent");
  });

  it("goes through the Marketing Messages API only, when the account says so (§2.7)", async () => {
    await using stage = await startStage();
    const { emulator } = stage;
    const { wabaId, phoneNumberId } = emulator.preset;
    await callGraph(emulator, wabaId, { body: { disable_marketing_messages_on_cloud_api: true } });
    expect((await send(emulator, sale(ANA))).json.error.code).toBe(131063);
    const path = `${phoneNumberId}/marketing_messages`;
    const answer = await callGraph(emulator, path, {
      body: { messaging_product: "whatsapp", product_policy: "STRICT", ...sale(ANA) },
    });
    expect(answer.status).toBe(200);
    await emulator.clock.advance(1_000);
    expect(statusesIn(stage.changes())[0].pricing).toMatchObject({ category: "marketing_lite", type: "regular" });
    const hello = {
      messaging_product: "whatsapp",
      to: ANA,
      type: "template",
      template: { name: "hello_world", language: { code: "en_US" } },
    };
    expect((await callGraph(emulator, path, { body: hello })).json.error.code).toBe(134100);
  });

  it("counts unique users outside their window against the tier (131048)", async () => {
    await using stage = await startStage({ limits: { throughput: false, pair: false } });
    const { emulator } = stage;
    emulator.changePhone(undefined, { tier: "TIER_250" });
    for (let count = 0; count < 251; count += 1) {
      await sendTemplate(emulator, "hello_world", `+519${String(10_000_000 + count)}`);
    }
    await sendTemplate(emulator, "hello_world", "+51910000000");
    await emulator.clock.advance(1_000);
    const failed = emulator.sentMessages.filter((message) => message.status === "failed");
    expect(failed).toMatchObject([{ to: "+51910000250", failureCode: 131048 }]);
    await emulator.clock.advance(24 * HOUR_MS);
    await sendTemplate(emulator, "hello_world", "+51910000250");
    await emulator.clock.advance(1_000);
    expect(emulator.sentMessages.at(-1)?.status).toBe("delivered");
  });
});
