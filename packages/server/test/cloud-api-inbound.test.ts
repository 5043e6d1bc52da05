/** Every type of message and status Meta's Cloud API reports, written or brought about in the emulator and seen through our API. */
import type { GraphEmulator } from "@chasqui/graph-emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  INBOUND_INTERACTIVE_TYPES,
  INBOUND_MEMBERS,
  INBOUND_TYPES,
  PRICING_ERAS,
  STATUSES,
  SYSTEM_TYPES,
} from "./cloud-api-catalogue.ts";
import { startTestApp, type TestApp } from "./start-test-app.ts";

type Shape = Record<string, unknown>;
interface Message {
  readonly id: string;
  readonly type: string;
  readonly state: string;
  readonly to: string;
  readonly direction: string;
  readonly providerId: string;
  readonly quotedProviderId: string | null;
  readonly conversationId: string;
  readonly content: { text?: string; payload?: string; raw?: Shape; mediaId?: string; mediaError?: { code: string } };
  readonly editedAt: string | null;
  readonly revokedAt: string | null;
  readonly reactions: ReadonlyArray<{ readonly emoji: string }>;
}

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({
    // Statuses come when they are told to; one post at a time, for Meta keeps no order.
    emulator: { serviceWindow: "off", limits: "off", statuses: "off", webhooks: { concurrency: 1 } },
  });
  // What is asked here is what is stored, not what answers.
  for (const rule of (await app.api("GET", "/rules")).body.items) await app.api("DELETE", `/rules/${rule.id}`);
});
afterAll(() => app?.[Symbol.asyncDispose]());

let people = 0;
const newPhone = () => `+34622${String(++people).padStart(6, "0")}`;

/** The message of ours that Meta calls so, once it is as asked. */
async function known(providerId: string, isMet: (message: Message) => boolean = () => true): Promise<Message> {
  const find = (items: readonly Message[]) => items.find((one) => one.providerId === providerId && isMet(one));
  const page = await app.until("/messages?limit=20", ({ items }) => find(items) !== undefined);
  return find(page.items) as Message;
}

const metadata = () => ({ display_phone_number: "15550783881", phone_number_id: app.emulator.preset.phoneNumberId });
const publish = (field: string, value: Shape) =>
  app.emulator.publishField(field, { messaging_product: "whatsapp", metadata: metadata(), ...value });

interface Case {
  /** What happens on WhatsApp; answers with the wamid of the message to look at. */
  readonly happens: (emulator: GraphEmulator, from: string) => string | Promise<string>;
  readonly shows: (message: Message) => boolean;
  readonly as: Shape;
}

const written = (type: string, payload: Shape | readonly Shape[], as: Shape = {}): Case => ({
  happens: (emulator, from) => emulator.receive({ from, type, payload: payload as Shape }),
  shows: () => true,
  as: { type, content: { raw: { type, [type]: payload }, ...as } },
});
const withFile = (type: string, as: Shape = {}): Case => ({
  happens: (emulator, from) =>
    emulator.receive({ from, type, ...(as.text === undefined ? {} : { text: as.text as string }) }),
  // Fetched from the emulator before.
  shows: ({ content }) => content.mediaId !== undefined,
  as: { type, content: as },
});
const tapped = (interactive: Shape, as: Shape = {}): Case => written("interactive", interactive, as);
/** A message of theirs that something happens to. */
const changed = (
  change: (emulator: GraphEmulator, from: string, wamid: string) => void,
  as: Shape,
  shows: Case["shows"],
): Case => ({
  async happens(emulator, from) {
    const wamid = emulator.receive({ from, text: "see you at five" });
    await known(wamid);
    change(emulator, from, wamid);
    return wamid;
  },
  shows,
  as,
});

const CARD = [{ name: { formatted_name: "Ana Quispe", first_name: "Ana" }, origin: "contact_request" }];
const ORDER = {
  catalog_id: "194836987003835",
  text: "today",
  product_items: [{ product_retailer_id: "sku-1", quantity: 2, item_price: 9.5, currency: "USD" }],
};

