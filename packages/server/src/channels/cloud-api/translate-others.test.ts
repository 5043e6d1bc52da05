import { describe, expect, it } from "vitest";
import { type InboundEvent, TranslationError } from "../channel.ts";
import { cloudApiWebhook } from "./webhook.ts";
import {
  BUSINESS_ACCOUNT_ID,
  bytes,
  envelope,
  inbound,
  messagesValue,
  PHONE_NUMBER_ID,
  statusUpdate,
} from "./webhook-test-bodies.ts";

const translate = (body: unknown): InboundEvent[] => cloudApiWebhook.translate(bytes(body));
const translateText = (text: string): InboundEvent[] => cloudApiWebhook.translate(Buffer.from(text));
const MESSAGE_ID = "0197f1f0-0000-7000-8000-00000000000a";

describe("a status", () => {
  it("carries our id, the recipient and the price", () => {
    const pricing = { billable: true, pricing_model: "PMP", type: "regular", category: "marketing" };
    const more = { recipient_user_id: "US.1", biz_opaque_callback_data: MESSAGE_ID.toUpperCase(), pricing };
    expect(translate(statusUpdate(more))).toEqual([
      {
        kind: "status",
        channelAddress: PHONE_NUMBER_ID,
        providerId: "wamid.OUT",
        status: "sent",
        occurredAt: new Date("2025-06-15T23:27:53.000Z"),
        messageId: MESSAGE_ID,
        recipientPhone: "+16505551234",
        recipientBsuid: "US.1",
        pricing,
      },
    ]);
  });

  it.each(["delivered", "read", "played"])("may be %s", (status) => {
    expect(translate(statusUpdate({ status }))).toMatchObject([{ kind: "status", status }]);
  });

  it.each(["order-17", "", 7, null, `${MESSAGE_ID}0`, `x${MESSAGE_ID}`])(
    "with the data %j is of no message of ours",
    (data) => {
      const [event] = translate(statusUpdate({ biz_opaque_callback_data: data }));
      expect(event?.kind).toBe("status");
      expect(event).not.toHaveProperty("messageId");
    },
  );

  it("of a group names the person, not the group, as recipient", () => {
    const group = { recipient_type: "group", recipient_id: "12036300", recipient_participant_id: "51984000111" };
    expect(translate(statusUpdate(group))).toMatchObject([{ recipientPhone: "+51984000111" }]);
    const alias = { recipient_type: "group", recipient_id: "12036300", participant_recipient_id: "51984000222" };
    expect(translate(statusUpdate(alias))).toMatchObject([{ recipientPhone: "+51984000222" }]);
  });

  it.each([
    [131047, { kind: "permanent" }],
    [131026, { kind: "permanent" }],
    [131049, { kind: "defer", afterMs: 24 * 3_600_000 }],
    [131042, { kind: "stop-channel" }],
    [131056, { kind: "retry", scope: "conversation" }],
    [130429, { kind: "retry", scope: "channel" }],
    // In an answer these leave the message unknown; a failed status says that it did not go out.
    [131000, { kind: "retry", scope: "message" }],
    [131016, { kind: "retry", scope: "message" }],
    [999_999, { kind: "permanent" }],
  ])("failed with %i ends as %j", (code, failure) => {
    const errors = [{ code, title: "T", message: "T", error_data: { details: "why" }, href: "https://x.test" }];
    expect(translate(statusUpdate({ status: "failed", errors }))).toMatchObject([
      { status: "failed", failure: { ...failure, error: { code: `meta-${code}`, detail: "T – why" } } },
    ]);
  });

  it.each([undefined, null, [], [null], [{}], "x", [[]]])(
    "failed with the errors %j has failed all the same",
    (errors) => {
      expect(translate(statusUpdate({ status: "failed", errors }))).toMatchObject([
        { status: "failed", failure: { kind: "permanent", error: { code: "meta-unnamed" } } },
      ]);
    },
  );

  it("the core has no word for is kept under Meta's", () => {
    expect(translate(statusUpdate({ status: "warning" }))).toMatchObject([{ kind: "other", name: "status-warning" }]);
    expect(translate(statusUpdate({ status: "toString" }))).toMatchObject([{ kind: "other", name: "status-toString" }]);
    expect(translate(statusUpdate({ status: 5 }))).toMatchObject([{ kind: "other", name: "malformed" }]);
    expect(translate(statusUpdate({ id: undefined }))).toMatchObject([{ kind: "other", name: "malformed" }]);
  });
});

