/** Gives routed events their effect, all in the caller's transaction: contacts, conversations, messages, statuses, and the decisions of
 *  those who subscribed. Set-based: the number of statements does not grow with the number of messages and statuses. */
import type { InboundContent, InboundEvent, InboundMedia } from "../../../channels/channel.ts";
import type { ChannelsService } from "../../../channels/channels.service.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { describeMessages, insertEvent } from "../../../platform/events/index.ts";
import type { Ids } from "../../../platform/ids.ts";
import type { ContactsService } from "../../contacts/index.ts";
import { resolveConversations, touchHumanReplies, touchInbound } from "../conversations.store.ts";
import { fillPlaceholders, findPlaces, insertFromPlatform } from "../messages.store.ts";
import * as outbox from "../outbox/outbox.store.ts";
import type { MediaRefusedHandler } from "../outbox/recorder.ts";
import * as results from "../outbox/result.store.ts";
import { addToBacklog } from "../search/message-words.store.ts";
import { handOverConversations } from "./changes.store.ts";
import { applyEarlyChanges, isChange, prepareChanges, type RoutedMessage, storeChanges } from "./changes.ts";
import { applyIdentityChanges, applyPreferences, placeOf, resolvePeople } from "./people.ts";
import { conversationsToLock, refusedForMedia, stopRefusedChannels, storeReports, toReport } from "./reports.ts";
import type { RoutedEvent } from "./route-events.ts";

/** An inbound message that was stored just now, as subscribers get it. */
export interface ReceivedMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly channelId: string;
  readonly contactId: string;
  readonly isGroup: boolean;
  readonly providerId: string;
  readonly type: string;
  readonly text: string | undefined;
  readonly payload: string | undefined;
  readonly occurredAt: Date;
  /** False for a late delivery of an old message: it is history, and no automation acts on it. */
  readonly isFresh: boolean;
}

/** Decides on received messages in the transaction that stores them; what it enqueues commits with them. */
export type ReceivedHandler = (batch: readonly ReceivedMessage[], tx: Tx, now: Date) => Promise<void>;

/** A message that was stored just now and shows a file which is yet to be fetched, whoever wrote it. */
export interface AnnouncedFile {
  readonly messageId: string;
  readonly channelId: string;
  readonly media: InboundMedia;
  /** When the platform told of it: its id of the file is good for some days from then. */
  readonly announcedAt: Date;
  /** Sent by staff from the platform's own app. */
  readonly isOurs: boolean;
  /** There may be very many of them, and nobody waits for any. */
  readonly isHistory: boolean;
}

/** Hears of files in the transaction that stores their messages. */
export type FilesHandler = (batch: readonly AnnouncedFile[], tx: Tx, now: Date) => Promise<void>;

/** A message that took longer than this to reach us starts no automation: an answer to it would come out of the blue. */
const FRESH_FOR_MS = 3_600_000;

export interface ApplyDeps {
  ids: Ids;
  contacts: ContactsService;
  handlers: readonly ReceivedHandler[];
  fileHandlers: readonly FilesHandler[];
  onMediaRefused: MediaRefusedHandler;
  channels: Pick<ChannelsService, "stopFor">;
}

type Routed<K extends InboundEvent["kind"]> = RoutedEvent & { event: Extract<InboundEvent, { kind: K }> };

/** Written by the platform, not by the person: opens no service window and starts no automation. */
const NOTICES: ReadonlySet<string> = new Set(["system"]);

export async function applyEvents(tx: Tx, routed: readonly RoutedEvent[], deps: ApplyDeps, now: Date): Promise<void> {
  const ofKind = <K extends InboundEvent["kind"]>(kind: K) =>
    routed.filter((one): one is Routed<K> => one.event.kind === kind);
  await applyIdentityChanges(tx, ofKind("identity"), deps.contacts);
  await applyPreferences(tx, ofKind("preference"), deps.contacts);
  const all: RoutedMessage[] = [...ofKind("message"), ...ofKind("echo")];
  const prepared = await prepareMessages(
    tx,
    all.filter((one) => !isChange(one)),
    deps,
    now,
  );
  const { changes, conversationIds } = await prepareChanges(tx, all.filter(isChange), deps.contacts, now);
  const statuses = ofKind("status");
  const reports = await results.matchReports(
    tx,
    statuses.map((status) => toReport(status, now)),
  );
  // One sorted round of locks for all that follows; see the note in outbox.store.ts.
  await outbox.lockConversations(tx, [
    ...prepared.map((message) => message.conversationId),
    ...conversationIds,
    ...conversationsToLock(reports),
  ]);
  const { received, others, changed, files } = await storeMessages(tx, prepared, now);
  changed.push(...(await storeChanges(tx, changes, now)));
  const placed = changed.length > 0 ? await findPlaces(tx, changed) : [];
  await insertEvent(tx, "messages.changed", describeMessages([...others, ...placed]), now);
  await addToBacklog(tx, [...received.map(({ id }) => id), ...others.map(({ id }) => id), ...changed]);
  if (files.length > 0) for (const handle of deps.fileHandlers) await handle(files, tx, now);
  await storeReports(tx, reports, now);
  await deps.onMediaRefused(tx, refusedForMedia(reports));
  await stopRefusedChannels(tx, statuses, reports, deps.channels);
  if (received.length > 0) {
    for (const handle of deps.handlers) await handle(received, tx, now);
    await insertEvent(tx, "messages.received", describeMessages(received), now);
  }
}