const TYPES: Record<Exclude<(typeof INBOUND_TYPES)[number], "interactive" | "system">, Case> = {
  text: written("text", { body: "Mañana 👋" }, { text: "Mañana 👋" }),
  image: withFile("image", { text: "menu" }),
  video: withFile("video", { text: "tour" }),
  audio: withFile("audio"),
  document: withFile("document", { text: "for May" }),
  sticker: withFile("sticker"),
  location: written("location", { latitude: -12.0464, longitude: -77.0428, name: "Plaza Mayor", address: "Lima" }),
  contacts: written("contacts", CARD),
  button: written("button", { payload: "STOP_PROMO", text: "No more" }, { payload: "STOP_PROMO", text: "No more" }),
  reaction: {
    async happens(emulator, from) {
      const { body } = await app.api("POST", "/messages", { to: from, text: "how was it?" });
      const { providerId } = await app.until(`/messages/${body.id}`, (message) => message.providerId !== null);
      emulator.reply({ from, kind: "reaction", to: providerId, emoji: "👍" });
      await known(providerId, ({ reactions }) => reactions[0]?.emoji === "👍");
      emulator.reply({ from, kind: "reaction", to: providerId, emoji: "❤️" });
      await known(providerId, ({ reactions }) => reactions[0]?.emoji === "❤️");
      // Taken back: without an emoji.
      emulator.receive({ from, type: "reaction", payload: { message_id: providerId, emoji: undefined } });
      return providerId;
    },
    shows: ({ reactions }) => reactions.length === 0,
    as: { direction: "outbound", reactions: [] },
  },
  order: written("order", ORDER),
  edit: changed(
    (emulator, from, original) => void emulator.reply({ from, kind: "edit", original, text: "see you at six" }),
    { type: "text", content: { text: "see you at six" } },
    ({ editedAt }) => editedAt !== null,
  ),
  revoke: changed(
    (emulator, from, original) => void emulator.reply({ from, kind: "revoke", original }),
    { type: "text", revokedAt: expect.any(String) },
    ({ revokedAt }) => revokedAt !== null,
  ),
  unsupported: {
    happens: (emulator, from) => emulator.receive({ from, type: "unsupported", payload: { type: "poll_update" } }),
    shows: () => true,
    as: {
      type: "unsupported",
      content: { raw: { unsupported: { type: "poll_update" }, errors: [{ code: 131051 }] } },
    },
  },
  media_placeholder: {
    happens(_emulator, from) {
      const message = { from: from.slice(1), id: `wamid.${from}`, timestamp: "1749416383", type: "media_placeholder" };
      publish("history", { history: [{ threads: [{ id: from.slice(1), messages: [message] }] }] });
      return message.id;
    },
    shows: () => true,
    as: { type: "media_placeholder", direction: "inbound" },
  },
  request_welcome: written("request_welcome", {}),
  hologram: written("hologram", { depth: 3 }),
};

const INTERACTIVE: Record<(typeof INBOUND_INTERACTIVE_TYPES)[number], readonly Case[]> = {
  button_reply: [
    tapped(
      { type: "button_reply", button_reply: { id: "size-l", title: "Large" } },
      { text: "Large", payload: "size-l" },
    ),
  ],
  list_reply: [
    tapped(
      { type: "list_reply", list_reply: { id: "soup", title: "Sopa", description: "Hot" } },
      { text: "Sopa", payload: "soup" },
    ),
  ],
  nfm_reply: ["flow", "address_message"].map((name) =>
    tapped(
      { type: "nfm_reply", nfm_reply: { name, body: "Sent", response_json: '{"day":3}' } },
      { text: "Sent", payload: '{"day":3}' },
    ),
  ),
  call_permission_reply: ["accept", "reject"].map((response) =>
    tapped({ type: "call_permission_reply", call_permission_reply: { response, response_source: "user_action" } }),
  ),
};

describe("a message of type", () => {
  const types = INBOUND_TYPES.filter((type) => type !== "interactive" && type !== "system");
  it.each(types)("%s is shown with all it holds", async (type) => {
    const from = newPhone();
    const providerId = await TYPES[type].happens(app.emulator, from);
    expect(await known(providerId, TYPES[type].shows)).toMatchObject({ to: from, ...TYPES[type].as });
  });

  it.each(INBOUND_INTERACTIVE_TYPES)("interactive (%s) is shown with what was tapped", async (type) => {
    for (const one of INTERACTIVE[type]) {
      const providerId = await one.happens(app.emulator, newPhone());
      expect(await known(providerId)).toMatchObject({ state: "received", ...one.as });
    }
  });
});

