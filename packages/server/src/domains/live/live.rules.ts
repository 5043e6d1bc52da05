/** What a listener is told of the events read: pure. */
import type { EventKind, EventPayload } from "../../platform/events/index.ts";

/** A row of events. */
export interface StoredEvent {
  readonly kind: string;
  readonly payload: EventPayload;
}

/** What one message to a listener says: everything of one kind that came at once. */
export interface LiveEvent {
  readonly kind: EventKind;
  readonly data: {
    readonly ids: readonly string[];
    /** With events of messages alone. */
    readonly conversationIds?: readonly string[];
    /** More changed than is named here. */
    readonly hasMore: boolean;
  };
}

/** Beyond this many the ids of one kind are not named: whoever shows things of that kind reads them anew, and the stream stays small
 *  while a campaign sends thousands a second. */
export const MAX_IDS_TOLD = 200;

/** One event a kind, in the order in which the kinds first came. Kinds this version doesn't know are left out. */
export function mergeEvents(events: readonly StoredEvent[], known: ReadonlySet<string>): LiveEvent[] {
  const byKind = new Map<EventKind, { ids: Set<string>; conversationIds: Set<string> | undefined; hasMore: boolean }>();
  for (const { kind, payload } of events) {
    if (!known.has(kind)) continue;
    const merged = byKind.get(kind as EventKind) ?? { ids: new Set(), conversationIds: undefined, hasMore: false };
    byKind.set(kind as EventKind, merged);
    merged.ids = merged.ids.union(new Set(payload.ids));
    if (payload.conversationIds) {
      merged.conversationIds = (merged.conversationIds ?? new Set()).union(new Set(payload.conversationIds));
    } else if (kind.startsWith("messages.")) merged.hasMore = true;
  }
  return [...byKind].map(([kind, { ids, conversationIds, hasMore }]) => ({
    kind,
    data: {
      ids: [...ids].slice(0, MAX_IDS_TOLD),
      ...(conversationIds && { conversationIds: [...conversationIds].slice(0, MAX_IDS_TOLD) }),
      hasMore: hasMore || ids.size > MAX_IDS_TOLD || (conversationIds?.size ?? 0) > MAX_IDS_TOLD,
    },
  }));
}

/** One message of the stream as text. `position` becomes the `Last-Event-ID` of a listener that comes back; undefined: the one before stays. */
export function writeMessage(name: string, position: string | undefined, data: unknown): string {
  const id = position === undefined ? "" : `id: ${position}\n`;
  return `event: ${name}\n${id}data: ${JSON.stringify(data)}\n\n`;
}

/** A position as listeners hand it back: every event of a transaction with a lower number has been told. */
const POSITION_FORMAT = /^\d{1,19}$/;
const LARGEST_POSITION = 2n ** 63n;

export function isPosition(text: string): boolean {
  return POSITION_FORMAT.test(text) && BigInt(text) < LARGEST_POSITION;
}

/** The position of who has been told all that is visible in this snapshot (`xmin:xmax:running`). */
export function positionOf(snapshot: string): string {
  return snapshot.slice(0, snapshot.indexOf(":"));
}
