/** What a person may do with one outbound message. Each runs with the message's conversation locked. */
import type { Tx } from "../../../platform/db/index.ts";
import { MessageUnknown, StateForbids } from "../messages.errors.ts";
import type { Message } from "../messages.store.ts";
import * as outbox from "./outbox.store.ts";

const CANCELLED = { code: "cancelled-by-person", title: "Cancelled by a person." };

export async function cancelMessage(tx: Tx, message: Message, now: Date): Promise<void> {
  const row = await lockOutboundRow(tx, message);
  if (!row || row.state === "sending") throw new StateForbids("cancelled", row ? "being sent" : message.state);
  await outbox.endMessages(tx, [{ messageId: message.id, state: "cancelled", error: CANCELLED }], now);
  await outbox.insertMessageEvents(
    tx,
    [{ messageId: message.id, kind: "cancelled", detail: { reason: CANCELLED } }],
    now,
  );
  await outbox.promoteNext(tx, [message.conversationId], now);
}

const RETRIABLE = new Set(["failed", "cancelled", "expired"]);

export async function retryMessage(tx: Tx, message: Message, now: Date): Promise<void> {
  const row = await lockOutboundRow(tx, message);
  if (row && row.state !== "unknown") throw new StateForbids("sent again", message.state);
  const source = message.sourceKind ?? "api";
  if ((!row && !RETRIABLE.has(message.state)) || source === "phone")
    throw new StateForbids("sent again", message.state);
  if (row) {
    await outbox.setMessageState(tx, [message.id], "queued");
    await outbox.requeue(tx, [{ messageId: message.id, availableAt: now, scheduled: null }], now);
  } else {
    await outbox.reopen(tx, [{ ...message, sourceKind: source, availableAt: now }], now);
    await outbox.promoteNext(tx, [message.conversationId], now);
  }
  const detail = {
    reason: { code: "retried-by-person", title: "Sent again by a person." },
    before: { state: message.state, error: message.error, providerId: message.providerId },
  };
  await outbox.insertMessageEvents(tx, [{ messageId: message.id, kind: "retried-by-person", detail }], now);
}

export async function holdMessage(tx: Tx, message: Message, now: Date): Promise<void> {
  const row = await lockOutboundRow(tx, message);
  if (!row || (row.state !== "ready" && row.state !== "waiting"))
    throw new StateForbids("held", row?.state ?? message.state);
  await outbox.hold(tx, [message.id], now);
  await outbox.insertMessageEvents(
    tx,
    [
      {
        messageId: message.id,
        kind: "held",
        detail: { reason: { code: "held-by-person", title: "Held by a person." } },
      },
    ],
    now,
  );
  await outbox.promoteNext(tx, [message.conversationId], now);
}

export async function releaseMessage(tx: Tx, message: Message, now: Date): Promise<void> {
  const row = await lockOutboundRow(tx, message);
  if (row?.state !== "held") throw new StateForbids("released", message.state);
  await outbox.setMessageState(tx, [message.id], "queued");
  const availableAt = message.sendAt && message.sendAt > now ? message.sendAt : now;
  await outbox.requeue(tx, [{ messageId: message.id, availableAt, scheduled: availableAt > now }], now);
  await outbox.insertMessageEvents(tx, [{ messageId: message.id, kind: "released" }], now);
}

async function lockOutboundRow(tx: Tx, message: Message): Promise<outbox.OutboxRow | undefined> {
  if (message.direction !== "outbound") throw new MessageUnknown();
  const [row] = await outbox.lockRows(tx, [message.id]);
  return row;
}
