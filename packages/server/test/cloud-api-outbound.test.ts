/** Every type of message Meta's Cloud API takes, sent through our API: the emulator, which checks shapes as Meta does, gets Meta's. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OUTBOUND_INTERACTIVE_TYPES, OUTBOUND_TYPES } from "./cloud-api-catalogue.ts";
import { startTestApp, type TestApp } from "./start-test-app.ts";
import { waitUntil } from "./wait-until.ts";

const ANA = "+34600111222";
const LINK = "https://files.test/f";

type Shape = Record<string, unknown>;
interface Case {
  /** `content` of POST /api/v1/messages, but for its type where it is Meta's. */
  readonly content: Shape;
  /** What Meta gets beside `messaging_product`, `to` and `biz_opaque_callback_data`. */
  readonly shape: Shape;
}

const file = (type: string, more: Shape = {}): Case => ({
  content: { type, link: LINK, ...more },
  shape: { type, [type]: { link: LINK, ...more } },
});

const CASES: Record<Exclude<(typeof OUTBOUND_TYPES)[number], "interactive" | "template">, Case> = {
  text: {
    content: { type: "text", text: "Mañana 👋 https://shop.test", previewUrl: true },
    shape: { type: "text", text: { body: "Mañana 👋 https://shop.test", preview_url: true } },
  },
  image: file("image", { caption: "menu" }),
  video: file("video", { caption: "tour" }),
  audio: file("audio", { voice: true }),
  document: file("document", { caption: "May", filename: "invoice.pdf" }),
  sticker: file("sticker"),
  location: {
    content: { type: "location", latitude: -12.0464, longitude: -77.0428, name: "Plaza", address: "Lima" },
    shape: {
      type: "location",
      location: { latitude: -12.0464, longitude: -77.0428, name: "Plaza", address: "Lima" },
    },
  },
  contacts: {
    content: {
      type: "contacts",
      contacts: [
        {
          formattedName: "Luz Paz",
          firstName: "Luz",
          lastName: "Paz",
          organization: "Shop",
          phones: [{ phone: "+51984000111", type: "CELL" }],
          emails: [{ email: "luz@shop.test", type: "WORK" }],
        },
      ],
    },
    shape: {
      type: "contacts",
      contacts: [
        {
          name: { formatted_name: "Luz Paz", first_name: "Luz", last_name: "Paz" },
          org: { company: "Shop" },
          phones: [{ phone: "+51984000111", type: "CELL" }],
          emails: [{ email: "luz@shop.test", type: "WORK" }],
        },
      ],
    },
  },
  reaction: {
    content: { type: "reaction", targetProviderId: "wamid.dGFyZ2V0", emoji: "👍" },
    shape: { type: "reaction", reaction: { message_id: "wamid.dGFyZ2V0", emoji: "👍" } },
  },
};

const asIs = (interactive: Shape): Case => ({
  content: { type: "interactive", interactive },
  shape: { type: "interactive", interactive },
});
const interactive = (content: Shape, shape: Shape): Case => ({
  content,
  shape: { type: "interactive", interactive: shape },
});
const body = { text: "What would you like?" };

