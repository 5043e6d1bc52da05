import type { Emulation } from "../emulation.ts";
import { isObject, type JsonObject } from "../http/body.ts";
import { downloadUrl, sha256Base64, storeMedia } from "../media/media-store.ts";
import { takeThroughput } from "../send/limits.ts";
import { contactOf, metadataOf, visibleBsuid, visibleWaId } from "../webhooks/message-value.ts";
import type { InboundMessage, Phone, User } from "../world/entities.ts";
import { threadOf } from "../world/world.ts";
import { SAMPLE_FILES, SAMPLE_PAYLOADS, UNSUPPORTED_ERROR } from "./samples.ts";

/** A message a user sends to the business. Everything but the user may be left out. */
export interface InboundSeed {
  /** Default `text`. */
  readonly type?: string | undefined;
  /** Short for `payload: { body }` of a text, and for the caption of media. */
  readonly text?: string | undefined;
  /** What stands under the type's key; merged over a sample. Arrays (contacts) replace it. */
  readonly payload?: JsonObject | readonly JsonObject[] | undefined;
  /** The file of a media message; a small sample when omitted. */
  readonly media?: { readonly bytes: Uint8Array; readonly mimeType: string; readonly filename?: string } | undefined;
  /** The wamid this answers; becomes `context` with the business's number as `from`. */
  readonly replyTo?: string | undefined;
  readonly context?: JsonObject | undefined;
  /** A click-to-WhatsApp ad; an answer within 24 h opens the free entry point. */
  readonly referral?: JsonObject | undefined;
  /** Unix seconds; default now. */
  readonly timestamp?: number | undefined;
  /** Default: a new wamid. Repeating one imitates a duplicate. */
  readonly id?: string | undefined;
  /** Merged into the message as it is: `errors`, `group_id`, members nobody documented. */
  readonly extra?: JsonObject | undefined;
}

const SAMPLE_TEXT = "Hello";
const DAY_MS = 86_400_000;

/** Types that do not open the service window. Whether a reaction does is unconfirmed (cloud-api.md §2.9). */
const WITHOUT_WINDOW: ReadonlySet<string> = new Set(["reaction", "system", "edit", "revoke", "request_welcome"]);

/** Lets a user write to a number: updates the thread and sends the `messages` webhook. @returns the message's wamid */
export function receive(emulation: Emulation, phone: Phone, user: User, seed: InboundSeed): InboundMessage {
  const { world, webhooks } = emulation;
  const type = seed.type ?? "text";
  const message: InboundMessage = {
    wamid: seed.id ?? world.ids.wamid(user.waId),
    phone,
    user,
    type,
    at: seed.timestamp === undefined ? world.clock.now() : seed.timestamp * 1000,
    text: type === "text" ? textOf(seed) : undefined,
  };
  const body = buildMessage(emulation, message, seed);
  const contacts = type === "system" ? undefined : [contactOf(world, phone, user)];
  world.messages.addInbound(message);
  touchThread(emulation, message, seed);
  const value = { messaging_product: "whatsapp", metadata: metadataOf(phone), contacts, messages: [body] };
  webhooks.publish({ waba: phone.waba, phone, field: "messages", value: () => value });
  return message;
}

function textOf(seed: InboundSeed): string {
  const body = isObject(seed.payload) ? seed.payload.body : undefined;
  return seed.text ?? (typeof body === "string" ? body : SAMPLE_TEXT);
}

function touchThread({ world }: Emulation, message: InboundMessage, seed: InboundSeed): void {
  takeThroughput(message.phone, world.clock.now());
  const thread = threadOf(message.phone, message.user);
  if (!message.user.hidesPhone) thread.phoneKnownAt = message.at;
  if (!WITHOUT_WINDOW.has(message.type)) thread.windowUntil = Math.max(thread.windowUntil, message.at + DAY_MS);
  if (seed.referral !== undefined) thread.freeEntryOfferUntil = message.at + DAY_MS;
}

function buildMessage(emulation: Emulation, message: InboundMessage, seed: InboundSeed): JsonObject {
  const { world } = emulation;
  const { phone, user, type } = message;
  return {
    context: contextOf(phone, seed),
    from: visibleWaId(world, phone, user),
    from_user_id: visibleBsuid(world, phone, user),
    from_parent_user_id: world.settings.bsuid ? user.parentBsuid : undefined,
    id: message.wamid,
    timestamp: String(Math.floor(message.at / 1000)),
    type,
    referral: seed.referral,
    [type]: payloadOf(emulation, phone, type, seed),
    errors: type === "unsupported" ? [UNSUPPORTED_ERROR] : undefined,
    ...seed.extra,
  };
}

function contextOf(phone: Phone, seed: InboundSeed): JsonObject | undefined {
  if (seed.context !== undefined) return seed.context;
  return seed.replyTo === undefined ? undefined : { from: phone.digits, id: seed.replyTo };
}

function payloadOf(emulation: Emulation, phone: Phone, type: string, seed: InboundSeed): unknown {
  const sampleFile = SAMPLE_FILES[type];
  if (sampleFile !== undefined) {
    const file = storeMedia(emulation.world, phone, seed.media ?? sampleFile, "inbound");
    return {
      ...(seed.media === undefined ? sampleFile.extra : { filename: seed.media.filename }),
      mime_type: file.mimeType,
      sha256: sha256Base64(file),
      id: file.id,
      url: downloadUrl(emulation.world, emulation.baseUrl(), file, "webhook"),
      caption: seed.text,
      ...(isObject(seed.payload) ? seed.payload : {}),
    };
  }
  if (Array.isArray(seed.payload)) return seed.payload;
  if (type === "text") return { body: textOf(seed), ...(isObject(seed.payload) ? seed.payload : {}) };
  if (isObject(seed.payload))
    return hasKind(type) ? seed.payload : { ...asObject(SAMPLE_PAYLOADS[type]), ...seed.payload };
  return SAMPLE_PAYLOADS[type] ?? {};
}

/** Payloads told apart by an inner `type` are never merged with a sample of another kind. */
function hasKind(type: string): boolean {
  return type === "interactive" || type === "edit" || type === "unsupported";
}

function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
