import type { GroupChangeReport } from "../../channels/groups.ts";
import type { Tx } from "../../platform/db/index.ts";
import { insertEvent } from "../../platform/events/index.ts";
import { insertConversationEvents } from "./conversation-changes.store.ts";
import { findConversationsWithGroups } from "./conversations.store.ts";

/** Groups have changed: where there are conversations with them, live views hear of it, and what happened stands in their threads. A group in
 *  which nobody wrote gets no conversation by this. */
export async function noteGroupNews(
  tx: Tx,
  groups: ReadonlyArray<{ readonly channelId: string; readonly address: string }>,
  happened: GroupChangeReport | undefined,
  now: Date,
): Promise<void> {
  const ids = await findConversationsWithGroups(tx, groups);
  if (happened) {
    const { at = now, ...detail } = happened;
    // A platform whose clock is ahead of ours must not make events of the future.
    const when = at < now ? at : now;
    await insertConversationEvents(tx, ids, { kind: "group-changed", actor: null, detail }, when);
  }
  await insertEvent(tx, "conversations.changed", { ids }, now);
}