const INTERACTIVE: Record<(typeof OUTBOUND_INTERACTIVE_TYPES)[number], Case> = {
  button: interactive(
    {
      type: "buttons",
      header: { type: "image", link: LINK },
      body: body.text,
      footer: "Shop",
      buttons: [
        { id: "yes", title: "Yes" },
        { id: "no", title: "No" },
      ],
    },
    {
      type: "button",
      header: { type: "image", image: { link: LINK } },
      body,
      footer: { text: "Shop" },
      action: {
        buttons: [
          { type: "reply", reply: { id: "yes", title: "Yes" } },
          { type: "reply", reply: { id: "no", title: "No" } },
        ],
      },
    },
  ),
  list: interactive(
    {
      type: "list",
      header: { type: "text", text: "Menu" },
      body: body.text,
      button: "Open",
      sections: [{ title: "Soups", rows: [{ id: "r1", title: "Sopa", description: "Hot" }] }],
    },
    {
      type: "list",
      header: { type: "text", text: "Menu" },
      body,
      action: {
        button: "Open",
        sections: [{ title: "Soups", rows: [{ id: "r1", title: "Sopa", description: "Hot" }] }],
      },
    },
  ),
  cta_url: interactive(
    { type: "cta-url", body: body.text, displayText: "Pay", url: "https://shop.test/pay" },
    {
      type: "cta_url",
      body,
      action: { name: "cta_url", parameters: { display_text: "Pay", url: "https://shop.test/pay" } },
    },
  ),
  flow: asIs({
    type: "flow",
    body,
    action: {
      name: "flow",
      parameters: {
        flow_message_version: "3",
        flow_id: "1234567890",
        flow_cta: "Book",
        mode: "published",
        flow_action: "navigate",
        flow_action_payload: { screen: "WELCOME", data: { day: 3 } },
      },
    },
  }),
  location_request_message: asIs({ type: "location_request_message", body, action: { name: "send_location" } }),
  request_contact_info: asIs({ type: "request_contact_info", body, action: { name: "request_contact_info" } }),
  call_permission_request: asIs({
    type: "call_permission_request",
    body,
    action: { name: "call_permission_request" },
  }),
  voice_call: asIs({
    type: "voice_call",
    body,
    action: { name: "voice_call", parameters: { display_text: "Call us", ttl_minutes: 60 } },
  }),
  address_message: asIs({
    type: "address_message",
    body,
    action: { name: "address_message", parameters: { country: "IN", values: { city: "Pune" } } },
  }),
  catalog_message: asIs({
    type: "catalog_message",
    body,
    action: { name: "catalog_message", parameters: { thumbnail_product_retailer_id: "sku-1" } },
  }),
  product: asIs({ type: "product", body, action: { catalog_id: "194836987003835", product_retailer_id: "sku-1" } }),
  product_list: asIs({
    type: "product_list",
    header: { type: "text", text: "New" },
    body,
    action: {
      catalog_id: "194836987003835",
      sections: [{ title: "Hats", product_items: [{ product_retailer_id: "sku-1" }] }],
    },
  }),
  carousel: asIs({
    type: "carousel",
    body,
    action: {
      cards: [1, 2].map((card_index) => ({
        card_index,
        type: "cta_url",
        header: { type: "image", image: { link: LINK } },
        body: { text: "A hat" },
        action: { name: "cta_url", parameters: { display_text: "See", url: "https://shop.test/hat" } },
      })),
    },
  }),
  order_details: asIs({
    type: "order_details",
    body,
    action: { name: "review_and_pay", parameters: { reference_id: "A-17", currency: "INR" } },
  }),
  order_status: asIs({
    type: "order_status",
    body,
    action: { name: "review_order", parameters: { reference_id: "A-17", order: { status: "shipped" } } },
  }),
};

/** §2.5, by the emulator's templates: without values, in their order, by name, with a file, a one-time code. */
const TEMPLATES: Record<string, readonly Shape[] | undefined> = {
  hello_world: undefined,
  payment_reminder: [
    {
      type: "body",
      parameters: [
        { type: "text", text: "Ana" },
        { type: "currency", currency: { fallback_value: "$100.99", code: "USD", amount_1000: 100_990 } },
        { type: "date_time", date_time: { fallback_value: "25 Feb 2026" } },
      ],
    },
    { type: "button", sub_type: "quick_reply", index: "0", parameters: [{ type: "payload", payload: "PAID" }] },
  ],
  order_update: [
    { type: "header", parameters: [{ type: "text", parameter_name: "order_id", text: "A-17" }] },
    { type: "body", parameters: [{ type: "text", parameter_name: "first_name", text: "Ana" }] },
    { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "A-17" }] },
  ],
  summer_sale: [
    { type: "header", parameters: [{ type: "image", image: { link: LINK } }] },
    { type: "body", parameters: [{ type: "text", text: "Ana" }] },
  ],
  login_code: [
    { type: "body", parameters: [{ type: "text", text: "483920" }] },
    { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "483920" }] },
  ],
};

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({
    emulator: { serviceWindow: "off", limits: "off", statuses: { sentAfterMs: 1, deliveredAfterMs: 2 } },
  });
});
afterAll(() => app?.[Symbol.asyncDispose]());

let phones = 0;
const newPhone = () => `+34611${String(++phones).padStart(6, "0")}`;

async function send(request: Shape): Promise<{ id: string; type: string }> {
  const answer = await app.api("POST", "/messages", request);
  expect(answer.status, JSON.stringify(answer.body)).toBe(202);
  return answer.body;
}

