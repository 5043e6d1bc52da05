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

function buildEntries(updates: readonly EnvelopeUpdate[]): Entry[] {
  const first = updates[0];
  if (updates.length === 1 && first !== undefined) return [newEntry(first)];

  const entries = new Map<string, Entry>();
  const mergeable = new Map<string, Record<string, unknown>>();
  for (const update of updates) {
    const entryKey = `${update.entryId}|${update.time ?? ""}`;
    const mergeKey = `${entryKey}|${update.field}|${phoneOf(update.value)}`;
    const target = mergeable.get(mergeKey);
    if (update.field === "messages" && target !== undefined) {
      mergeLists(target, update.value);
      continue;
    }
    let entry = entries.get(entryKey);
    if (entry === undefined) {
      entry = newEntry(update);
      entries.set(entryKey, entry);
    } else {
      entry.changes.push({ value: { ...update.value }, field: update.field });
    }
    const added = entry.changes.at(-1);
    if (added !== undefined) mergeable.set(mergeKey, added.value);
  }
  return [...entries.values()];
}

function newEntry(update: EnvelopeUpdate): Entry {
  const changes = [{ value: { ...update.value }, field: update.field }];
  return update.time === undefined
    ? { id: update.entryId, changes }
    : { id: update.entryId, time: update.time, changes };
}

function phoneOf(value: JsonObject): string {
  const metadata = value.metadata as { phone_number_id?: string } | undefined;
  return metadata?.phone_number_id ?? "";
}

/** Several messages or statuses of one number share a value; a contact is listed once. */
function mergeLists(target: Record<string, unknown>, value: JsonObject): void {
  for (const list of ["messages", "statuses", "errors", "user_actions", "contacts"]) {
    const added = value[list];
    if (!Array.isArray(added)) continue;
    const present = Array.isArray(target[list]) ? (target[list] as unknown[]) : [];
    const known = list === "contacts" ? new Set(present.map((item) => JSON.stringify(item))) : undefined;
    target[list] = [...present, ...added.filter((item) => known?.has(JSON.stringify(item)) !== true)];
  }
}
