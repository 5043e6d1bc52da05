/** What Meta posts to us: the handshake, the signature, and the envelope taken apart into events. Pure. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { type InboundEvent, type InboundOtherEvent, TranslationError, type WebhookTranslator } from "../channel.ts";
import { parseCleanJson } from "./clean-json.ts";
import { readIdentityChange, translateField } from "./inbound-fields.ts";
import { type ContactsOfValue, indexContacts, readMessage } from "./inbound-message.ts";
import { readRefusedMarketing, readStatus } from "./inbound-status.ts";
import { asRecord, findId, findMember, findRecord, findText, type JsonRecord } from "./json-members.ts";
import { readUnixSeconds } from "./meta-values.ts";

/** Meta's challenges are about ten digits. */
const MAX_CHALLENGE_LENGTH = 512;
const SIGNATURE = /^sha256=([0-9a-f]{64})$/i;
const ENVELOPE_OBJECT = "whatsapp_business_account";
/** The name of an event that carries a part of a body that could not be understood. */
const MALFORMED = "malformed";

export const cloudApiWebhook: WebhookTranslator = {
  findSigningSecrets: ({ secrets }) => present([secrets.appSecret, secrets.previousAppSecret]),
  findVerifyTokens: ({ secrets }) => present([secrets.verifyToken]),
  // BSUIDs are scoped to a business portfolio, whose id no webhook tells; the WhatsApp account is the narrower thing we know.
  findIdentityScope: ({ config }) => String(config.businessAccountId),

  answerChallenge(query, verifyTokens) {
    const challenge = query.get("hub.challenge") ?? "";
    const given = query.get("hub.verify_token") ?? "";
    if (query.get("hub.mode") !== "subscribe") return undefined;
    if (challenge === "" || challenge.length > MAX_CHALLENGE_LENGTH) return undefined;
    // Hashed first, because only buffers of one length can be compared in constant time.
    const givenHash = sha256(given);
    const matches = verifyTokens.filter((token) => token !== "" && timingSafeEqual(sha256(token), givenHash));
    return matches.length > 0 ? challenge : undefined;
  },

  findSigner(body, signature, secrets) {
    const hex = SIGNATURE.exec(signature ?? "")?.[1];
    if (hex === undefined) return undefined;
    const given = Buffer.from(hex, "hex");
    return secrets.find(
      (secret) => secret !== "" && timingSafeEqual(createHmac("sha256", secret).update(body).digest(), given),
    );
  },

  translate(body) {
    const envelope = asRecord(parseCleanJson(body));
    if (envelope === undefined) throw new TranslationError("the body is not a JSON object");
    const entries = findMember(envelope, "entry");
    if (!Array.isArray(entries)) throw new TranslationError("the body has no list of entries");
    const object = findText(envelope, "object") ?? MALFORMED;
    // Another Meta product pointed at the same address.
    if (object !== ENVELOPE_OBJECT) return [{ kind: "other", channelAddress: "", name: object, raw: envelope }];
    return entries.flatMap(translateEntry);
  },
};

function translateEntry(entry: unknown): InboundEvent[] {
  const record = asRecord(entry);
  const changes = findMember(record, "changes");
  if (record === undefined || !Array.isArray(changes)) return [malformed("", entry)];
  return changes.flatMap((change) => translateChange(record, change));
}

function translateChange(entry: JsonRecord, change: unknown): InboundEvent[] {
  const record = asRecord(change);
  const field = findText(record, "field");
  const value = findRecord(record, "value");
  const address = findId(findRecord(value, "metadata"), "phone_number_id") ?? "";
  if (field === undefined) return [malformed(address, change)];
  const rest = () => otherEvent(address, field, entry, findMember(record, "value"));
  if (field !== "messages") {
    const events = value === undefined || address === "" ? undefined : translateField(field, address, value);
    return events ?? [rest()];
  }
  if (value === undefined || address === "") return [malformed(address, change)];
  const events = translateMessagesValue(address, entry, value);
  return events.length > 0 ? events : [rest()];
}

/** A value may hold messages, statuses, errors and user actions side by side. What is wrong with one leaves the others alone. */
function translateMessagesValue(address: string, entry: JsonRecord, value: JsonRecord): InboundEvent[] {
  const events: InboundEvent[] = [];
  const messages = findMember(value, "messages");
  if (Array.isArray(messages)) {
    const contacts = indexContacts(findMember(value, "contacts"));
    for (const message of messages) {
      events.push(...translateMessage(address, message, contacts));
    }
  } else if (messages !== undefined) events.push(malformed(address, value));

  const statuses = findMember(value, "statuses");
  if (Array.isArray(statuses)) for (const status of statuses) events.push(...translateStatus(address, status));
  else if (statuses !== undefined) events.push(malformed(address, value));

  for (const name of ["errors", "user_actions"]) {
    const list = findMember(value, name);
    if (Array.isArray(list) && list.length > 0) events.push(otherEvent(address, name, entry, list));
  }
  return events;
}

/** A notice of a new number or id is from the person as they are now known, or it would bring the former identity back. */
function translateMessage(address: string, message: unknown, contacts: ContactsOfValue): InboundEvent[] {
  const record = asRecord(message);
  const event = record && readMessage(address, record, contacts);
  if (record === undefined || event === undefined) return [malformed(address, message)];
  const change = readIdentityChange(address, record);
  return change ? [change, { ...event, from: change.current }] : [event];
}

function translateStatus(address: string, status: unknown): InboundEvent[] {
  const record = asRecord(status);
  if (record === undefined) return [malformed(address, status)];
  const event = readStatus(address, record);
  if (event !== undefined) return [event, ...readRefusedMarketing(event)];
  const name = findText(record, "status");
  // Meta's old "deleted" and "warning", and whatever it thinks of next.
  if (name === undefined || findId(record, "id") === undefined) return [malformed(address, status)];
  return [{ kind: "other", channelAddress: address, name: `status-${name}`, raw: status }];
}

/** Account events name no phone number, only the WhatsApp account: it is kept in `raw`. */
function otherEvent(address: string, name: string, entry: JsonRecord, value: unknown): InboundOtherEvent {
  const occurredAt = readUnixSeconds(findMember(entry, "time"));
  const raw = { businessAccountId: findId(entry, "id"), field: name, value };
  return { kind: "other", channelAddress: address, name, raw, ...(occurredAt === undefined ? {} : { occurredAt }) };
}

function malformed(address: string, raw: unknown): InboundOtherEvent {
  return { kind: "other", channelAddress: address, name: MALFORMED, raw };
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function present(values: readonly (string | undefined)[]): string[] {
  return values.filter((value) => value !== undefined && value !== "") as string[];
}
