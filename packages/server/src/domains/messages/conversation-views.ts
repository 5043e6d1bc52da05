/** Conversations as people see them: with the contact's name, the last message, and how long one may write freely. */
import type { ChannelsService } from "../../channels/channels.service.ts";
import type { FindActorNames } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Db } from "../../platform/db/index.ts";
import type { ContactNames, ContactsService } from "../contacts/index.ts";
import type { GroupsService } from "../groups/index.ts";
import { findLastMessages, findPreviews, type LastMessage } from "./conversation-list.store.ts";
import type { Conversation } from "./conversations.store.ts";
import { readWindow, type ServiceWindow } from "./service-window.rules.ts";

export interface ConversationView extends Conversation {
  readonly contact: {
    readonly id: string;
    readonly name: string | null;
    readonly phone: string | null;
    tagIds: string[];
  } | null;
  /** The group it is with; null: a person, or a group of which nothing is known. */
  readonly group: { readonly id: string; readonly subject: string; readonly participantCount: number } | null;
  readonly assignee: { readonly id: string; readonly name: string | null } | null;
  readonly window: ServiceWindow;
  /** False: it was removed. */
  readonly isChannelThere: boolean;
  /** null: there is none, or it may not be shown. */
  readonly lastMessage: MessagePreview | null;
  /** The newest message that has the words searched for. */
  readonly match: MessagePreview | null;
}

/** `author`: in a group, the name or the number of who wrote it. */
export interface MessagePreview extends Omit<LastMessage, "authorId"> {
  readonly author: string | null;
}

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
  readonly channels: ChannelsService;
  readonly contacts: Pick<ContactsService, "findNames">;
  readonly groups: Pick<GroupsService, "findNames">;
  readonly findActorNames: FindActorNames;
}

interface Options {
  readonly withTexts: boolean;
  /** By conversation: the message that a search found. */
  readonly matches?: ReadonlyMap<string, string> | undefined;
}

export interface ConversationViews {
  /** In their order. */
  describe(conversations: readonly Conversation[], options: Options): Promise<ConversationView[]>;
}

export function createConversationViews(deps: Deps): ConversationViews {
  const { db, clock, channels, contacts, findActorNames } = deps;
  return {
    async describe(conversations, { withTexts, matches }) {
      if (conversations.length === 0) return [];
      const ids = conversations.map((conversation) => conversation.id);
      const matched = ids.flatMap((id) => matches?.get(id) ?? []);
      const assignees = await findActorNames(idsOf(conversations, "assignedUserId"));
      const last = withTexts ? await findLastMessages(db, ids) : [];
      const found = withTexts && matched.length > 0 ? await findPreviews(db, matched) : [];
      const authorIds = [...last, ...found].map(({ authorId }) => authorId).filter((id) => id !== null);
      const names = await contacts.findNames(db, [...new Set([...idsOf(conversations, "contactId"), ...authorIds])]);
      const groups = await deps.groups.findNames(
        db,
        conversations.filter(({ isGroup }) => isGroup),
      );
      const previewOf = (previews: readonly LastMessage[], conversationId: string) =>
        presentPreview(
          previews.find((one) => one.conversationId === conversationId),
          names,
        );
      const windows = new Map(
        (await channels.list()).map((row) => [row.id, channels.capabilities(row).hasServiceWindow]),
      );
      const now = clock.now();
      return conversations.map((conversation) => {
        const { id, channelId, contactId, assignedUserId, windowExpiresAt, address } = conversation;
        const group = groups.find((one) => one.channelId === channelId && one.address === address);
        return {
          ...conversation,
          contact: presentContact(names.find((one) => one.id === contactId)),
          group: group ? { id: group.id, subject: group.subject, participantCount: group.participantCount } : null,
          assignee:
            assignedUserId === null ? null : { id: assignedUserId, name: assignees.get(assignedUserId) ?? null },
          window: readWindow(windows.get(channelId) ?? true, windowExpiresAt, now),
          isChannelThere: windows.has(channelId),
          lastMessage: previewOf(last, id),
          match: previewOf(found, id),
        };
      });
    },
  };
}

function presentPreview(message: LastMessage | undefined, names: readonly ContactNames[]): MessagePreview | null {
  if (!message) return null;
  const { authorId, ...preview } = message;
  const author = names.find(({ id }) => id === authorId);
  return { ...preview, author: author?.displayName ?? author?.phone ?? null };
}

function presentContact(names: ContactNames | undefined): ConversationView["contact"] {
  if (!names) return null;
  return { id: names.personId, name: names.displayName, phone: names.phone, tagIds: names.tagIds };
}

function idsOf(conversations: readonly Conversation[], key: "contactId" | "assignedUserId"): string[] {
  return [...new Set(conversations.map((conversation) => conversation[key]).filter((id) => id !== null))];
}
