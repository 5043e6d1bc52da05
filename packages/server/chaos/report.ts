import { groupBy } from "./finding.ts";
import type { Outcome } from "./run-world.ts";
import { tellStory } from "./story.ts";

const STORIES_A_KIND = 3;
const FINDINGS_A_KIND = 8;

/** What a run came to, for a person. */
export function report(outcome: Outcome): string {
  const { options, evidence, findings, kills, seconds } = outcome;
  const { ledger, database, accepted } = evidence;
  const disturbances = (kind: string) => ledger.disturbances.filter((one) => one.kind === kind).length;
  const decisions = (kind: string) => database.decisions.filter((one) => one.kind === kind).length;
  const found = (...kinds: string[]) => findings.filter((finding) => kinds.includes(finding.kind)).length;
  const answered = ledger.sends.filter((send) => send.acceptedIds.length > 0);
  const repeated = [...evidence.answeredMessages.values()].filter((times) => times > 1).length;
  const lines = [
    `chaos: seed ${options.seed}, ${options.nodes === 2 ? "2 nodes on one PostgreSQL" : "1 node with its own PostgreSQL"}, sabotage ${options.sabotage}`,
    `  ${kills} kills (${disturbances("kill-node")} of nodes, ${disturbances("kill-postgres")} of PostgreSQL), ${disturbances("freeze")} freezes, ${disturbances("restart")} clean restarts in ${seconds.disturbed.toFixed(0)} s; settled in ${seconds.settled.toFixed(0)} s`,
    `  ${database.owners.length} owners of the channel; sends arriving after a take-over: ${countLateSends(outcome)}`,
    `  faults of the emulator: ${[...outcome.faults].map(([name, hits]) => `${name} ${hits}`).join(", ")}`,
    `  sends asked for ${ledger.sends.length}, answered 202 ${answered.length}, requests repeated ${ledger.sends.reduce((sum, send) => sum + Math.max(0, send.requests - 1), 0)}; answers ${[...ledger.answers].map(([status, times]) => `${status || "none"} × ${times}`).join(", ")}`,
    `  messages of contacts ${ledger.contactMessages.length}, answered 200 ${evidence.answeredMessages.size}, delivered more than once ${repeated}; statuses answered 200 ${evidence.answeredStatuses.length}`,
    `  accepted by the emulator ${accepted.length}`,
    `  unknown ${decisions("unknown")}, reconciled ${decisions("reconciled")}, sent again on evidence ${decisions("resent")}, parked ${decisions("parked")}; still in doubt ${outcome.inDoubt}, waiting behind them ${outcome.waitingBehindDoubt}`,
    ...[...ledger.warnings]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 12)
      .map(([text, times]) => `  warned ${times} ×: ${text}`),
  ];
  for (const [kind, list] of groupBy(findings, (finding) => finding.kind)) {
    lines.push(`FOUND ${kind} × ${list.length}`);
    for (const [index, { what, messageId }] of list.slice(0, FINDINGS_A_KIND).entries()) {
      lines.push(`  ${what}`);
      if (messageId !== undefined && index < STORIES_A_KIND)
        lines.push(...tellStory(messageId, evidence).map((step) => `      ${step}`));
    }
  }
  lines.push(
    `${found("lost", "webhook-lost")} lost, ${found("doubled", "webhook-doubled")} doubled, ${findings.length} findings${findings.length > 0 ? `; logs in ${outcome.logDir}` : ""}`,
  );
  return lines.join("\n");
}

/** Begun by an owner that was followed by another before the message arrived: frozen, or cut off, in between. */
function countLateSends({ evidence: { database, accepted } }: Outcome): number {
  const ends = new Map(database.owners.map(({ epoch }, index) => [epoch, database.owners[index + 1]?.at]));
  const epochs = new Map(database.sends.map((send) => [send.messageId, send.epoch]));
  return accepted.filter(({ bizOpaqueCallbackData: id, acceptedAt }) => {
    const end = ends.get(epochs.get(id ?? "") ?? "");
    return end !== undefined && acceptedAt > end.getTime();
  }).length;
}
