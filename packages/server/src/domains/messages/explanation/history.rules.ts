/** Everything that happened to a message, in its order. Pure. */
import type { Message, MessageDecision } from "../messages.store.ts";

const MILESTONES = [
  ["dispatched", "dispatchedAt"],
  ["accepted", "acceptedAt"],
  ["sent", "sentAt"],
  ["delivered", "deliveredAt"],
  ["read", "readAt"],
  ["played", "playedAt"],
] as const;
const ENDS: ReadonlySet<string> = new Set(["failed", "cancelled", "expired"]);

/** The plain path is in the message's own times, exceptions are recorded decisions: together they tell everything. Platforms tell times
 *  in whole seconds, so a report may seem earlier than what it reports on: the plain path keeps its order whatever its times. */
export function tellHistory(message: Message, decisions: readonly MessageDecision[]): MessageDecision[] {
  const first = message.direction === "inbound" ? "received" : "queued";
  const source = message.sourceKind === null ? null : { source: { kind: message.sourceKind, id: message.sourceId } };
  const path: MessageDecision[] = [{ at: message.createdAt, kind: first, detail: source }];
  for (const [kind, field] of MILESTONES) {
    const at = message[field];
    if (at !== null) path.push({ at, kind, detail: null });
  }
  const end = findReportedEnd(message, decisions);
  if (end) path.push(end);
  let latestMs = 0;
  const placed = path.map((step) => {
    latestMs = Math.max(latestMs, step.at.getTime());
    return { step, orderMs: latestMs };
  });
  const all = [...placed, ...decisions.map((step) => ({ step, orderMs: step.at.getTime() }))];
  return all.sort((a, b) => a.orderMs - b.orderMs).map(({ step }) => step);
}

/** An end that nobody here decided: the platform reported it, and it stands in the message alone. */
function findReportedEnd(message: Message, decisions: readonly MessageDecision[]): MessageDecision | undefined {
  const { state, endedAt, error } = message;
  if (endedAt === null || !ENDS.has(state)) return undefined;
  const isDecided = decisions.some(({ kind, at }) => kind === state && at.getTime() >= endedAt.getTime());
  return isDecided ? undefined : { at: endedAt, kind: state, detail: { error } };
}
