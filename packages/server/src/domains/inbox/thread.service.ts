/** Threads: messages, notes and events of a conversation, a stretch at a time. */
import type { Actor, FindActorNames } from "../../platform/actor.ts";
import type { Db } from "../../platform/db/index.ts";
import {
  type ConversationEvent,
  type ConversationsService,
  listConversationEvents,
  MessageUnknown,
  type Stretch,
  type ThreadReader,
} from "../messages/index.ts";
import { describeGroupEvents } from "./group-events.ts";
import type { NamePeople } from "./inbox.ports.ts";
import { listNotes, type Note } from "./notes.store.ts";
import { placeOf, startFor, type ThreadKind, type ThreadPlace, takeNearest } from "./thread.rules.ts";
import type { ThreadItem } from "./thread.schemas.ts";

export interface ThreadPart {
  /** The oldest first. */
  readonly items: ThreadItem[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

export interface ThreadService {
  /** What lies before (or behind) a place; null: the latest. `viewer`: whose notes are their own. @throws ConversationUnknown */
  read(
    conversationId: string,
    page: { readonly limit: number; readonly direction: Stretch["direction"]; readonly from: ThreadPlace | null },
    viewer: Actor,
  ): Promise<ThreadPart>;
  /** With this message in the middle. @throws ConversationUnknown, MessageUnknown */
  readAround(conversationId: string, messageId: string, limit: number, viewer: Actor): Promise<ThreadPart>;
  /** @throws ConversationUnknown */
  readMessages(conversationId: string, messageIds: readonly string[]): Promise<ThreadItem[]>;
  presentNote(note: Note, viewer: Actor): Promise<ThreadItem & { kind: "note" }>;
}

interface Deps {
  readonly db: Db;
  readonly conversations: Pick<ConversationsService, "getBare">;
  readonly messages: ThreadReader;
  readonly findActorNames: FindActorNames;
  readonly namePeople: NamePeople;
}

export function createThreadService({ db, conversations, messages, findActorNames, namePeople }: Deps): ThreadService {
  async function readStretch(
    conversationId: string,
    { limit, direction, from }: { limit: number; direction: Stretch["direction"]; from: ThreadPlace | null },
    viewer: Actor,
  ): Promise<{ items: ThreadItem[]; hasMore: boolean }> {
    // One more of each than is wanted: it tells whether there is more.
    const stretch = (kind: ThreadKind) => ({ limit: limit + 1, direction, from: startFor(kind, from, direction) });
    const lists = [
      await messages.list(conversationId, stretch("message")),
      await presentNotes(await listNotes(db, conversationId, stretch("note")), viewer),
      await presentEvents(await listConversationEvents(db, conversationId, stretch("event"))),
    ];
    return takeNearest<ThreadItem>(lists, limit, direction);
  }

  async function presentNotes(notes: readonly Note[], viewer: Actor) {
    const names = await findActorNames(notes.map((note) => note.authorId));
    return notes.map(({ createdAt, authorKind, authorId, ...note }) => ({
      ...note,
      kind: "note" as const,
      at: createdAt,
      author: { kind: authorKind, id: authorId, name: names.get(authorId) ?? null },
      isOwn: authorKind === viewer.kind && authorId === viewer.id,
    }));
  }

  async function presentEvents(events: readonly ConversationEvent[]) {
    const ids = events.flatMap(({ actorId, userId }) => [actorId, userId]).filter((id) => id !== null);
    const names = await findActorNames([...new Set(ids)]);
    const groups = await describeGroupEvents(
      events.map(({ detail }) => detail),
      namePeople,
    );
    return events.map(({ kind, actorKind, actorId, userId, detail: _detail, ...event }, index) => ({
      ...event,
      kind: "event" as const,
      event: kind,
      actor: actorKind && actorId ? { kind: actorKind, id: actorId, name: names.get(actorId) ?? null } : null,
      group: groups[index] ?? null,
      assignee: userId === null ? null : { id: userId, name: names.get(userId) ?? null },
    }));
  }

  return {
    async read(conversationId, page, viewer) {
      await conversations.getBare(conversationId);
      const { items, hasMore } = await readStretch(conversationId, page, viewer);
      // Whoever reads on from somewhere has what lies on the other side.
      return page.direction === "older"
        ? { items, hasOlder: hasMore, hasNewer: page.from !== null }
        : { items, hasOlder: page.from !== null, hasNewer: hasMore };
    },
    async readAround(conversationId, messageId, limit, viewer) {
      await conversations.getBare(conversationId);
      const [middle] = await messages.find(conversationId, [messageId]);
      if (!middle) throw new MessageUnknown();
      const from = placeOf(middle);
      const half = Math.ceil((limit - 1) / 2);
      const older = await readStretch(conversationId, { limit: Math.max(1, half), direction: "older", from }, viewer);
      const newer = await readStretch(
        conversationId,
        { limit: Math.max(1, limit - 1 - half), direction: "newer", from },
        viewer,
      );
      return { items: [...older.items, middle, ...newer.items], hasOlder: older.hasMore, hasNewer: newer.hasMore };
    },
    async readMessages(conversationId, messageIds) {
      await conversations.getBare(conversationId);
      const found = await messages.find(conversationId, messageIds);
      return takeNearest<ThreadItem>([found], messageIds.length, "newer").items;
    },
    async presentNote(note, viewer) {
      const [presented] = await presentNotes([note], viewer);
      return presented as ThreadItem & { kind: "note" };
    },
  };
}
