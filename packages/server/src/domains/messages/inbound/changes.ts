/** Reactions, edits and revocations, of contacts and of staff in the app: what changes another message instead of being one.
 *
 *  Platforms keep no order: a change may come before the message it is about, and before the answer of the send that tells us our
 *  message's id. Such a change is kept, and applied when the message becomes known (applyEarlyChanges). */
import type { InboundEchoEvent, InboundMessageEvent } from "../../../channels/channel.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { ContactsService } from "../../contacts/index.ts";
import { findConversations } from "../conversations.store.ts";
import * as store from "./changes.store.ts";
import { keepEarlyChanges, takeEarlyChanges } from "./early-changes.store.ts";
import { insertNewKeys } from "./inbound.store.ts";
import { placeOf, resolvePeople } from "./people.ts";
import type { RoutedEvent } from "./route-events.ts";

export type RoutedMessage = RoutedEvent & { event: InboundMessageEvent | InboundEchoEvent };

const TYPES: ReadonlySet<string> = new Set(["reaction", "edit", "revoke"] satisfies Array<store.MessageChange["type"]>);

export function isChange({ event }: RoutedMessage): boolean {
  return TYPES.has(event.content.type);
}

export interface PreparedChanges {
  readonly changes: readonly store.MessageChange[];
  /** To be locked before storeChanges. Whoever records a send holds its conversation's lock too: so either we find the message, or they
   *  find what we kept. */
  readonly conversationIds: readonly string[];
}

/** Changes leave no row of their own, so a key tells repeats. */
export async function prepareChanges(
  tx: Tx,
  routed: readonly RoutedMessage[],
  contacts: ContactsService,
  now: Date,
): Promise<PreparedChanges> {
  if (routed.length === 0) return { changes: [], conversationIds: [] };
  const keyOf = ({ channelId, event }: RoutedMessage) => `change\n${channelId}\n${event.providerId}`;
  const newKeys = await insertNewKeys(tx, routed.map(keyOf), now);
  const fresh = routed.filter((one) => newKeys.delete(keyOf(one)) && one.event.quotedProviderId !== undefined);
  if (fresh.length === 0) return { changes: [], conversationIds: [] };
  const { contactIds } = await resolvePeople(tx, fresh, contacts);
  const keys = fresh.map(({ channelId, event }, index) => ({ channelId, ...placeOf(event, contactIds[index]) }));
  const conversationIds = await findConversations(tx, keys);
  const changes = fresh.map(({ channelId, event, receivedAt }, index) => ({
    channelId,
    type: event.content.type as store.MessageChange["type"],
    targetProviderId: event.quotedProviderId as string,
    contactId: event.kind === "message" ? (contactIds[index] as string) : null,
    emoji: event.content.payload ?? "",
    text: event.content.text ?? null,
    // A platform whose clock is ahead of ours must not make changes of the future.
    at: new Date(Math.min((event.occurredAt ?? receivedAt).getTime(), now.getTime())),
  }));
  return { changes, conversationIds: conversationIds.filter((id) => id !== undefined) };
}

/** After the messages that came with them are stored. */
export async function storeChanges(tx: Tx, changes: readonly store.MessageChange[], now: Date): Promise<string[]> {
  if (changes.length === 0) return [];
  const keyOf = (one: { channelId: string; targetProviderId: string }) => `${one.channelId}\n${one.targetProviderId}`;
  const known = new Set((await store.findTargets(tx, changes)).map(keyOf));
  await keepEarlyChanges(
    tx,
    changes.filter((change) => !known.has(keyOf(change))),
    now,
  );
  return apply(
    tx,
    changes.filter((change) => known.has(keyOf(change))),
    now,
  );
}

/** Gives messages that have just become known what was kept for them. Answers with the ids of those it changed. */
export async function applyEarlyChanges(
  tx: Tx,
  messages: ReadonlyArray<{ readonly channelId: string; readonly providerId: string }>,
  now: Date,
): Promise<string[]> {
  return apply(tx, await takeEarlyChanges(tx, messages), now);
}

async function apply(tx: Tx, changes: readonly store.MessageChange[], now: Date): Promise<string[]> {
  const ofType = (type: store.MessageChange["type"]) => changes.filter((change) => change.type === type);
  return [
    ...(await store.applyReactions(tx, ofType("reaction"))),
    ...(await store.applyEdits(tx, ofType("edit"), now)),
    ...(await store.applyRevocations(tx, ofType("revoke"))),
  ];
}