/** What the emulator got for a message of ours, once Meta has sent it on. Of a reaction no more is ever reported. */
async function posted(id: string): Promise<Shape> {
  await app.until(`/messages/${id}`, (message) => message.sentAt !== null);
  const sent = app.emulator.sentMessages.filter((one) => one.bizOpaqueCallbackData === id);
  expect(sent).toHaveLength(1);
  return sent[0]?.request as Shape;
}

async function expectShape({ content, shape }: Case): Promise<void> {
  const to = newPhone();
  const { id } = await send({ to, content });
  expect(await posted(id)).toEqual({ messaging_product: "whatsapp", to, ...shape, biz_opaque_callback_data: id });
}

describe("a message of type", () => {
  const types = OUTBOUND_TYPES.filter((type) => type !== "interactive" && type !== "template");
  it.each(types)("%s arrives in Meta's shape", async (type) => {
    await expectShape(CASES[type]);
  });

  it.each(OUTBOUND_INTERACTIVE_TYPES)("interactive (%s) arrives in Meta's shape", async (type) => {
    const { shape } = INTERACTIVE[type];
    expect(shape).toMatchObject({ interactive: { type } });
    await expectShape(INTERACTIVE[type]);
  });

  it.each(Object.entries(TEMPLATES))("template (%s) arrives in Meta's shape", async (name, components) => {
    const values = components === undefined ? {} : { components };
    await expectShape({
      content: { type: "template", name, language: "en_US", ...values },
      shape: { type: "template", template: { name, language: { code: "en_US" }, ...values } },
    });
  });

  it.each(["flow", "hologram"])("%s of nobody's is refused, with the place", async (type) => {
    const answer = await app.api("POST", "/messages", { to: ANA, content: { type } });
    expect([answer.status, answer.body.code]).toEqual([400, "validation-failed"]);
    const unknown = { type: "interactive", interactive: { type: `${type}s`, action: {} } };
    const inner = await app.api("POST", "/messages", { to: ANA, content: unknown });
    expect([inner.status, inner.body.code]).toEqual([400, "validation-failed"]);
    expect(JSON.stringify(inner.body)).toContain("interactive.type");
  });
});

describe("a message", () => {
  it("quotes the one it answers", async () => {
    const quotedProviderId = app.contactWrites(ANA, "what?");
    const { id } = await send({ to: ANA, text: "this", quotedProviderId });
    expect(await posted(id)).toMatchObject({ context: { message_id: quotedProviderId }, text: { body: "this" } });
  });

  it("reaches who has no phone number by their id", async () => {
    const luz = app.emulator.createUser({ username: "luz", hidesPhone: true });
    const providerId = app.emulator.receive({ from: luz.key, text: "hi" });
    const { items } = await app.until("/messages?direction=inbound", (page) =>
      page.items.some((message: { providerId: string }) => message.providerId === providerId),
    );
    const { conversationId } = items.find((message: { providerId: string }) => message.providerId === providerId);
    const { id } = await send({ conversationId, text: "hello" });
    expect(await posted(id)).toEqual({
      messaging_product: "whatsapp",
      recipient: luz.bsuid,
      type: "text",
      text: { body: "hello" },
      biz_opaque_callback_data: id,
    });
  });

  it("of theirs is shown as read, and that an answer is being typed", async () => {
    const providerId = app.contactWrites("+34600111333", "hi");
    const { items } = await app.until("/messages?direction=inbound", (page) =>
      page.items.some((message: { providerId: string }) => message.providerId === providerId),
    );
    const { conversationId } = items.find((message: { providerId: string }) => message.providerId === providerId);
    const receipts = () =>
      app.emulator.requests
        .filter(({ method, target }) => method === "POST" && target.endsWith("/messages"))
        .map((request) => JSON.parse(request.body ?? "{}") as Shape)
        .filter((request) => request.status === "read");
    const receipt = { messaging_product: "whatsapp", status: "read", message_id: providerId };
    expect((await app.api("POST", `/conversations/${conversationId}/read`, {})).body).toEqual({ marked: true });
    await waitUntil(receipts, (list) => list.length === 1);
    expect((await app.api("POST", `/conversations/${conversationId}/read`, { typing: true })).status).toBe(200);
    expect(receipts()).toEqual([receipt, { ...receipt, typing_indicator: { type: "text" } }]);
  });
});
