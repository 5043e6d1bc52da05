/** What WhatsApp Web tells, as events the core knows. Pure: no I/O, no clock. */
import type { WAMessage } from "baileys";
import type {
  InboundContent,
  InboundEchoEvent,
  InboundMessageEvent,
  InboundSender,
  InboundStatusEvent,
} from "../channel.ts";
import type { Heard } from "./heard.ts";
import { readContent } from "./inbound-content.ts";
import { lidOf, parseJid, phoneOf } from "./jids.ts";

export interface Translated {
  readonly events: Array<InboundMessageEvent | InboundEchoEvent | InboundStatusEvent>;
  /** Those that may be quoted or reacted to, or whose file will be fetched. */
  readonly messages: readonly WAMessage[];
}

/** WebMessageInfo.Status. */
const STATUSES: Readonly<Record<number, InboundStatusEvent["status"]>> = {
  3: "delivered",
  4: "read",
  5: "played",
};
/** WebMessageInfo.StubType.CIPHERTEXT: could not be read; it is asked for again, and comes once more under its id. */
const UNREADABLE = 2;

/** `address`: the channel's. `findOwnId`: our id of a message by WhatsApp's, where it is at hand. */
export function translate(
  heard: Heard,
  address: string,
  findOwnId: (providerId: string) => string | undefined = () => undefined,
): Translated {
  const statusEvent = (providerId: string, status: InboundStatusEvent["status"], at: number | undefined) =>
    toStatusEvent(address, { providerId, messageId: findOwnId(providerId) }, status, at);
  const events: Translated["events"] = [];
  const messages: WAMessage[] = [];
  for (const message of heard.messages) {
    const event = readMessage(message, address);
    if (event === undefined) continue;
    events.push(event);
    messages.push(message);
  }
  for (const { key, update } of heard.updates) {
    const status = STATUSES[update.status ?? -1];
    if (!key.fromMe || !key.id || status === undefined) continue;
    events.push(statusEvent(key.id, status, toNumber(update.messageTimestamp)));
  }
  // Of a group: the first member who has it, or has read it, counts for all.
  for (const { key, receipt } of heard.receipts) {
    if (!key.fromMe || !key.id) continue;
    const read = toNumber(receipt.readTimestamp);
    const delivered = toNumber(receipt.receiptTimestamp);
    if (read !== undefined) events.push(statusEvent(key.id, "read", read));
    else if (delivered !== undefined) events.push(statusEvent(key.id, "delivered", delivered));
  }
  return { events, messages };
}

/** Undefined: nothing for a person to see. */
function readMessage(message: WAMessage, address: string): InboundMessageEvent | InboundEchoEvent | undefined {
  const { key } = message;
  if (!key.id || !key.remoteJid || message.messageStubType === UNREADABLE) return undefined;
  const chat = parseJid(key.remoteJid).kind;
  if (chat === "other") return undefined;
  const found = readContent(message);
  if (found === undefined) return undefined;
  const { content, quotedProviderId } = found;
  const at = toNumber(message.messageTimestamp);
  const shared = {
    channelAddress: address,
    providerId: key.id,
    content: content as InboundContent,
    ...(at === undefined ? {} : { occurredAt: new Date(at * 1000) }),
    ...(quotedProviderId === undefined ? {} : { quotedProviderId }),
    ...(chat === "group" ? { group: key.remoteJid } : {}),
  };
  const personJids = chat === "group" ? [key.participant, key.participantAlt] : [key.remoteJid, key.remoteJidAlt];
  const person = toSender(personJids);
  if (key.fromMe) {
    if (chat === "group") return { kind: "echo", to: {}, ...shared };
    return person && { kind: "echo", to: person, ...shared };
  }
  if (person === undefined) return undefined;
  const name = message.pushName || message.verifiedBizName;
  return { kind: "message", from: { ...person, ...(name ? { displayName: name } : {}) }, ...shared };
}

function toSender(jids: ReadonlyArray<string | null | undefined>): InboundSender | undefined {
  const lid = jids.map(lidOf).find((one) => one !== undefined);
  const phone = jids.map(phoneOf).find((one) => one !== undefined);
  if (phone === undefined && lid === undefined) return undefined;
  return { ...(phone === undefined ? {} : { phone }), ...(lid === undefined ? {} : { lid }) };
}

function toStatusEvent(
  channelAddress: string,
  { providerId, messageId }: { providerId: string; messageId: string | undefined },
  status: InboundStatusEvent["status"],
  at: number | undefined,
): InboundStatusEvent {
  return {
    kind: "status",
    channelAddress,
    providerId,
    status,
    ...(messageId === undefined ? {} : { messageId }),
    ...(at === undefined || at === 0 ? {} : { occurredAt: new Date(at * 1000) }),
  };
}

/** The library's numbers are numbers or Longs. */
function toNumber(value: unknown): number | undefined {
  if (value === null || value === undefined) return undefined;
  const number = Number(typeof value === "object" ? String(value) : value);
  return Number.isFinite(number) ? number : undefined;
}
