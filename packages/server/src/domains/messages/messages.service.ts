import { isDeepStrictEqual } from "node:util";
import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { ChannelsService } from "../../channels/channels.service.ts";
import type { ChannelRow } from "../../channels/channels.store.ts";
import type { MessageContent } from "../../channels/content.ts";
import { findFiles } from "../../channels/content-files.ts";
import type { Clock } from "../../platform/clock.ts";
import { afterCommit, type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { describeMessages, insertEvent } from "../../platform/events/index.ts";
import type { Ids } from "../../platform/ids.ts";
import type { ContactsService } from "../contacts/index.ts";
import { GroupForAdmins, GroupLeft, type GroupsService, GroupUnknown } from "../groups/index.ts";
import type { OutboundMedia } from "../media/index.ts";
import {
  type Conversation,
  type ConversationKey,
  findConversation,
  openByReply,
  resolveConversations,
} from "./conversations.store.ts";
import { linkMedia } from "./media-links.store.ts";
import * as errors from "./messages.errors.ts";
import type { Message } from "./messages.store.ts";
import * as history from "./messages.store.ts";
import { laneOf, resendsIfUnknown, type SourceKind } from "./outbox/lanes.rules.ts";
import * as outbox from "./outbox/outbox.store.ts";
import { cancelMessage, holdMessage, releaseMessage, retryMessage } from "./outbox/person-actions.ts";
import { addToBacklog } from "./search/message-words.store.ts";

/** An outbound message to a conversation that is known already. */
export interface MessageDraft {
  readonly conversationId: string;
  readonly channelId: string;
  readonly content: MessageContent;
  readonly source: { readonly kind: SourceKind; readonly id?: string | undefined };
  /** Not before this time. */
  readonly sendAt?: Date | undefined;
  /** Not after this time: it then ends as `expired`. */
  readonly expiresAt?: Date | undefined;
  readonly quotedProviderId?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  /** Why it was made, beyond its source; stands in its history. */
  readonly decision?: { readonly kind: string; readonly detail: unknown } | undefined;
}

/** A message as somebody outside asks for it. */
export interface SendRequest extends Omit<MessageDraft, "conversationId" | "channelId" | "source"> {
  /** May be left out where there is only one channel, or with `conversationId`. */
  readonly channelId?: string | undefined;
  readonly to:
    | { readonly phone: string }
    | { readonly conversationId: string }
    | { readonly groupId: string }
    /** By the platform's id of it. */
    | { readonly group: string };
  readonly source: MessageDraft["source"];
}

export interface MessagesService {
  /** Queues messages in the caller's transaction, in the order given: they and the caller's own rows commit together. Checks nothing that
   *  the send guards check again. Returns their ids. */
  enqueue(tx: Tx, drafts: readonly MessageDraft[]): Promise<string[]>;
  /** Queues one message for whoever asks from outside: destination resolved, content and opt-out checked.
   *  Repeating an `idempotencyKey` returns the first message.
   *  @throws PhoneInvalid, ConversationUnknown, GroupUnknown, GroupLeft, GroupForAdmins, ChannelNotChosen, ContentUnsupported, ServiceWindowClosed, ContactOptedOut, IdempotencyKeyReused,
   *  MediaUnknown, MediaKindUnfit */
  send(request: SendRequest): Promise<Message>;
  get(id: string): Promise<Message>;
  list: (filter: history.MessageFilter, page: Page) => Promise<Message[]>;
  /** Every decision taken on a message, oldest first. */
  decisions(id: string): Promise<history.MessageDecision[]>;
  /** @throws StateForbids when it is out already or being sent. */
  cancel(id: string): Promise<Message>;
  /** Sends again what failed, was cancelled, expired, or is unknown: a person decided so. */
  retry(id: string): Promise<Message>;
  hold(id: string): Promise<Message>;
  release(id: string): Promise<Message>;
}

/** A look at what is asked for, by whoever knows more; throws when it can't go out. */
export type SendCheck = (
  tx: Tx,
  asked: { readonly channelId: string; readonly content: MessageContent; readonly isForLater: boolean },
) => Promise<void>;

interface Page {
  limit: number;
  after?: { at: string; id: string } | undefined;
}

export interface MessagesDeps {
  db: Db;
  clock: Clock;
  ids: Ids;
  channels: ChannelsService;
  contacts: ContactsService;
  groups: Pick<GroupsService, "resolve" | "judge">;
  media: Pick<OutboundMedia, "checkSendable">;
  /** Asked in this order before a message of `send` is queued. */
  checks: readonly SendCheck[];
  wake(channelId: string): void;
}

/** Everybody got the same words: they lead to nobody in particular. */
const UNSEARCHED_SOURCES: ReadonlySet<SourceKind> = new Set(["campaign", "rotation", "reminder"]);

export function createMessagesService(deps: MessagesDeps): MessagesService {
  const { db, clock, ids, channels, contacts, groups } = deps;

  async function enqueue(tx: Tx, drafts: readonly MessageDraft[]): Promise<string[]> {
    if (drafts.length === 0) return [];
    const now = clock.now();
    const rows = drafts.map((draft) => ({
      id: ids.newId(),
      conversationId: draft.conversationId,
      channelId: draft.channelId,
      type: draft.content.type,
      content: draft.content,
      sourceKind: draft.source.kind,
      sourceId: draft.source.id ?? null,
      quotedProviderId: draft.quotedProviderId ?? null,
      idempotencyKey: draft.idempotencyKey ?? null,
      lane: laneOf(draft.source.kind),
      availableAt: draft.sendAt ?? now,
      expiresAt: draft.expiresAt ?? null,
      resendIfUnknown: resendsIfUnknown(draft.source.kind),
    }));
    const byPerson = drafts.filter((draft) => draft.source.kind === "inbox").map((draft) => draft.conversationId);
    const byRules = drafts.filter((draft) => draft.source.kind !== "inbox").map((draft) => draft.conversationId);
    await outbox.lockConversations(
      tx,
      rows.map((row) => row.conversationId),
    );
    await outbox.insertOutbound(tx, rows, now);
    await outbox.insertMessageEvents(tx, decisionsOf(drafts, rows), now);
    await linkMedia(
      tx,
      rows.flatMap(({ id, content }) => findFiles(content).map(({ mediaId }) => ({ messageId: id, mediaId }))),
    );
    if (byPerson.length > 0) {
      await outbox.touchConversations(tx, byPerson, true, now);
      await insertEvent(tx, "conversations.changed", { ids: await openByReply(tx, byPerson, now) }, now);
    }
    if (byRules.length > 0) await outbox.touchConversations(tx, byRules, false, now);
    await insertEvent(tx, "messages.changed", describeMessages(rows), now);
    await addToBacklog(
      tx,
      rows.filter((row) => !UNSEARCHED_SOURCES.has(row.sourceKind)).map((row) => row.id),
    );
    for (const channelId of new Set(rows.map((row) => row.channelId))) afterCommit(tx, () => deps.wake(channelId));
    return rows.map((row) => row.id);
  }

  /** Asked before the transaction: whoever waits for a second connection while holding one, in as many requests at once as there are
   *  connections, waits for ever. */
  async function chooseChannel({ to, channelId }: SendRequest): Promise<ChannelRow> {
    if ("conversationId" in to) {
      return channels.get((await getConversation(db, to.conversationId)).channelId);
    }
    if ("groupId" in to) {
      const group = await groups.resolve(db, to);
      if (channelId !== undefined && channelId !== group.channelId) throw new GroupUnknown();
      return channels.get(group.channelId);
    }
    if ("phone" in to) parsePhone(to.phone);
    if (channelId !== undefined) return channels.get(channelId);
    const all = await channels.list();
    const real = all.filter((channel) => channels.driver(channel.kind).reachesPeople);
    const meant = real.length > 0 ? real : all;
    if (meant.length !== 1 || !meant[0]) throw new errors.ChannelNotChosen(meant.length);
    return meant[0];
  }

  async function resolveConversation(tx: Tx, { to }: SendRequest, channelId: string): Promise<Conversation> {
    if ("conversationId" in to) return getConversation(tx, to.conversationId);
    if (!("phone" in to)) {
      const { address } = await groups.resolve(tx, "group" in to ? { channelId, address: to.group } : to);
      return beginConversation(tx, { channelId, address, contactId: null, isGroup: true });
    }
    const phone = parsePhone(to.phone);
    const { contactIds } = await contacts.resolve(tx, [{ identities: [{ kind: "phone", scope: "", value: phone }] }]);
    return beginConversation(tx, { channelId, address: phone, contactId: contactIds[0] ?? null, isGroup: false });
  }

  async function beginConversation(tx: Tx, key: ConversationKey): Promise<Conversation> {
    const [conversationId] = await resolveConversations(tx, [key], () => ids.newId(), clock.now());
    return getConversation(tx, conversationId as string);
  }

  async function getConversation(tx: Db | Tx, id: string): Promise<Conversation> {
    const conversation = await findConversation(tx, id);
    if (!conversation) throw new errors.ConversationUnknown();
    return conversation;
  }

  async function checkAllowed(
    tx: Tx,
    request: SendRequest,
    conversation: Conversation,
    channel: ChannelRow,
  ): Promise<void> {
    const { content } = request;
    const capabilities = channels.capabilities(channel);
    if (!capabilities.sends.has(content.type)) throw new errors.ContentUnsupported(content.type, channel.kind);
    for (const { mediaId, shownAs } of findFiles(content)) await deps.media.checkSendable(tx, mediaId, shownAs);
    const closedAt = conversation.windowExpiresAt;
    const now = clock.now();
    const sendAt = request.sendAt ?? now;
    for (const check of deps.checks) await check(tx, { channelId: channel.id, content, isForLater: sendAt > now });
    if (capabilities.hasServiceWindow && content.type !== "template" && closedAt && closedAt <= sendAt)
      throw new errors.ServiceWindowClosed(closedAt);
    if (conversation.isGroup) await checkGroup(tx, conversation);
    if (conversation.contactId === null) return;
    const suppressed = await contacts.findSuppressed(tx, [conversation.contactId], channel.id);
    if (suppressed.some((one) => one.scope !== "marketing")) throw new errors.ContactOptedOut();
  }

  async function checkGroup(tx: Tx, conversation: Conversation): Promise<void> {
    const [obstacle] = await groups.judge(tx, [conversation]);
    if (obstacle?.code === "group-left") throw new GroupLeft(obstacle);
    if (obstacle) throw new GroupForAdmins(obstacle);
  }

  async function isSameTarget({ to }: SendRequest, first: Message): Promise<boolean> {
    if ("conversationId" in to) return first.conversationId === to.conversationId;
    if ("groupId" in to) return first.to === (await groups.resolve(db, to)).address;
    return first.to === ("group" in to ? to.group : parsePhone(to.phone));
  }

  async function findRepeated(request: SendRequest, first: Message | undefined): Promise<Message | undefined> {
    if (!first) return undefined;
    if (!(await isSameTarget(request, first)) || !isDeepStrictEqual(first.content, request.content))
      throw new errors.IdempotencyKeyReused();
    return first;
  }

  async function get(id: string): Promise<Message> {
    const message = await history.findMessage(db, id);
    if (!message) throw new errors.MessageUnknown();
    return message;
  }

  /** An action of a person on one message: done under the locks of its conversation, then shown. */
  async function act(id: string, action: (tx: Tx, message: Message, now: Date) => Promise<void>): Promise<Message> {
    const message = await get(id);
    await runInTransaction(db, async (tx) => {
      await outbox.lockConversations(tx, [message.conversationId]);
      await action(tx, message, clock.now());
      await insertEvent(tx, "messages.changed", describeMessages([message]), clock.now());
      afterCommit(tx, () => deps.wake(message.channelId));
    });
    return get(id);
  }

  return {
    enqueue,
    async send(request) {
      const key = request.idempotencyKey;
      const repeated = await findRepeated(request, key ? await history.findByIdempotencyKey(db, key) : undefined);
      if (repeated) return repeated;
      try {
        const channel = await chooseChannel(request);
        const id = await runInTransaction(db, async (tx) => {
          const conversation = await resolveConversation(tx, request, channel.id);
          await checkAllowed(tx, request, conversation, channel);
          const [messageId] = await enqueue(tx, [
            { ...request, conversationId: conversation.id, channelId: channel.id },
          ]);
          return messageId as string;
        });
        return await get(id);
      } catch (error) {
        // The same request came twice at once, and the other one was first.
        const first =
          key && isUniqueViolation(error, "messages_by_idempotency_key")
            ? await history.findByIdempotencyKey(db, key)
            : undefined;
        const winner = await findRepeated(request, first);
        if (winner) return winner;
        throw error;
      }
    },
    get,
    list: (filter, page) => history.listMessages(db, filter, page),
    async decisions(id) {
      await get(id);
      return history.listDecisions(db, id);
    },
    cancel: (id) => act(id, cancelMessage),
    retry: (id) => act(id, retryMessage),
    hold: (id) => act(id, holdMessage),
    release: (id) => act(id, releaseMessage),
  };
}

function decisionsOf(
  drafts: readonly MessageDraft[],
  rows: ReadonlyArray<{ readonly id: string }>,
): outbox.MessageEventRow[] {
  return drafts.flatMap(({ decision }, index) =>
    decision ? [{ messageId: rows[index]?.id as string, ...decision }] : [],
  );
}

/** E.164 with +. A number that is merely unusual is allowed: only the platform knows whether it exists. */
function parsePhone(given: string): string {
  const parsed = parsePhoneNumberFromString(given.trim());
  if (!parsed?.isPossible()) throw new errors.PhoneInvalid(given);
  return parsed.number;
}

function isUniqueViolation(error: unknown, constraint: string): boolean {
  const { code, constraint: violated } = (error ?? {}) as { code?: unknown; constraint?: unknown };
  return code === "23505" && violated === constraint;
}
