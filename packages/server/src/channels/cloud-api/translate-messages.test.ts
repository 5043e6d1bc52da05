import { describe, expect, it } from "vitest";
import type { InboundEvent, InboundMessageEvent } from "../channel.ts";
import { cloudApiWebhook } from "./webhook.ts";
import { bytes, CONTACT, envelope, inbound, type Json, messagesValue, PHONE_NUMBER_ID } from "./webhook-test-bodies.ts";

const translate = (body: unknown): InboundEvent[] => cloudApiWebhook.translate(bytes(body));

function only(body: unknown): InboundMessageEvent {
  const [event, ...more] = translate(body);
  if (event?.kind !== "message" || more.length > 0)
    throw new Error(`not one message: ${JSON.stringify([event, more])}`);
  return event;
}

describe("an inbound message", () => {
  it("tells who wrote what, where and when", () => {
    const message = { type: "text", text: { body: "¿Abren hoy?" }, context: { from: "15550783881", id: "wamid.Q" } };
    expect(only(inbound(message))).toEqual({
      kind: "message",
      channelAddress: PHONE_NUMBER_ID,
      providerId: "wamid.IN",
      occurredAt: new Date("2025-06-08T20:59:43.000Z"),
      from: {
        phone: "+16505551234",
        bsuid: "US.13491208655302741918",
        displayName: "Sheena",
        username: "sheena.n",
      },
      quotedProviderId: "wamid.Q",
      content: {
        type: "text",
        text: "¿Abren hoy?",
        raw: {
          from: "16505551234",
          from_user_id: "US.13491208655302741918",
          id: "wamid.IN",
          timestamp: "1749416383",
          ...message,
        },
      },
    });
  });

  const words: readonly (readonly [string, Json, { text?: string; payload?: string }])[] = [
    ["button", { button: { payload: "STOP", text: "No more" } }, { text: "No more", payload: "STOP" }],
    [
      "interactive",
      { interactive: { type: "button_reply", button_reply: { id: "yes", title: "Yes" } } },
      { text: "Yes", payload: "yes" },
    ],
    [
      "interactive",
      { interactive: { type: "list_reply", list_reply: { id: "r1", title: "First", description: "d" } } },
      { text: "First", payload: "r1" },
    ],
    [
      "interactive",
      { interactive: { type: "nfm_reply", nfm_reply: { name: "flow", body: "Sent", response_json: '{"a":1}' } } },
      { text: "Sent", payload: '{"a":1}' },
    ],
    [
      "interactive",
      { interactive: { type: "call_permission_reply", call_permission_reply: { response: "accept" } } },
      {},
    ],
    ["interactive", { errors: [{ code: 131051 }] }, {}],
    ["image", { image: { id: "1", mime_type: "image/jpeg", caption: "my receipt" } }, { text: "my receipt" }],
    ["video", { video: { id: "1", caption: "look" } }, { text: "look" }],
    ["document", { document: { id: "1", filename: "invoice.pdf", caption: "for May" } }, { text: "for May" }],
    ["document", { document: { id: "1", filename: "invoice.pdf" } }, {}],
    ["audio", { audio: { id: "1", voice: true } }, {}],
    ["sticker", { sticker: { id: "1" } }, {}],
    ["location", { location: { latitude: -13.5, longitude: -71.9, name: "Plaza" } }, {}],
    ["contacts", { contacts: [{ name: { formatted_name: "Ana" } }] }, {}],
    ["order", { order: { catalog_id: "1", text: "two", product_items: [] } }, {}],
    ["system", { system: { type: "customer_identity_changed", wa_id: "16505550000" } }, {}],
    ["unsupported", { errors: [{ code: 131051, title: "Message type unknown" }] }, {}],
    ["hologram", { hologram: { body: "3D" } }, {}],
    ["constructor", {}, {}],
    ["__proto__", {}, {}],
    ["text", { text: { body: 7 } }, {}],
    ["text", { text: "hi" }, {}],
  ];
  it.each(words)("of type %s %j has its words and keeps the rest", (type, message, expected) => {
    const { content } = only(inbound({ type, ...message }));
    // Its file is inbound-media's matter.
    expect(content).toEqual({ type, ...expected, raw: expect.objectContaining(message), media: content.media });
  });

  it("without a type is kept as unknown", () => {
    expect(only(inbound({})).content.type).toBe("unknown");
  });

  it.each([
    ["reaction", { reaction: { message_id: "wamid.T", emoji: "👍" } }],
    ["edit", { edit: { original_message_id: "wamid.T", message: { type: "text", text: { body: "new" } } } }],
    ["revoke", { revoke: { original_message_id: "wamid.T" } }],
  ])("that is a %s points at the message it is about", (type, message) => {
    expect(only(inbound({ type, ...message })).quotedProviderId).toBe("wamid.T");
  });

  it("that was forwarded quotes nothing", () => {
    expect(only(inbound({ type: "text", context: { forwarded: true } }))).not.toHaveProperty("quotedProviderId");
  });

  it("finds its contact by phone or by user id, never by position", () => {
    const stranger = { profile: { name: "Someone else" }, wa_id: "51984000111", user_id: "PE.1" };
    expect(only(inbound({ type: "text" }, [stranger, CONTACT])).from.displayName).toBe("Sheena");
    expect(only(inbound({ type: "text" }, [stranger])).from).toEqual({
      phone: "+16505551234",
      bsuid: "US.13491208655302741918",
    });
    expect(only(inbound({ type: "text", from: undefined }, [stranger, CONTACT])).from).toMatchObject({
      phone: "+16505551234",
      displayName: "Sheena",
    });
    // A contact whose id reads like the absence of one is nobody's.
    const trap = { profile: { name: "Trap" }, wa_id: "undefined", user_id: "undefined" };
    expect(only(inbound({ type: "text", from_user_id: undefined }, [trap])).from).toEqual({ phone: "+16505551234" });
  });

  it("may come from someone who shows no phone", () => {
    const contact = { profile: { name: "Sheena", username: "sheena.n" }, user_id: CONTACT.user_id };
    expect(only(inbound({ type: "text", from: undefined }, [contact])).from).toEqual({
      bsuid: CONTACT.user_id,
      displayName: "Sheena",
      username: "sheena.n",
    });
  });

  it("may come from a group", () => {
    expect(only(inbound({ type: "text", group_id: "Y2Fw" })).group).toBe("Y2Fw");
  });

  it.each([undefined, "", "yesterday", "-5", "0", "1749416383000", 1e300, null, {}, "99999999999999999999"])(
    "with the timestamp %j has no time rather than a wrong one",
    (timestamp) => {
      expect(only(inbound({ type: "text", timestamp }))).not.toHaveProperty("occurredAt");
    },
  );

  it("without an id or without any sender is kept as malformed", () => {
    for (const broken of [{ id: undefined }, { id: "" }, { from: undefined, from_user_id: undefined }]) {
      const [event] = translate(inbound({ type: "text", ...broken }, []));
      expect(event).toMatchObject({ kind: "other", name: "malformed", channelAddress: PHONE_NUMBER_ID });
    }
  });
});

