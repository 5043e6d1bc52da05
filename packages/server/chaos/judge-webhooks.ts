import type { Finding } from "./finding.ts";
import { count } from "./ledger.ts";
import type { Evidence } from "./witness.ts";

/** Every webhook answered 200 has its effect once: a stored message with one reply, or a status on its message. */
export function judgeWebhooks(evidence: Evidence): Finding[] {
  return [...judgeContactMessages(evidence), ...judgeStatuses(evidence)];
}

function judgeContactMessages({ ledger, database, answeredMessages }: Evidence): Finding[] {
  const findings: Finding[] = [];
  const stored = new Map<string, number>();
  const replies = new Map<string, number>();
  for (const { direction, sourceKind, address, text } of database.messages) {
    if (direction === "inbound") count(stored, `${address} ${text}`);
    else if (sourceKind === "autoreply") count(replies, text ?? "");
  }
  for (const { wamid, from, expectedReply } of ledger.contactMessages) {
    const times = answeredMessages.get(wamid) ?? 0;
    const text = `echo ${expectedReply.slice("You said: ".length)}`;
    const effects = { stored: stored.get(`${from} ${text}`) ?? 0, "replied to": replies.get(expectedReply) ?? 0 };
    for (const [effect, done] of Object.entries(effects)) {
      const what = `"${text}" of ${from} was answered 200 ${times} times and ${effect} ${done} times`;
      if (done > 1) findings.push({ kind: "webhook-doubled", what });
      if (done === 0 && times > 0) findings.push({ kind: "webhook-lost", what });
    }
  }
  return findings;
}

function judgeStatuses({ database, answeredStatuses }: Evidence): Finding[] {
  const byProviderId = new Map(database.messages.map((message) => [message.providerId, message]));
  return answeredStatuses.flatMap(({ wamid, status }) => {
    const message = byProviderId.get(wamid);
    if (status === "sent" ? message?.sentAt : message?.deliveredAt) return [];
    const what = `the status ${status} of ${wamid} was answered 200 and left no trace`;
    return [{ kind: "webhook-lost", what, messageId: message?.id } as const];
  });
}