describe("a notice of the system", () => {
  const NOTICES: Record<(typeof SYSTEM_TYPES)[number], (from: string) => Promise<void>> = {
    async user_changed_number(from) {
      const former = await known(app.emulator.receive({ from, text: "my old number" }));
      const phone = newPhone();
      app.emulator.changeUserNumber(from, phone);
      const next = await known(app.emulator.receive({ from: phone, text: "my new number" }));
      expect(await contactOf(next)).toBe(await contactOf(former));
      expect(next.to).toBe(phone);
    },
    async user_changed_user_id(from) {
      const { key, bsuid } = app.emulator.createUser({ phone: from, username: `u${people}`, hidesPhone: true });
      const former = await known(app.emulator.receive({ from: key, text: "by my old id" }));
      expect(former.to).toBe(bsuid);
      const { bsuid: current } = app.emulator.rotateUserId(key);
      expect(current).not.toBe(bsuid);
      const next = await known(app.emulator.receive({ from: key, text: "by my new id" }));
      expect(await contactOf(next)).toBe(await contactOf(former));
    },
    async customer_identity_changed(from) {
      const identity = { acknowledged: false, created_timestamp: "1749416383", hash: "DF2lS5v2W6x=" };
      const payload = { type: "customer_identity_changed", body: "Ana changed device" };
      const providerId = app.emulator.receive({ from, type: "system", payload, extra: { identity } });
      const notice = await known(providerId);
      expect(notice.content.raw).toMatchObject({ system: payload, identity });
    },
  };
  const contactOf = async ({ conversationId }: Message) =>
    (await app.api("GET", `/conversations/${conversationId}`)).body.contactId as string;

  it.each(SYSTEM_TYPES)("%s is understood, and shown", async (type) => {
    await NOTICES[type](newPhone());
    const isNotice = ({ content: { raw } }: Message) => (raw?.system as Shape | undefined)?.type === type;
    const { items } = await app.until("/messages?limit=5&direction=inbound", (page) => page.items.some(isNotice));
    expect(items.find(isNotice)).toMatchObject({ type: "system", state: "received" });
  });
});

describe("what may stand on any message", () => {
  const REFERRAL = {
    source_url: "https://fb.me/1",
    source_id: "1",
    source_type: "ad",
    headline: "Hats",
    ctwa_clid: "A",
  };
  const PRODUCT = { catalog_id: "194836987003835", product_retailer_id: "sku-1" };
  const raw = (member: string, value: unknown): Case => ({
    happens: (emulator, from) => emulator.receive({ from, text: "hi", extra: { [member]: value } }),
    shows: () => true,
    as: { content: { text: "hi", raw: { [member]: value } } },
  });
  const MEMBERS: Record<(typeof INBOUND_MEMBERS)[number], Case> = {
    "no phone": {
      happens(emulator) {
        const { key } = emulator.createUser({ username: `nobody${people}`, hidesPhone: true });
        return emulator.receive({ from: key, text: "hi" });
      },
      shows: () => true,
      as: { to: expect.stringMatching(/^[A-Z]{2}\./), content: { text: "hi" } },
    },
    group_id: {
      happens: (emulator, from) => emulator.receive({ from, text: "hi", extra: { group_id: "Y2FwaV9ncm91cDox" } }),
      shows: () => true,
      as: { to: "Y2FwaV9ncm91cDox", content: { text: "hi" } },
    },
    context: {
      happens: (emulator, from) => emulator.receive({ from, text: "hi", replyTo: "wamid.QUOTED" }),
      shows: () => true,
      as: { quotedProviderId: "wamid.QUOTED" },
    },
    "context.forwarded": raw("context", { forwarded: true }),
    "context.frequently_forwarded": raw("context", { frequently_forwarded: true }),
    "context.referred_product": raw("context", { from: "15550783881", id: "wamid.P", referred_product: PRODUCT }),
    referral: raw("referral", REFERRAL),
    identity: raw("identity", { acknowledged: true, created_timestamp: "1749416383", hash: "DF2lS5v2W6x=" }),
    errors: {
      happens: (emulator, from) =>
        emulator.receive({
          from,
          type: "video",
          payload: { id: undefined },
          extra: { errors: [{ code: 131052, title: "Media download error" }] },
        }),
      shows: () => true,
      as: { type: "video", content: { mediaError: { code: "meta-131052" } } },
    },
  };
  it.each(INBOUND_MEMBERS)("%s is kept", async (member) => {
    const providerId = await MEMBERS[member].happens(app.emulator, newPhone());
    expect(await known(providerId)).toMatchObject(MEMBERS[member].as);
  });
});

