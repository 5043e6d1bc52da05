import { type Db, runInTransaction } from "../../../platform/db/index.ts";
import * as outbox from "./outbox.store.ts";
import { findUnknown } from "./result.store.ts";
import { judgeUnknown } from "./retry.rules.ts";
import { tellMessagesChanged } from "./tell-changed.ts";

const WHY = {
  resend: "No report came on it although reports on later messages did, so it was not accepted: sent again.",
  park: "Nobody can tell whether it went out: left to a person.",
};

/** Judges a channel's messages whose outcome is unknown: wait on, send again, or leave to a person. See judgeUnknown. */
export function settleUnknown(
  db: Db,
  channelId: string,
  known: { readonly resendIsSafe: boolean; readonly hearingSince: Date },
  now: Date,
): Promise<void> {
  return runInTransaction(db, async (tx) => {
    const { rows, latestConfirmedDispatchAt } = await findUnknown(tx, channelId);
    const judged = rows.map((row) => ({
      ...row,
      verdict: judgeUnknown(row, { latestConfirmedDispatchAt, ...known }, now),
    }));
    const due = judged.filter((row) => row.verdict !== "wait");
    if (due.length === 0) return;
    const conversationIds = due.map((row) => row.conversationId);
    await outbox.lockConversations(tx, conversationIds);
    const locked = await outbox.lockRows(
      tx,
      due.map((row) => row.messageId),
    );
    const still = new Set(locked.filter((row) => row.state === "unknown" && !row.parked).map((row) => row.messageId));
    const resent = due
      .filter((row) => row.verdict === "resend" && still.has(row.messageId))
      .map((row) => row.messageId);
    const parked = due.filter((row) => row.verdict === "park" && still.has(row.messageId)).map((row) => row.messageId);
    await outbox.setMessageState(tx, resent, "queued");
    await outbox.requeue(
      tx,
      resent.map((messageId) => ({ messageId, availableAt: now, scheduled: null })),
      now,
    );
    await outbox.park(tx, parked, now);
    await outbox.insertMessageEvents(
      tx,
      [
        ...resent.map((messageId) => ({ messageId, kind: "resent", detail: { reason: WHY.resend } })),
        ...parked.map((messageId) => ({ messageId, kind: "parked", detail: { reason: WHY.park } })),
      ],
      now,
    );
    await outbox.promoteNext(tx, conversationIds, now);
    await tellMessagesChanged(
      tx,
      due.filter((row) => still.has(row.messageId)),
      now,
    );
  });
}
