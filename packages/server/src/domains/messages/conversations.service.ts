/** What people do with conversations: find, look, open and close, assign, tag, mark read. */
import type { ChannelsService } from "../../channels/channels.service.ts";
import type { Actor, FindActorNames } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import { type Db, runRepeatably, type Tx } from "../../platform/db/index.ts";
import { insertEvent } from "../../platform/events/index.ts";
import { type ContactsService, toWordQuery } from "../contacts/index.ts";
import type { GroupsService } from "../groups/index.ts";
import { applyChange, type ChangeDeps, type ConversationChange } from "./conversation-change.ts";
import * as changes from "./conversation-changes.store.ts";
import * as lists from "./conversation-list.store.ts";
import { type ConversationView, createConversationViews } from "./conversation-views.ts";
import {
  type Conversation,
  findConversation,
  findConversationsById,
  findConversationsWithGroups,
} from "./conversations.store.ts";
import { ConversationUnknown, MessageUnknown } from "./messages.errors.ts";
import { findMessage } from "./messages.store.ts";
import { lockConversations } from "./outbox/outbox.store.ts";
import { findConversationsByWords } from "./search/message-words.store.ts";
import { type Composer, decideComposer } from "./service-window.rules.ts";

export interface ConversationQuery extends Omit<lists.ConversationFilter, "contactIds" | "found"> {
  readonly contactId?: string | undefined;
  /** With contacts that have this tag. */
  readonly contactTagId?: string | undefined;
  readonly search?: string | undefined;
}

export interface ConversationsService {
  /** Searching looks at no more than MOST_FOUND contacts and the newest MOST_FOUND messages that have the words. `withTexts`: messages may be
   *  shown, and searched. */
  list(
    query: ConversationQuery,
    page: { limit: number; sort?: lists.ConversationSort; after?: lists.ConversationPlace | undefined },
    withTexts: boolean,
  ): Promise<Array<ConversationView & { conversation: Conversation }>>;
  /** As it is stored. @throws ConversationUnknown */
  getBare(id: string): Promise<Conversation>;
  /** @throws ConversationUnknown */
  get(id: string, withTexts: boolean): Promise<ConversationView & { composer: Composer }>;
  /** In one go, all or none. @throws ConversationUnknown, AssigneeUnfit, TagUnknown */
  change(ids: readonly string[], change: ConversationChange, actor: Actor): Promise<void>;
  /** `upToMessageId`: the last message that was seen; what came after it stays unread. @throws ConversationUnknown, MessageUnknown */
  markRead(id: string, upToMessageId?: string): Promise<void>;
  countUnread(userId: string | null): Promise<lists.UnreadCounts>;
}

/** More is no answer to a search. */
const MOST_FOUND = 2_000;
/** Badges say "999+". */
const MOST_COUNTED = 1_000;

export interface ConversationsDeps extends ChangeDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly channels: ChannelsService;
  readonly contacts: ContactsService;
  readonly groups: Pick<GroupsService, "findNames" | "search">;
  readonly findActorNames: FindActorNames;
}

export function createConversationsService(deps: ConversationsDeps): ConversationsService {
  const { db, clock, contacts } = deps;
  const views = createConversationViews(deps);

  async function search(text: string, withTexts: boolean) {
    const { contactIds } = await contacts.search(db, text, MOST_FOUND);
    const words = withTexts ? toWordQuery(text) : undefined;
    const matches = words === undefined ? [] : await findConversationsByWords(db, words, MOST_FOUND);
    const groupIds = await findConversationsWithGroups(db, await deps.groups.search(db, text, MOST_FOUND));
    return { contactIds, groupIds, matches: new Map(matches.map((match) => [match.conversationId, match.messageId])) };
  }

  async function filterOf(query: ConversationQuery): Promise<lists.ConversationFilter> {
    const { contactId, contactTagId, search: _, ...filter } = query;
    const ofPerson = contactId === undefined ? undefined : await contacts.findSamePerson(db, contactId);
    const tagged = contactTagId === undefined ? undefined : await contacts.findTagged(db, contactTagId, MOST_FOUND);
    const contactIds = ofPerson && tagged ? ofPerson.filter((id) => tagged.includes(id)) : (ofPerson ?? tagged);
    return contactIds === undefined ? filter : { ...filter, contactIds };
  }

  const tellChanged = (tx: Tx, ids: readonly string[], now: Date) =>
    insertEvent(tx, "conversations.changed", { ids }, now);

  async function getBare(id: string): Promise<Conversation> {
    const conversation = await findConversation(db, id);
    if (!conversation) throw new ConversationUnknown();
    return conversation;
  }

  return {
    getBare,
    async list(query, page, withTexts) {
      const found = query.search === undefined ? undefined : await search(query.search, withTexts);
      const filter = await filterOf(query);
      const rows = await lists.listConversations(
        db,
        found
          ? {
              ...filter,
              found: { contactIds: found.contactIds, conversationIds: [...found.groupIds, ...found.matches.keys()] },
            }
          : filter,
        page,
        clock.now(),
      );
      const shown = await views.describe(rows, { withTexts, matches: found?.matches });
      return shown.map((view, index) => ({ ...view, conversation: rows[index] as Conversation }));
    },
    async get(id, withTexts) {
      const conversation = await getBare(id);
      const [view] = await views.describe([conversation], { withTexts });
      const { contactId, channelId } = conversation;
      const suppressed = contactId === null ? [] : await contacts.findSuppressed(db, [contactId], channelId);
      const { window, isChannelThere } = view as ConversationView;
      const isSuppressed = suppressed.some((one) => one.scope !== "marketing");
      return { ...(view as ConversationView), composer: decideComposer({ isChannelThere, isSuppressed, window }) };
    },
    change: (ids, change, actor) =>
      runRepeatably(db, async (tx) => {
        const wanted = [...new Set(ids)];
        await lockConversations(tx, wanted);
        if ((await findConversationsById(tx, wanted)).length < wanted.length) throw new ConversationUnknown();
        const now = clock.now();
        await tellChanged(tx, await applyChange({ tx, ids: wanted, actor, now }, change, deps), now);
      }),
    async markRead(id, upToMessageId) {
      await getBare(id);
      const message = upToMessageId === undefined ? undefined : await findMessage(db, upToMessageId);
      if (upToMessageId !== undefined && message?.conversationId !== id) throw new MessageUnknown();
      await runRepeatably(db, async (tx) => {
        await lockConversations(tx, [id]);
        await tellChanged(tx, await changes.markRead(tx, [id], message), clock.now());
      });
    },
    countUnread: (userId) => lists.countUnread(db, userId, MOST_COUNTED),
  };
}
