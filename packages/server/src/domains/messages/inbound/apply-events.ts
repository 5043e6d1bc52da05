/** Gives routed events their effect, all in the caller's transaction: contacts, conversations, messages, statuses, and the decisions of
 *  those who subscribed. Set-based: the number of statements does not grow with the number of events. */
import type {
  InboundContent,
  InboundMessageEvent,
  InboundSender,
  InboundStatusEvent,
} from "../../../channels/channel.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { Ids } from "../../../platform/ids.ts";
import type { ContactsService, Identity, Person } from "../../contacts/index.ts";
import { resolveConversations, touchInbound } from "../conversations.store.ts";
import { insertInbound } from "../messages.store.ts";
import * as outbox from "../outbox/outbox.store.ts";
import * as results from "../outbox/result.store.ts";
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

/** A message that took longer than this to reach us starts no automation: an answer to it would come out of the blue. */
const FRESH_FOR_MS = 3_600_000;

export interface ApplyDeps {
  ids: Ids;
  contacts: ContactsService;
  handlers: readonly ReceivedHandler[];
}

type RoutedMessage = RoutedEvent & { event: InboundMessageEvent };
type RoutedStatus = RoutedEvent & { event: InboundStatusEvent };

export async function applyEvents(tx: Tx, routed: readonly RoutedEvent[], deps: ApplyDeps, now: Date): Promise<void> {
  const messages = routed.filter((one): one is RoutedMessage => one.event.kind === "message");
  const statuses = routed.filter((one): one is RoutedStatus => one.event.kind === "status");
  const prepared = await prepareMessages(tx, messages, deps, now);
  const reports = await results.matchReports(tx, statuses.map(toReport(now)));
  const endingSends = reports.filter((report) => report.inOutbox);
  // One sorted round of locks for all that follows; see the note in outbox.store.ts.
  await outbox.lockConversations(tx, [
    ...prepared.map((message) => message.conversationId),
    ...endingSends.map((report) => report.conversationId as string),
  ]);
  const received = await storeMessages(tx, prepared);
  await storeReports(tx, reports, now);
  if (received.length > 0) {
    for (const handle of deps.handlers) await handle(received, tx, now);
    await results.insertEvent(tx, "messages.received", { ids: received.map((message) => message.id) }, now);
  }
}

interface PreparedMessage extends ReceivedMessage {
  readonly content: InboundContent;
  readonly quotedProviderId: string | null;
  readonly address: string;
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
  const contactIds = await deps.contacts.resolve(
    tx,
    timed.map((one) => toPerson(one.event.from, one.channelId)),
  );
  const keys = timed.map(({ channelId, event }, index) => ({
    channelId,
    address: event.group ?? addressOf(event.from),
    contactId: event.group === undefined ? (contactIds[index] as string) : null,
    isGroup: event.group !== undefined,
  }));
  const conversationIds = await resolveConversations(tx, keys, () => deps.ids.newId(), now);
  return timed.map(({ channelId, event, at }, index) => ({
    id: deps.ids.newId(),
    conversationId: conversationIds[index] as string,
    channelId,
    contactId: contactIds[index] as string,
    isGroup: event.group !== undefined,
    providerId: event.providerId,
    type: event.content.type,
    text: event.content.text,
    payload: event.content.payload,
    content: event.content,
    quotedProviderId: event.quotedProviderId ?? null,
    address: (keys[index] as { address: string }).address,
    occurredAt: at,
    isFresh: now.getTime() - at.getTime() <= FRESH_FOR_MS,
  }));
}

async function storeMessages(tx: Tx, prepared: readonly PreparedMessage[]): Promise<PreparedMessage[]> {
  const inserted = await insertInbound(
    tx,
    prepared.map((message) => ({ ...message, createdAt: message.occurredAt })),
  );
  const received = prepared.filter((message) => inserted.has(message.id));
  const touches = received.map(({ conversationId, occurredAt, address }) => ({
    id: conversationId,
    at: occurredAt,
    opensWindow: true,
    address,
  }));
  await touchInbound(tx, touches);
  return received;
}

async function storeReports(tx: Tx, reports: readonly results.MatchedReport[], now: Date): Promise<void> {
  if (reports.length === 0) return;
  const found = reports.filter(
    (report): report is results.MatchedReport & { foundId: string } => report.foundId !== null,
  );
  await results.applyReports(tx, found);
  await results.keepEarlyReports(
    tx,
    reports.filter((report) => report.foundId === null),
    now,
  );
  const ending = found.filter((report) => report.inOutbox);
  if (ending.length > 0) {
    // The platform reports on it, so it went out, whatever we knew of it.
    await results.deleteOutboxRows(
      tx,
      ending.map((report) => report.foundId),
    );
    const detail = { reason: { code: "reported", title: "The platform reported on it, so it went out." } };
    await outbox.insertMessageEvents(
      tx,
      ending.map((report) => ({ messageId: report.foundId, kind: "reconciled", detail })),
      now,
    );
    await outbox.promoteNext(
      tx,
      ending.map((report) => report.conversationId as string),
      now,
    );
  }
  for (const [channelId, dispatchedAt] of latestDispatches(found))
    await results.noteProgress(tx, channelId, dispatchedAt);
  if (found.length > 0)
    await results.insertEvent(
      tx,
      "messages.changed",
      { ids: [...new Set(found.map((report) => report.foundId))] },
      now,
    );
}

function latestDispatches(reports: readonly results.MatchedReport[]): Map<string, Date> {
  const latest = new Map<string, Date>();
  for (const { channelId, dispatchedAt } of reports) {
    const known = latest.get(channelId);
    if (dispatchedAt && (!known || dispatchedAt > known)) latest.set(channelId, dispatchedAt);
  }
  return latest;
}

function toReport(now: Date) {
  return ({ channelId, event }: RoutedStatus): results.StatusReport => ({
    channelId,
    providerId: event.providerId,
    messageId: event.messageId ?? null,
    status: event.status,
    at: earlier(event.occurredAt ?? now, now),
    error: event.failure?.error ?? null,
  });
}

/** The most trusted identity first: a business-scoped id belongs to one person, a phone number can change hands. */
function toPerson(sender: InboundSender, channelId: string): Person {
  const identities: Identity[] = [];
  if (sender.bsuid !== undefined) identities.push({ kind: "bsuid", scope: channelId, value: sender.bsuid });
  if (sender.phone !== undefined) identities.push({ kind: "phone", scope: "", value: sender.phone });
  return { identities, displayName: sender.displayName, username: sender.username };
}

function addressOf(sender: InboundSender): string {
  const address = sender.phone ?? sender.bsuid;
  if (address === undefined) throw new Error("a sender has neither phone nor id");
  return address;
}

/** A platform whose clock is ahead of ours must not make messages of the future. */
function earlier(time: Date, now: Date): Date {
  return time < now ? time : now;
}
