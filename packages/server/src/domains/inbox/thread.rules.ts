/** One thread of messages, notes and events in the order of time. Pure.
 *
 *  Each is stored in a table of its own and read by itself; a place names a time, a kind and a row, so that what has the same time keeps an
 *  order, and a page goes on exactly behind the one before. */
import type { Stretch, StretchStart } from "../messages/index.ts";

/** In this order when they have the same time. */
export const THREAD_KINDS = ["message", "note", "event"] as const;
export type ThreadKind = (typeof THREAD_KINDS)[number];

export interface ThreadPlace {
  readonly at: string;
  readonly kind: ThreadKind;
  readonly id: string;
}

interface Placed {
  readonly kind: ThreadKind;
  readonly at: Date;
  readonly id: string;
}

export function placeOf({ at, kind, id }: Placed): ThreadPlace {
  return { at: at.toISOString(), kind, id };
}

/** Where rows of one kind begin that lie beyond a place. */
export function startFor(
  kind: ThreadKind,
  place: ThreadPlace | null,
  direction: Stretch["direction"],
): StretchStart | null {
  if (!place) return null;
  if (kind === place.kind) return { at: place.at, id: place.id, withTime: false };
  const isBefore = THREAD_KINDS.indexOf(kind) < THREAD_KINDS.indexOf(place.kind);
  return { at: place.at, id: null, withTime: direction === "older" ? isBefore : !isBefore };
}

/** The `limit` items next to where the reading began, the oldest first, of lists that each hold as many. */
export function takeNearest<T extends Placed>(
  lists: readonly (readonly T[])[],
  limit: number,
  direction: Stretch["direction"],
): { items: T[]; hasMore: boolean } {
  const all = lists.flat().sort(compare);
  const hasMore = all.length > limit;
  return { items: direction === "older" ? all.slice(-limit) : all.slice(0, limit), hasMore };
}

function compare(a: Placed, b: Placed): number {
  return (
    a.at.getTime() - b.at.getTime() || THREAD_KINDS.indexOf(a.kind) - THREAD_KINDS.indexOf(b.kind) || compareIds(a, b)
  );
}

/** Events are numbered, the others have ids that sort as text. */
function compareIds(a: Placed, b: Placed): number {
  if (a.kind === "event") return Number(BigInt(a.id) - BigInt(b.id));
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
