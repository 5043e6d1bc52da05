import type { JsonObject } from "../http/body.ts";
import { toAsciiJson } from "./signature.ts";

/** One change, already in the payload version of its receiver. */
export interface EnvelopeUpdate {
  readonly entryId: string;
  /** Unix seconds; absent on `messages` (cloud-api.md §1.3). */
  readonly time: number | undefined;
  readonly field: string;
  readonly value: JsonObject;
}

/** Meta's bodies are never larger than 3 MB; a bigger batch is split. */
const MAX_BODY_BYTES = 3 * 1024 * 1024;

interface Entry {
  id: string;
  time?: number;
  changes: { value: Record<string, unknown>; field: string }[];
}

/** The bodies that carry these updates: one, unless it would pass 3 MB. */
export function buildBodies(updates: readonly EnvelopeUpdate[], maxBytes: number = MAX_BODY_BYTES): string[] {
  const body = toAsciiJson({ object: "whatsapp_business_account", entry: buildEntries(updates) });
  if (body.length <= maxBytes || updates.length === 1) return [body];
  const half = Math.ceil(updates.length / 2);
  return [...buildBodies(updates.slice(0, half), maxBytes), ...buildBodies(updates.slice(half), maxBytes)];
}

/** A value that takes in more updates of the same number. */
interface MergedValue {
  readonly value: Record<string, unknown>;
  /** The contacts it lists, serialised. */
  readonly contacts: Set<string>;
}

function buildEntries(updates: readonly EnvelopeUpdate[]): Entry[] {
  const first = updates[0];
  if (updates.length === 1 && first !== undefined) return [newEntry(first)];

  const entries = new Map<string, Entry>();
  const merged = new Map<string, MergedValue>();
  for (const update of updates) {
    const entryKey = `${update.entryId}|${update.time ?? ""}`;
    const mergeKey = `${entryKey}|${phoneOf(update.value)}`;
    const target = update.field === "messages" ? merged.get(mergeKey) : undefined;
    if (target !== undefined) {
      mergeLists(target, update.value);
      continue;
    }
    const change = newChange(update);
    const entry = entries.get(entryKey);
    if (entry === undefined) entries.set(entryKey, { ...newEntry(update), changes: [change] });
    else entry.changes.push(change);
    if (update.field === "messages") merged.set(mergeKey, startMerge(change.value));
  }
  return [...entries.values()];
}

function newChange(update: EnvelopeUpdate): Entry["changes"][number] {
  return { value: { ...update.value }, field: update.field };
}

function newEntry(update: EnvelopeUpdate): Entry {
  const changes = [newChange(update)];
  return update.time === undefined
    ? { id: update.entryId, changes }
    : { id: update.entryId, time: update.time, changes };
}

function phoneOf(value: JsonObject): string {
  const metadata = value.metadata as { phone_number_id?: string } | undefined;
  return metadata?.phone_number_id ?? "";
}

const MERGED_LISTS = ["messages", "statuses", "errors", "user_actions"];

/** Lists are copied once, then grow in place: a batch of a thousand must not copy itself a thousand times. */
function startMerge(value: Record<string, unknown>): MergedValue {
  for (const list of [...MERGED_LISTS, "contacts"]) {
    if (Array.isArray(value[list])) value[list] = [...value[list]];
  }
  const contacts = Array.isArray(value.contacts) ? value.contacts : [];
  return { value, contacts: new Set(contacts.map((contact) => JSON.stringify(contact))) };
}

/** Several messages or statuses of one number share a value; a contact is listed once. */
function mergeLists(target: MergedValue, added: JsonObject): void {
  for (const list of MERGED_LISTS) if (Array.isArray(added[list])) append(target.value, list, added[list]);
  if (!Array.isArray(added.contacts)) return;
  for (const contact of added.contacts) {
    const text = JSON.stringify(contact);
    if (target.contacts.has(text)) continue;
    target.contacts.add(text);
    append(target.value, "contacts", [contact]);
  }
}

function append(value: Record<string, unknown>, list: string, items: readonly unknown[]): void {
  const present = value[list];
  if (Array.isArray(present)) present.push(...items);
  else value[list] = [...items];
}