describe("a status", () => {
  async function sendAndAccept(): Promise<{ id: string; wamid: string; to: string }> {
    const to = newPhone();
    const { body } = await app.api("POST", "/messages", { to, text: "hi" });
    const { providerId } = await app.until(`/messages/${body.id}`, (message) => message.state === "accepted");
    return { id: body.id, wamid: providerId, to };
  }
  const LEGACY = new Set<string>(["deleted", "warning"]);

  it.each(STATUSES)("%s is told of the message, or ignored where it is legacy", async (status) => {
    const { id, wamid, to } = await sendAndAccept();
    if (LEGACY.has(status)) {
      publish("messages", { statuses: [{ id: wamid, status, timestamp: "1750030073", recipient_id: to.slice(1) }] });
      // What comes after it is heard, so it was processed.
      app.emulator.setStatus(wamid, "delivered");
      await app.until(`/messages/${id}`, (message) => message.state === "delivered");
    } else {
      app.emulator.setStatus(wamid, status as "sent", { code: 131026 });
      const message = await app.until(`/messages/${id}`, ({ state }) => state === status);
      if (status === "failed") expect(message.error).toMatchObject({ code: "meta-131026" });
      else expect(message[`${status}At`]).not.toBeNull();
    }
    expect((await app.api("GET", "/inbound-events/quarantined")).body.items).toEqual([]);
  });

  it("that comes late moves nothing back, and its time is kept", async () => {
    const { id, wamid } = await sendAndAccept();
    for (const status of ["read", "delivered", "sent"] as const) app.emulator.setStatus(wamid, status);
    const message = await app.until(`/messages/${id}`, ({ sentAt }) => sentAt !== null);
    expect([message.state, message.deliveredAt]).toEqual(["read", expect.any(String)]);
  });

  it("of arrival is believed after one of failure", async () => {
    const { id, wamid } = await sendAndAccept();
    app.emulator.setStatus(wamid, "failed", { code: 131026 });
    await app.until(`/messages/${id}`, ({ state }) => state === "failed");
    app.emulator.setStatus(wamid, "delivered");
    const message = await app.until(`/messages/${id}`, ({ state }) => state === "delivered");
    expect(message.error).toBeNull();
  });

  it("of one person in a group, by either of Meta's names for them, is one of the message", async () => {
    const { id, wamid } = await sendAndAccept();
    const status = { id: wamid, timestamp: "1750030073", recipient_type: "group", recipient_id: "Y2FwaV9ncm91cDox" };
    publish("messages", {
      statuses: [
        { ...status, status: "delivered", recipient_participant_id: "34622999001" },
        { ...status, status: "read", participant_recipient_id: "34622999002" },
      ],
    });
    await app.until(`/messages/${id}`, ({ state }) => state === "read");
  });

  const PRICING: Record<(typeof PRICING_ERAS)[number], Shape> = {
    CBP: {
      conversation: { id: "72b14d", expiration_timestamp: "1750116480", origin: { type: "marketing" } },
      pricing: { billable: true, pricing_model: "CBP", category: "marketing" },
    },
    "PMP, webhook until v23": {
      conversation: { id: "72b14e", origin: { type: "utility" } },
      pricing: { billable: true, pricing_model: "PMP", type: "regular", category: "utility" },
    },
    "PMP, webhook from v24": {
      pricing: { billable: false, pricing_model: "PMP", type: "free_customer_service", category: "service" },
    },
    "PMP from October 2026": {
      pricing: { billable: true, pricing_model: "PMP", type: "regular", category: "service" },
    },
    "an era to come": { conversation: "none", pricing: { model: 3, barter: ["salt"] } },
    none: {},
  };
  it.each(PRICING_ERAS)("is understood whatever it says of its price: %s", async (era) => {
    const { id, wamid, to } = await sendAndAccept();
    const status = { id: wamid, status: "sent", timestamp: "1750030073", recipient_id: to.slice(1) };
    publish("messages", { statuses: [{ ...status, ...PRICING[era] }] });
    await app.until(`/messages/${id}`, ({ state }) => state === "sent");
  });
});
