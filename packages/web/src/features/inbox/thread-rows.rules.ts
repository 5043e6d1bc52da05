/** A thread as rows: days between the items, a line before what is new, messages of one side drawn together. Pure. */
import type { Outgoing } from "./outgoing.ts";
import { keyOf, type ThreadItem } from "./thread-cache.rules.ts";

export type ThreadRow =
  | { readonly kind: "day"; readonly key: string; readonly at: string }
  | { readonly kind: "new"; readonly key: string }
  | { readonly kind: "item"; readonly key: string; readonly item: ThreadItem; readonly isFirst: boolean }
  | { readonly kind: "outgoing"; readonly key: string; readonly outgoing: Outgoing };

/** The day of a time in the viewer's zone. Kept, because a thread's rows are made anew with each change. */
const days = new WeakMap<ThreadItem, string>();

function dayOf(item: ThreadItem): string {
  const known = days.get(item);
  if (known !== undefined) return known;
  const day = new Date(item.at).toDateString();
  days.set(item, day);
  return day;
}

/** Further apart than this they are drawn apart. */
const TOGETHER_MS = 5 * 60_000;

export function makeRows(
  items: readonly ThreadItem[],
  newFrom: string | undefined,
  outgoing: readonly Outgoing[],
): ThreadRow[] {
  const rows: ThreadRow[] = [];
  let before: ThreadItem | undefined;
  for (const item of items) {
    const key = keyOf(item);
    const isNewDay = !before || dayOf(before) !== dayOf(item);
    if (isNewDay) rows.push({ kind: "day", key: `day ${dayOf(item)}`, at: item.at });
    if (key === newFrom) rows.push({ kind: "new", key: "new" });
    rows.push({ kind: "item", key, item, isFirst: isNewDay || key === newFrom || !isSameSpeaker(before, item) });
    before = item;
  }
  for (const one of outgoing) rows.push({ kind: "outgoing", key: `outgoing ${one.key}`, outgoing: one });
  return rows;
}

function isSameSpeaker(before: ThreadItem | undefined, item: ThreadItem): boolean {
  if (before?.kind !== "message" || item.kind !== "message" || before.direction !== item.direction) return false;
  if (before.author?.contactId !== item.author?.contactId) return false;
  const isOurs = item.direction === "outbound";
  if (isOurs && (before.source?.kind !== item.source?.kind || before.source?.id !== item.source?.id)) return false;
  return Date.parse(item.at) - Date.parse(before.at) < TOGETHER_MS;
}

/** The first of the contact's last `unread` messages: the line "new" stands before it. */
export function findNewFrom(items: readonly ThreadItem[], unread: number): string | undefined {
  let left = unread;
  let first: ThreadItem | undefined;
  for (let index = items.length - 1; index >= 0 && left > 0; index -= 1) {
    const item = items[index];
    if (item?.kind !== "message" || item.direction !== "inbound") continue;
    first = item;
    left -= 1;
  }
  return first && keyOf(first);
}
