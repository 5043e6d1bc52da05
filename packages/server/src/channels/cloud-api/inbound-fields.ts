/** Webhook fields beside `messages` that the core acts on, and system messages about a person's identity. Pure and total. */
import type {
  InboundEchoEvent,
  InboundEvent,
  InboundIdentityEvent,
  InboundPreferenceEvent,
  InboundSender,
} from "../channel.ts";
import { indexContacts, readContent, readMessage, readReference } from "./inbound-message.ts";
import { asRecord, findId, findMember, findRecord, findText, type JsonRecord } from "./json-members.ts";
import { readPhone, readUnixSeconds } from "./meta-values.ts";

/** The events of a field, or undefined when it is none the core acts on, or makes no sense. */
export function translateField(field: string, address: string, value: JsonRecord): InboundEvent[] | undefined {
  const events = readField(field, address, value);
  return events === undefined || events.length === 0 ? undefined : events;
}

function readField(field: string, address: string, value: JsonRecord): InboundEvent[] | undefined {
  switch (field) {
    case "smb_message_echoes":
      return records(value, "message_echoes").flatMap((echo) => optional(readEcho(address, echo)));
    case "history":
      return readHistory(address, value);
    case "user_preferences":
      return records(value, "user_preferences").flatMap((preference) => optional(readPreference(address, preference)));
    case "user_id_update":
      return records(value, "user_id_update").flatMap((update) => optional(readIdUpdate(address, update)));
    default:
      return undefined;
  }
}

function readEcho(channelAddress: string, echo: JsonRecord): InboundEchoEvent | undefined {
  const providerId = findId(echo, "id");
  const to = readPerson(findId(echo, "to"), findId(echo, "to_user_id"));
  if (providerId === undefined || to === undefined) return undefined;
  const occurredAt = readUnixSeconds(findMember(echo, "timestamp"));
  const quotedProviderId = readReference(echo);
  return {
    kind: "echo",
    channelAddress,
    providerId,
    to,
    content: readContent(echo),
    ...(occurredAt === undefined ? {} : { occurredAt }),
    ...(quotedProviderId === undefined ? {} : { quotedProviderId }),
  };
}

/** Threads of the past, in chunks; of messages with files only placeholders. The messages themselves follow by the same field. */
function readHistory(channelAddress: string, value: JsonRecord): InboundEvent[] {
  return [...readThreads(channelAddress, value), ...readFollowing(channelAddress, value)];
}

/** In a thread, what comes from the thread's own person is theirs, the rest is ours. */
function readThreads(channelAddress: string, value: JsonRecord): InboundEvent[] {
  const threads = records(value, "history").flatMap((chunk) => records(chunk, "threads"));
  return threads.flatMap((thread) => {
    const context = findRecord(thread, "context");
    const person = readPerson(findId(context, "wa_id") ?? findId(thread, "id"), findId(context, "user_id"));
    if (person === undefined) return [];
    return records(thread, "messages").flatMap((message): InboundEvent[] => {
      const from = readPhone(findId(message, "from"));
      const isTheirs = from !== undefined ? from === person.phone : findId(message, "from_user_id") === person.bsuid;
      const event = isTheirs
        ? readMessage(channelAddress, message, indexContacts(undefined))
        : readEcho(channelAddress, { ...message, to: person.phone, to_user_id: person.bsuid });
      return event === undefined ? [] : [{ ...event, isHistory: true }];
    });
  });
}

function readFollowing(channelAddress: string, value: JsonRecord): InboundEvent[] {
  const own = findId(findRecord(value, "metadata"), "display_phone_number")?.replace(/\D/g, "");
  const contacts = indexContacts(findMember(value, "contacts"));
  const events = [
    ...records(value, "messages").map((message) =>
      own !== undefined && findId(message, "from") === own
        ? readEcho(channelAddress, message)
        : readMessage(channelAddress, message, contacts),
    ),
    ...records(value, "message_echoes").map((echo) => readEcho(channelAddress, echo)),
  ];
  return events.flatMap((event) => (event === undefined ? [] : [{ ...event, isHistory: true }]));
}

function readPreference(channelAddress: string, preference: JsonRecord): InboundPreferenceEvent | undefined {
  const from = readPerson(findId(preference, "wa_id"), findId(preference, "user_id"));
  const value = findText(preference, "value");
  if (from === undefined || value === undefined || findText(preference, "category") !== "marketing_messages")
    return undefined;
  const occurredAt = readUnixSeconds(findMember(preference, "timestamp"));
  const detail = findText(preference, "detail");
  return {
    kind: "preference",
    channelAddress,
    from,
    wantsMarketing: value !== "stop",
    ...(occurredAt === undefined ? {} : { occurredAt }),
    ...(detail === undefined ? {} : { detail }),
  };
}

function readIdUpdate(channelAddress: string, update: JsonRecord): InboundIdentityEvent | undefined {
  const ids = findRecord(update, "user_id");
  const phone = findId(update, "wa_id");
  const former = readPerson(phone, findId(ids, "previous"));
  const current = readPerson(undefined, findId(ids, "current"));
  return former && current ? { kind: "identity", channelAddress, former, current } : undefined;
}

/** A system message that tells of a new number or a new id; undefined for any other message. */
export function readIdentityChange(channelAddress: string, message: JsonRecord): InboundIdentityEvent | undefined {
  const system = findRecord(message, "system");
  const type = findText(system, "type");
  if (system === undefined || (type !== "user_changed_number" && type !== "user_changed_user_id")) return undefined;
  const former = readPerson(findId(message, "from"), findId(message, "from_user_id"));
  const current = readPerson(findId(system, "wa_id") ?? findId(system, "new_wa_id"), findId(system, "user_id"));
  return former && current ? { kind: "identity", channelAddress, former, current } : undefined;
}

function readPerson(waId: string | undefined, userId: string | undefined): InboundSender | undefined {
  const phone = readPhone(waId);
  if (phone === undefined && userId === undefined) return undefined;
  return { ...(phone === undefined ? {} : { phone }), ...(userId === undefined ? {} : { bsuid: userId }) };
}

function records(parent: JsonRecord | undefined, name: string): JsonRecord[] {
  const list = findMember(parent, name);
  return Array.isArray(list) ? list.map(asRecord).filter((record) => record !== undefined) : [];
}

function optional<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}