interface PreparedMessage extends Omit<ReceivedMessage, "contactId"> {
  /** Undefined: written by us to a group. */
  readonly contactId: string | undefined;
  readonly direction: "inbound" | "outbound";
  readonly isHistory: boolean;
  readonly content: InboundContent;
  readonly quotedProviderId: string | null;
  readonly announcedAt: Date;
}

async function prepareMessages(
  tx: Tx,
  routed: readonly RoutedMessage[],
  deps: ApplyDeps,
  now: Date,
): Promise<PreparedMessage[]> {
  if (routed.length === 0) return [];
  const timed = routed.map((one) => ({ ...one, at: earlier(one.event.occurredAt ?? one.receivedAt, now) }));
  // The order in which they were written; what shares a second keeps the order of arrival (sort is stable).
  timed.sort((a, b) => a.at.getTime() - b.at.getTime());
  const { contactIds, moved } = await resolvePeople(tx, timed, deps.contacts);
  await handOverConversations(tx, moved);
  const keys = timed.map(({ channelId, event }, index) => ({ channelId, ...placeOf(event, contactIds[index]) }));
  const conversationIds = await resolveConversations(tx, keys, () => deps.ids.newId(), now);
  return timed.map(({ channelId, event, at, receivedAt }, index) => ({
    id: deps.ids.newId(),
    conversationId: conversationIds[index] as string,
    channelId,
    contactId: contactIds[index],
    isGroup: (keys[index] as { isGroup: boolean }).isGroup,
    direction: event.kind === "message" ? ("inbound" as const) : ("outbound" as const),
    isHistory: event.isHistory === true,
    providerId: event.providerId,
    type: event.content.type,
    text: event.content.text,
    payload: event.content.payload,
    content: event.content,
    quotedProviderId: event.quotedProviderId ?? null,
    occurredAt: at,
    announcedAt: receivedAt,
    isFresh: now.getTime() - at.getTime() <= FRESH_FOR_MS,
  }));
}

/** Stores messages, with what people did to them before they came. `received` are those that are new, from people, and no mere history;
 *  `others` the rest of the new ones; `changed` those that were there. */
async function storeMessages(
  tx: Tx,
  prepared: readonly PreparedMessage[],
  now: Date,
): Promise<{ received: ReceivedMessage[]; others: PreparedMessage[]; changed: string[]; files: AnnouncedFile[] }> {
  const inserted = await insertFromPlatform(
    tx,
    prepared.map((message) => ({
      ...message,
      createdAt: message.occurredAt,
      authorId: message.isGroup ? (message.contactId ?? null) : null,
    })),
  );
  const stored = prepared.filter((message) => inserted.has(message.id));
  const inbound = stored.filter((message) => message.direction === "inbound");
  const reopened = await touchInbound(
    tx,
    inbound.map(({ conversationId, occurredAt, type, isHistory }) => ({
      id: conversationId,
      at: occurredAt,
      opensWindow: !NOTICES.has(type),
      isNew: !isHistory && !NOTICES.has(type),
    })),
    now,
  );
  await insertEvent(tx, "conversations.changed", { ids: reopened }, now);
  const echoes = stored.filter((message) => message.direction === "outbound");
  await touchHumanReplies(
    tx,
    echoes.map(({ conversationId, occurredAt }) => ({ id: conversationId, at: occurredAt })),
  );
  const filled = await fillPlaceholders(
    tx,
    prepared.filter((message) => message.isHistory && !inserted.has(message.id)),
  );
  const isReceived = (message: PreparedMessage): message is PreparedMessage & ReceivedMessage =>
    message.direction === "inbound" && !message.isHistory && !NOTICES.has(message.type);
  return {
    received: stored.filter(isReceived),
    others: stored.filter((message) => !isReceived(message)),
    changed: [...filled.values(), ...(await applyEarlyChanges(tx, stored, now))],
    files: prepared.flatMap((message) => {
      const messageId = inserted.has(message.id) ? message.id : filled.get(message.id);
      return messageId === undefined ? [] : announcedBy(message, messageId);
    }),
  };
}

function announcedBy(message: PreparedMessage, messageId: string): AnnouncedFile[] {
  const { channelId, announcedAt, direction, isHistory } = message;
  const { media } = message.content;
  return media ? [{ messageId, channelId, media, announcedAt, isOurs: direction === "outbound", isHistory }] : [];
}

/** A platform whose clock is ahead of ours must not make messages of the future. */
function earlier(time: Date, now: Date): Date {
  return time < now ? time : now;
}
