import type { Emulation } from "../emulation.ts";
import type { JsonObject } from "../http/body.ts";
import { metadataOf, visibleBsuid, visibleWaId } from "../webhooks/message-value.ts";
import type { Phone, User } from "../world/entities.ts";
import { threadOf } from "../world/world.ts";

/** A message staff typed in the WhatsApp Business app, echoed to the API (cloud-api.md §1.9, coexistence). */
export interface EchoSeed {
  readonly type?: string | undefined;
  readonly text?: string | undefined;
  readonly payload?: JsonObject | undefined;
}

/** Sends `smb_message_echoes`. @returns the wamid */
export function publishEcho(emulation: Emulation, phone: Phone, user: User, seed: EchoSeed): string {
  const { world } = emulation;
  const type = seed.type ?? "text";
  const id = world.ids.wamid(user.waId);
  const echo = {
    from: phone.digits,
    to: visibleWaId(world, phone, user),
    to_user_id: visibleBsuid(world, phone, user),
    id,
    timestamp: String(world.clock.nowSeconds()),
    type,
    [type]: seed.payload ?? { body: seed.text ?? "Typed in the app" },
  };
  threadOf(phone, user).phoneKnownAt = world.clock.now();
  publish(emulation, phone, "smb_message_echoes", { message_echoes: [echo] });
  return id;
}

/** Sends the known threads as `history`: one chunk of each of the three phases. */
export function publishHistory(emulation: Emulation, phone: Phone): void {
  const threads = emulation.world.users.list().flatMap((user) => {
    const messages = historyOf(emulation, phone, user);
    if (messages.length === 0) return [];
    const waId = visibleWaId(emulation.world, phone, user);
    const context = { wa_id: waId, user_id: visibleBsuid(emulation.world, phone, user), username: user.username };
    return [{ id: waId, context, messages }];
  });
  for (const phase of [0, 1, 2]) {
    const metadata = { phase, chunk_order: 1, progress: [34, 67, 100][phase] };
    const chunk = { metadata, threads: phase === 0 ? threads : [] };
    publish(emulation, phone, "history", { history: [chunk] });
  }
}

/** Tells that the owner of the app does not share the history (2593109). */
export function declineHistory(emulation: Emulation, phone: Phone): void {
  const error = {
    code: 2593109,
    title: "History sync is turned off by the business from the WhatsApp Business App",
    message: "History sync is turned off by the business from the WhatsApp Business App",
    error_data: { details: "History sharing is turned off by the business" },
  };
  publish(emulation, phone, "history", { history: [{ errors: [error] }] });
}

/** Sends every user with a number as `smb_app_state_sync`. */
export function publishContactSync(emulation: Emulation, phone: Phone): void {
  const timestamp = String(emulation.world.clock.nowSeconds());
  const contacts = emulation.world.users.list().filter((user) => user.phone !== undefined);
  const stateSync = contacts.map((user) => ({
    type: "contact",
    contact: {
      full_name: user.name,
      first_name: user.name.split(" ", 1)[0],
      phone_number: user.phone,
      user_id: visibleBsuid(emulation.world, phone, user),
    },
    action: "add",
    metadata: { timestamp },
  }));
  publish(emulation, phone, "smb_app_state_sync", { state_sync: stateSync });
}

const HISTORY_STATUS: Readonly<Record<string, string>> = {
  accepted: "PENDING",
  held: "PENDING",
  sent: "SENT",
  delivered: "DELIVERED",
  read: "READ",
  played: "PLAYED",
  failed: "ERROR",
  dropped: "ERROR",
};

function historyOf(emulation: Emulation, phone: Phone, user: User): JsonObject[] {
  const { messages } = emulation.world;
  const waId = visibleWaId(emulation.world, phone, user);
  const sent = messages.list().filter((message) => message.phone === phone && message.user === user);
  const received = messages.listInbound().filter((message) => message.phone === phone && message.user === user);
  const outbound = sent.map((message) => ({
    at: message.acceptedAt,
    from: phone.digits,
    to: waId,
    id: message.wamid,
    type: message.type,
    [message.type]: message.request[message.type],
    history_context: { status: HISTORY_STATUS[message.status] },
  }));
  const inbound = received.map((message) => ({
    at: message.at,
    from: waId,
    id: message.wamid,
    type: message.type === "text" ? "text" : "media_placeholder",
    text: message.type === "text" ? { body: message.text } : undefined,
    history_context: { status: "READ" },
  }));
  // Sorting is stable: of two in the same millisecond, the received one comes first.
  return [...inbound, ...outbound]
    .sort((a, b) => a.at - b.at)
    .map(({ at, ...message }) => ({ ...message, timestamp: String(Math.floor(at / 1000)) }));
}

function publish(emulation: Emulation, phone: Phone, field: string, content: JsonObject): void {
  const value = { messaging_product: "whatsapp", metadata: metadataOf(phone), ...content };
  emulation.webhooks.publish({ waba: phone.waba, phone, field, value: () => value });
}
