import type { Finding } from "./finding.ts";
import type { Ledger } from "./ledger.ts";
import type { Evidence } from "./witness.ts";

/** Said by a server whose database was killed; nothing else may be an error. */
const DATABASE_AWAY =
  /embedded PostgreSQL ended unexpectedly|postmaster exit|starting up|not yet accepting|recovery mode|not queryable|terminat|57P0\d|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|another server process exited/i;
/** PostgreSQL is back within a second or two; what was begun meanwhile may complain a little later. */
const DATABASE_AWAY_MS = 6_000;

/** How the servers bore it: nothing set aside, no errors in the log, no process that fell over by itself. */
export function judgeProcesses({ ledger, database, unansweredWebhooks }: Evidence): Finding[] {
  const findings: Finding[] = [];
  const trouble = (what: string) => findings.push({ kind: "trouble", what });
  for (const { id, error } of database.quarantined) trouble(`inbound event ${id} was set aside: ${error}`);
  if (database.channels !== 1) trouble(`there are ${database.channels} channels instead of one`);
  if (unansweredWebhooks > 0) trouble(`${unansweredWebhooks} webhooks were not answered 200 in the end`);
  for (const { at, text } of ledger.troubleLines)
    if (!DATABASE_AWAY.test(text) || !wasDatabaseAway(ledger, at)) trouble(`a server logged ${text}`);
  for (const { text } of ledger.badEnds) trouble(text);
  for (const answer of ledger.unexpectedAnswers) trouble(answer);
  return findings;
}

/** With an embedded database, killing the node takes the database from under its next start. A frozen node notices when it is thawed. */
function wasDatabaseAway({ disturbances }: Ledger, at: number): boolean {
  const wentAway = (since: number) =>
    disturbances.some((one) => one.kind === "kill-postgres" && one.at >= since - DATABASE_AWAY_MS && one.at <= at);
  const thawed = disturbances.filter(
    (one) => one.kind === "freeze" && one.until <= at && one.until >= at - DATABASE_AWAY_MS,
  );
  return wentAway(Math.min(at, ...thawed.map((one) => one.at)));
}
