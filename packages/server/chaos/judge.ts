/** Compares the ledger with what the emulator accepted and what the database says. Pure: the same evidence, the same findings. */
import type { SentMessage } from "@chasqui/graph-emulator";
import { createCauses } from "./causes.ts";
import { type Finding, groupBy } from "./finding.ts";
import { judgeProcesses } from "./judge-processes.ts";
import { judgeWebhooks } from "./judge-webhooks.ts";
import type { MessageRecord } from "./observer.ts";
import type { Evidence } from "./witness.ts";

export interface Verdict {
  readonly findings: readonly Finding[];
  /** Messages whose outcome is still in doubt, with a cause, and those that wait behind one. */
  readonly inDoubt: number;
  readonly waitingBehindDoubt: number;
}

/** States in which the server says that a message went out. */
const OUT = new Set(["accepted", "sent", "delivered", "read", "played"]);
const FOLLOW_UP = "follow-up";

export function judge(evidence: Evidence): Verdict {
  const { ledger, database, accepted } = evidence;
  const findings: Finding[] = [];
  const causes = createCauses(evidence);
  const outbound = database.messages.filter((message) => message.direction === "outbound");
  const acceptedOf = groupBy(accepted, (message) => message.bizOpaqueCallbackData ?? "");
  const inDoubt = new Set<string>();
  let waitingBehindDoubt = 0;

  for (const message of outbound) {
    const times = acceptedOf.get(message.id) ?? [];
    judgeOutbound(message, times);
  }
  judgeDoubts();
  const conversationsInDoubt = new Set(
    outbound.filter(({ id }) => inDoubt.has(id)).map(({ conversationId, lane }) => `${conversationId}/${lane}`),
  );
  for (const message of outbound) judgeUnfinished(message);
  judgeKnown();
  judgeApiSends();
  judgeOrder();
  judgeFencing();
  findings.push(...judgeWebhooks(evidence), ...judgeProcesses(evidence));
  return { findings, inDoubt: inDoubt.size, waitingBehindDoubt };

  function judgeOutbound(message: MessageRecord, times: readonly SentMessage[]): void {
    const { id, state } = message;
    if (times.length > 1)
      findings.push({ kind: "doubled", what: `${name(message)} was accepted ${times.length} times`, messageId: id });
    if (times.some((one) => one.body !== message.text || one.to !== message.address))
      findings.push({ kind: "wrong-state", what: `${name(message)} went out differently`, messageId: id });
    const isUnfinished = message.outboxState !== null;
    if (times.length > 0 && (isUnfinished || !OUT.has(state)))
      findings.push({
        kind: "unreconciled",
        what: `${name(message)} was accepted, but the server says ${state}/${message.outboxState}`,
        messageId: id,
      });
    if (times.length > 0 || isUnfinished) return;
    const says = OUT.has(state) ? `the server says ${state}` : `it ended as ${state}`;
    findings.push({ kind: "lost", what: `${name(message)} never reached the emulator, but ${says}`, messageId: id });
  }

  /** Also of what is decided by now: whatever was ever in doubt must have been in flight at something we did. */
  function judgeDoubts(): void {
    const unfinished = new Map(outbound.map((message) => [message.id, message.outboxState]));
    for (const { messageId, kind, at } of database.decisions) {
      if (kind !== "unknown") continue;
      if (causes.findCause(messageId, at) === undefined)
        findings.push({
          kind: "unexplained-doubt",
          what: `${messageId} was in doubt for no reason of ours`,
          messageId,
        });
      else if (unfinished.get(messageId) === "unknown") inDoubt.add(messageId);
    }
  }

  /** What is not in doubt itself may only wait behind what is. */
  function judgeUnfinished(message: MessageRecord): void {
    const { id, outboxState, conversationId, lane } = message;
    if (outboxState === null || (acceptedOf.get(id)?.length ?? 0) > 0 || inDoubt.has(id)) return;
    if (conversationsInDoubt.has(`${conversationId}/${lane}`)) waitingBehindDoubt += 1;
    else
      findings.push({ kind: "lost", what: `${name(message)} is left in the outbox as ${outboxState}`, messageId: id });
  }

  function judgeKnown(): void {
    const sends = new Map(ledger.sends.map((send) => [send.text, send.to]));
    const replies = new Map(ledger.contactMessages.map((one) => [one.expectedReply, one.from]));
    const known = new Map(outbound.map((message) => [message.id, message]));
    for (const one of accepted) {
      const { body = "", bizOpaqueCallbackData: id } = one;
      const isFollowUp = known.get(id ?? "")?.sourceKind === FOLLOW_UP;
      if (!isFollowUp && (sends.get(body) ?? replies.get(body)) !== one.to)
        findings.push({ kind: "invented", what: `nobody asked for "${body}" to ${one.to}`, messageId: id });
      if (!known.has(id ?? "")) findings.push({ kind: "lost", what: `"${body}" went out but has no history` });
    }
    for (const [key, copies] of groupBy(outbound, (message) => `"${message.text}" to ${message.address}`)) {
      if (copies.length > 1)
        findings.push({ kind: "doubled", what: `${key} exists ${copies.length} times`, messageId: copies[1]?.id });
    }
  }

  function judgeApiSends(): void {
    const known = new Map(outbound.map((message) => [message.id, message]));
    for (const { number, text, acceptedIds, sendAt } of ledger.sends) {
      const [id] = acceptedIds;
      if (id === undefined) continue;
      if (new Set(acceptedIds).size > 1)
        findings.push({ kind: "idempotency", what: `message ${number} was given ${acceptedIds.join(" and ")}` });
      if (known.get(id)?.text !== text)
        findings.push({ kind: "lost", what: `${id} (message ${number}) was answered 202 and is not in the database` });
      const early = sendAt && acceptedOf.get(id)?.find((one) => one.acceptedAt < sendAt.getTime());
      if (early)
        findings.push({ kind: "too-early", what: `message ${number} went out before its time`, messageId: id });
    }
  }

  function judgeOrder(): void {
    const position = new Map(accepted.map((message, index) => [message.body, index]));
    const parked = new Set(database.decisions.filter(({ kind }) => kind === "parked").map((one) => one.messageId));
    const answered = ledger.sends.filter(
      ({ burst, acceptedIds }) => burst && acceptedIds[0] !== undefined && !parked.has(acceptedIds[0]),
    );
    for (const sends of groupBy(answered, (send) => send.burst?.id ?? 0).values()) {
      const order = sends.flatMap((send) => position.get(send.text) ?? []);
      if (order.some((place, index) => index > 0 && place < (order[index - 1] ?? 0))) {
        const texts = sends.map((send) => send.text).join(", ");
        findings.push({
          kind: "out-of-order",
          what: `${texts} did not go out in this order`,
          messageId: sends[0]?.acceptedIds[0],
        });
      }
    }
  }

  function judgeFencing(): void {
    for (const send of database.sends) {
      if (send.epoch === send.ownerEpoch) continue;
      const what = `the owner of epoch ${send.epoch} began a send while the channel belonged to epoch ${send.ownerEpoch}`;
      findings.push({ kind: "fencing", what, messageId: send.messageId });
    }
  }
}

function name({ id, text, address }: MessageRecord): string {
  return `${id} ("${text}" to ${address})`;
}
