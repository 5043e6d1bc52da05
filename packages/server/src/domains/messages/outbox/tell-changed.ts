import type { Db, Tx } from "../../../platform/db/index.ts";
import { describeMessages, insertEvent } from "../../../platform/events/index.ts";

/** Tells live views that something about these messages is different now. */
export function tellMessagesChanged(
  tx: Db | Tx,
  messages: ReadonlyArray<{ readonly messageId: string; readonly conversationId: string }>,
  now: Date,
): Promise<void> {
  const named = messages.map(({ messageId, conversationId }) => ({ id: messageId, conversationId }));
  return insertEvent(tx, "messages.changed", describeMessages(named), now);
}
