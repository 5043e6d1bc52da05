import type { Actor } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction } from "../../platform/db/index.ts";
import { insertEvent } from "../../platform/events/index.ts";
import type { Ids } from "../../platform/ids.ts";
import type { ConversationsService } from "../messages/index.ts";
import { NoteOfSomebodyElse, NoteUnknown } from "./inbox.errors.ts";
import type { Note } from "./notes.store.ts";
import * as store from "./notes.store.ts";

export interface NotesService {
  /** @throws ConversationUnknown */
  create(conversationId: string, text: string, author: Actor): Promise<Note>;
  /** @throws NoteUnknown, NoteOfSomebodyElse */
  update(id: string, text: string, by: Actor): Promise<Note>;
  /** @throws NoteUnknown, NoteOfSomebodyElse */
  remove(id: string, by: Actor): Promise<void>;
}

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly conversations: Pick<ConversationsService, "getBare">;
}

export function createNotesService({ db, clock, ids, conversations }: Deps): NotesService {
  async function getOwn(id: string, { kind, id: actorId }: Actor): Promise<Note> {
    const note = await store.findNote(db, id);
    if (!note) throw new NoteUnknown();
    if (note.authorKind !== kind || note.authorId !== actorId) throw new NoteOfSomebodyElse();
    return note;
  }

  return {
    async create(conversationId, text, author) {
      await conversations.getBare(conversationId);
      const note = {
        id: ids.newId(),
        conversationId,
        authorKind: author.kind,
        authorId: author.id,
        text,
        createdAt: clock.now(),
      };
      await runInTransaction(db, async (tx) => {
        await store.insertNote(tx, note);
        await insertEvent(tx, "conversations.changed", { ids: [conversationId] }, note.createdAt);
      });
      return { ...note, editedAt: null };
    },
    async update(id, text, by) {
      const note = await getOwn(id, by);
      const editedAt = clock.now();
      await runInTransaction(db, async (tx) => {
        await store.updateNote(tx, id, text, editedAt);
        await insertEvent(tx, "conversations.changed", { ids: [note.conversationId] }, editedAt);
      });
      return { ...note, text, editedAt };
    },
    async remove(id, by) {
      const note = await getOwn(id, by);
      await runInTransaction(db, async (tx) => {
        await store.deleteNote(tx, id);
        await insertEvent(tx, "conversations.changed", { ids: [note.conversationId] }, clock.now());
      });
    },
  };
}