describe("anything else", () => {
  it("is kept under its field's name, with the account it concerns", () => {
    const value = { event: "REJECTED", message_template_id: 1689556908129835 };
    expect(translate(envelope("message_template_status_update", value, 1751247548))).toEqual([
      {
        kind: "other",
        channelAddress: "",
        name: "message_template_status_update",
        occurredAt: new Date("2025-06-30T01:39:08.000Z"),
        raw: { businessAccountId: BUSINESS_ACCOUNT_ID, field: "message_template_status_update", value },
      },
    ]);
    const preferences = messagesValue({ user_preferences: [{ wa_id: "16505551234", value: "stop" }] });
    expect(translate(envelope("user_preferences", preferences))).toMatchObject([
      { kind: "other", name: "user_preferences", channelAddress: PHONE_NUMBER_ID },
    ]);
    expect(translate(envelope("brand_new_field", null))).toMatchObject([{ kind: "other", name: "brand_new_field" }]);
  });

  it("inside a messages value is kept too", () => {
    const errors = [{ code: 131000 }];
    const value = messagesValue({ errors, user_actions: [{ action_type: "marketing_messages_link_click" }] });
    expect(translate(envelope("messages", value))).toMatchObject([
      { kind: "other", name: "errors", raw: { value: errors } },
      { kind: "other", name: "user_actions" },
    ]);
    expect(translate(envelope("messages", messagesValue({ something: [1] })))).toMatchObject([
      { kind: "other", name: "messages", raw: { value: { something: [1] } } },
    ]);
    expect(translate(envelope("messages", messagesValue({ messages: {}, statuses: 5 })))).toMatchObject([
      { name: "malformed" },
      { name: "malformed" },
    ]);
    expect(translate(envelope("messages", { messages: [{ id: "wamid.1", from: "16505551234" }] }))).toMatchObject([
      { kind: "other", name: "malformed" },
    ]);
  });

  it("from another product of Meta's is kept under that product's name", () => {
    expect(translate({ object: "page", entry: [{ id: "1" }] })).toMatchObject([{ kind: "other", name: "page" }]);
  });

  it.each(["", "null", "7", '"x"', "[]", "{}", '{"entry":{}}', "{", "\ufeff", '{"object":"page"}'])(
    "that is no envelope, such as %j, is refused as a whole",
    (text) => {
      expect(() => translateText(text)).toThrow(TranslationError);
    },
  );
});

describe("text that PostgreSQL or we could stumble over", () => {
  it("has U+FFFD for NUL and half characters, in keys too", () => {
    const escaped = JSON.stringify(inbound({ type: "text", text: { body: "@" } })).replace(
      '"body":"@"',
      String.raw`"body":"a\u0000b\ud800c\udfffd \ud83d\udc4b","k\u0000\ud800":1`,
    );
    const [event] = translateText(escaped);
    expect(event).toMatchObject({ content: { text: "a\ufffdb\ufffdc\ufffdd 👋" } });
    expect(event).toMatchObject({ content: { raw: { text: { "k\ufffd\ufffd": 1 } } } });
  });

  it("keeps the digits of ids that are too long for a number, and no infinity", () => {
    const long = JSON.stringify(inbound({ type: "text", a: "@", b: "#" }))
      .replace('"@"', "12345678901234567890")
      .replace('"#"', "1e999");
    const [event] = translateText(long);
    expect(event).toMatchObject({ content: { raw: { a: "12345678901234567890", b: null } } });
    const fromNumber = JSON.stringify(envelope("x", { metadata: { phone_number_id: "@" } })).replace(
      '"@"',
      "98765432109876543210",
    );
    expect(translateText(fromNumber)).toMatchObject([{ channelAddress: "98765432109876543210" }]);
  });

  it("changes no prototype", () => {
    const poisoned = JSON.stringify(inbound({ type: "text", text: { body: "hi" } })).replace(
      '"body":"hi"',
      '"body":"hi","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}',
    );
    const [event] = translateText(poisoned);
    expect(event).toMatchObject({ content: { text: "hi" } });
    const copy = Object.assign({}, (event as { content: { raw: { text: object } } }).content.raw.text);
    expect(copy).not.toHaveProperty("polluted");
    expect({}).not.toHaveProperty("polluted");
  });

  it("is quarantined when it is nested without end", () => {
    const deep = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
    const wrap = (inner: string) => JSON.stringify(inbound({ type: "text", deep: "@" })).replace('"@"', inner);
    for (const levels of [100, 200_000]) expect(() => translateText(wrap(deep(levels)))).toThrow(/nested/);
    expect(translateText(wrap(deep(20)))).toMatchObject([{ kind: "message" }]);
  });
});
