/** One element of a webhook's `messages` as an event. Pure and total: what it cannot use it leaves out. */
import type { InboundContent, InboundMessageEvent, InboundSender } from "../channel.ts";
import { readMedia } from "./inbound-media.ts";
import { asRecord, findId, findMember, findRecord, findText, type JsonRecord } from "./json-members.ts";
import { readPhone, readUnixSeconds } from "./meta-values.ts";

/** `contacts` of the same webhook value, findable by phone and by BSUID: Meta promises no order. */
export type ContactsOfValue = ReadonlyMap<string, JsonRecord>;

export function indexContacts(contacts: unknown): ContactsOfValue {
  const index = new Map<string, JsonRecord>();
  if (!Array.isArray(contacts)) return index;
  for (const element of contacts) {
    const contact = asRecord(element);
    if (contact === undefined) continue;
    const waId = findId(contact, "wa_id");
    const userId = findId(contact, "user_id");
    if (waId !== undefined) index.set(`phone:${waId}`, contact);
    if (userId !== undefined) index.set(`bsuid:${userId}`, contact);
  }
  return index;
}

/** The event, or undefined when it lacks an id or a sender and so cannot be a message. */
export function readMessage(
  channelAddress: string,
  message: JsonRecord,
  contacts: ContactsOfValue,
): InboundMessageEvent | undefined {
  const providerId = findId(message, "id");
  const from = readSender(message, contacts);
  if (providerId === undefined || from === undefined) return undefined;
  const occurredAt = readUnixSeconds(findMember(message, "timestamp"));
  const group = findId(message, "group_id");
  const quotedProviderId = readReference(message);
  return {
    kind: "message",
    channelAddress,
    providerId,
    from,
    content: readContent(message),
    ...(occurredAt === undefined ? {} : { occurredAt }),
    ...(group === undefined ? {} : { group }),
    ...(quotedProviderId === undefined ? {} : { quotedProviderId }),
  };
}

function readSender(message: JsonRecord, contacts: ContactsOfValue): InboundSender | undefined {
  const waId = findId(message, "from");
  const userId = findId(message, "from_user_id");
  const contact =
    (waId === undefined ? undefined : contacts.get(`phone:${waId}`)) ??
    (userId === undefined ? undefined : contacts.get(`bsuid:${userId}`));
  const phone = readPhone(waId) ?? readPhone(findId(contact, "wa_id"));
  const bsuid = userId ?? findId(contact, "user_id");
  if (phone === undefined && bsuid === undefined) return undefined;
  const profile = findRecord(contact, "profile");
  const displayName = findText(profile, "name");
  // Meta's own samples show it with and without the @.
  const username = findText(profile, "username")?.replace(/^@+/, "");
  return {
    ...(phone === undefined ? {} : { phone }),
    ...(bsuid === undefined ? {} : { bsuid }),
    ...(displayName === undefined ? {} : { displayName }),
    ...(username === undefined || username === "" ? {} : { username }),
  };
}

/** The message this one quotes, reacts to, edits or takes back. */
export function readReference(message: JsonRecord): string | undefined {
  const quoted = findId(findRecord(message, "context"), "id");
  if (quoted !== undefined) return quoted;
  switch (findMember(message, "type")) {
    case "reaction":
      return findId(findRecord(message, "reaction"), "message_id");
    case "edit":
      return findId(findRecord(message, "edit"), "original_message_id");
    case "revoke":
      return findId(findRecord(message, "revoke"), "original_message_id");
    default:
      return undefined;
  }
}

export function readContent(message: JsonRecord): InboundContent {
  const type = findText(message, "type") ?? "unknown";
  const body = findRecord(message, type);
  const { text, payload } = readWords(type, body);
  return {
    type,
    raw: message,
    ...readMedia(type, body, message),
    ...(text === undefined ? {} : { text }),
    ...(payload === undefined ? {} : { payload }),
  };
}

interface Words {
  readonly text?: string | undefined;
  readonly payload?: string | undefined;
}

function readWords(type: string, body: JsonRecord | undefined): Words {
  switch (type) {
    case "text":
      return { text: findText(body, "body") };
    case "button":
      return { text: findText(body, "text"), payload: findText(body, "payload") };
    case "interactive":
      return readInteractive(body);
    case "image":
    case "video":
    case "document":
      return { text: findText(body, "caption") };
    case "reaction":
      // Taken back: an empty emoji, or none.
      return { payload: findText(body, "emoji") ?? "" };
    case "edit":
      return readEdited(findRecord(body, "message"));
    default:
      return {};
  }
}

function readEdited(message: JsonRecord | undefined): Words {
  const type = findText(message, "type");
  return message === undefined || type === undefined || type === "edit"
    ? {}
    : readWords(type, findRecord(message, type));
}

function readInteractive(body: JsonRecord | undefined): Words {
  const type = findText(body, "type");
  const reply = type === undefined ? undefined : findRecord(body, type);
  switch (type) {
    case "button_reply":
    case "list_reply":
      return { text: findText(reply, "title"), payload: findId(reply, "id") };
    case "nfm_reply":
      return { text: findText(reply, "body"), payload: findText(reply, "response_json") };
    default:
      return {};
  }
}
