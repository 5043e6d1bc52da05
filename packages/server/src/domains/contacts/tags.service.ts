import type { Clock } from "../../platform/clock.ts";
import { type Db, runRepeatably, type Tx } from "../../platform/db/index.ts";
import { insertEvent } from "../../platform/events/index.ts";
import type { Ids } from "../../platform/ids.ts";
import { TagNameTaken, TagUnknown, TooManyTags } from "./contacts.errors.ts";
import type { Tag, TagColor } from "./tags.store.ts";
import * as store from "./tags.store.ts";

/** Takes a tag away from what another domain has tagged, in the transaction that deletes it. */
export type TagDeletedHandler = (tx: Tx, tagId: string) => Promise<void>;

export interface TagsService {
  /** By name. */
  list(): Promise<Tag[]>;
  /** @throws TagNameTaken, TooManyTags */
  create(input: { name: string; color: TagColor }): Promise<Tag>;
  /** @throws TagUnknown, TagNameTaken */
  update(id: string, input: { name?: string | undefined; color?: TagColor | undefined }): Promise<Tag>;
  /** Nothing has it any more. @throws TagUnknown */
  remove(id: string): Promise<void>;
  /** Keeps a tag from being deleted until the transaction ends. @throws TagUnknown */
  lock(tx: Tx, id: string): Promise<void>;
}

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly deletedHandlers: readonly TagDeletedHandler[];
}

/** Beyond that nobody finds one in a list. */
const MOST_TAGS = 200;

export function createTagsService({ db, clock, ids, deletedHandlers }: Deps): TagsService {
  return {
    list: () => store.listTags(db),
    async create(input) {
      if ((await store.countTags(db)) >= MOST_TAGS) throw new TooManyTags(MOST_TAGS);
      const tag = await store.insertTag(db, { ...input, id: ids.newId(), createdAt: clock.now() });
      if (!tag) throw new TagNameTaken(input.name);
      return tag;
    },
    async update(id, input) {
      const tag = await store.findTag(db, id);
      if (!tag) throw new TagUnknown();
      const changed = { ...tag, name: input.name ?? tag.name, color: input.color ?? tag.color };
      if (!(await store.updateTag(db, changed))) throw new TagNameTaken(changed.name);
      return changed;
    },
    remove: (id) =>
      runRepeatably(db, async (tx) => {
        if (!(await store.deleteTag(tx, id))) throw new TagUnknown();
        const contactIds = await store.removeTagFromContacts(tx, id);
        await insertEvent(tx, "contacts.changed", { ids: contactIds }, clock.now());
        for (const handle of deletedHandlers) await handle(tx, id);
      }),
    async lock(tx, id) {
      if (!(await store.lockTag(tx, id))) throw new TagUnknown();
    },
  };
}