describe("a batch", () => {
  const message = (id: string) => ({
    from: "16505551234",
    id,
    timestamp: "1749416383",
    type: "text",
    text: { body: id },
  });

  it("loses no good message to a bad one beside it", () => {
    const messages = [message("wamid.1"), null, 7, "x", [], {}, { id: "wamid.n" }, message("wamid.2")];
    const events = translate(envelope("messages", messagesValue({ messages, contacts: [null, 3, CONTACT] })));
    expect(events).toHaveLength(messages.length);
    expect(events.flatMap((event) => (event.kind === "message" ? [event.providerId] : []))).toEqual([
      "wamid.1",
      "wamid.2",
    ]);
    expect(events.filter((event) => event.kind === "other" && event.name === "malformed")).toHaveLength(6);
  });

  it("may hold several entries and changes, messages beside statuses, in order", () => {
    const value = (id: string) =>
      messagesValue({ messages: [message(id)], statuses: [{ id: `${id}s`, status: "sent" }] });
    const entry = (id: string) => ({
      id: "1",
      changes: [
        { field: "messages", value: value(`${id}a`) },
        { field: "messages", value: value(`${id}b`) },
      ],
    });
    const events = translate({
      object: "whatsapp_business_account",
      entry: [entry("1"), null, { id: "2" }, { id: "2", changes: [null, {}, { field: "messages" }] }, entry("2")],
    });
    expect(events.map((event) => ("providerId" in event ? event.providerId : "name" in event && event.name))).toEqual([
      ..."1a 1as 1b 1bs".split(" "),
      ...Array.from({ length: 5 }, () => "malformed"),
      ..."2a 2as 2b 2bs".split(" "),
    ]);
  });

  it("of a thousand messages comes out whole", () => {
    const messages = Array.from({ length: 1000 }, (_, index) => message(`wamid.${index}`));
    const events = translate(envelope("messages", messagesValue({ messages, contacts: [CONTACT] })));
    expect(events.filter((event) => event.kind === "message")).toHaveLength(1000);
  });
});
