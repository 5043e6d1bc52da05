/** One run: a world is built, loaded, disturbed, left to settle, and judged. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { disturb } from "./disturb.ts";
import { startFaults } from "./faults.ts";
import { judge, type Verdict } from "./judge.ts";
import { count, createLedger, type Ledger } from "./ledger.ts";
import { startLoad } from "./load.ts";
import type { LogLine, NodeEnd } from "./node-process.ts";
import { readDatabase } from "./observer.ts";
import type { ChaosOptions } from "./options.ts";
import { createRandom } from "./random.ts";
import { settle } from "./settle.ts";
import { type Evidence, gatherEvidence } from "./witness.ts";
import { buildWorld } from "./world.ts";

export interface Outcome extends Verdict {
  readonly options: ChaosOptions;
  readonly kills: number;
  readonly evidence: Evidence;
  readonly faults: ReadonlyMap<string, number>;
  readonly seconds: { readonly disturbed: number; readonly settled: number };
  /** Where the servers' logs are. */
  readonly logDir: string;
}

/** A database that is killed while it recovers needs longer each time. */
const DATABASE_BACK_MS = 5_000;
const PROGRESS_EVERY_MS = 30_000;

/** @param tell is given a line now and then. */
export async function runWorld(
  options: ChaosOptions,
  tell: (line: string) => void = () => undefined,
): Promise<Outcome> {
  const random = createRandom(options.seed);
  const ledger = createLedger();
  await using world = await buildWorld(options, random, {
    onLine: (line) => noteLine(ledger, line),
    onNodeEnded: (end) => noteEnd(ledger, end),
  });
  const { emulator, nodes, apiKeys } = world;
  const load = startLoad({ emulator, nodes, apiKeys, ledger, random: random.fork("load") });
  const faults = startFaults(emulator, random.fork("faults"));
  const progress = setInterval(() => {
    const kills = ledger.disturbances.filter((one) => one.kind.startsWith("kill")).length;
    tell(`${kills} kills, ${ledger.sends.length} sends asked for, ${emulator.acceptedCount} accepted by the emulator`);
  }, PROGRESS_EVERY_MS).unref();
  const startedAt = Date.now();
  const { kills } = await disturb(world, options, ledger, random.fork("disturbances"));
  await faults.stop();
  await load.stop();
  const quietAt = Date.now();
  tell(`${kills} kills done; waiting for what is left`);
  await settle(world, load, options.settle);
  clearInterval(progress);
  const settledAt = Date.now();

  const evidence = gatherEvidence(emulator, ledger, await readDatabase(world.pool));
  const seconds = { disturbed: (quietAt - startedAt) / 1000, settled: (settledAt - quietAt) / 1000 };
  const verdict = judge(evidence);
  if (verdict.findings.length > 0) saveEvidence(world.logDir, evidence);
  return { ...verdict, options, kills, evidence, faults: faults.hits, seconds, logDir: world.logDir };
}

function noteLine(ledger: Ledger, line: LogLine): void {
  const { level, msg, pid, node, epoch } = line;
  // The job queue's own log says `error`.
  const err = line.err ?? line.error;
  // The sandbox has an owner, too, and nothing to lose.
  if (msg === "this node now sends on the channel" && line.kind === "cloud-api")
    ledger.owners.push({ epoch: String(epoch), pid, node });
  const { code, message } = (err ?? {}) as { code?: string; message?: string };
  if (level === "warn") count(ledger.warnings, err ? `${msg} (${code ?? message})` : msg);
  if (level !== "error" && level !== "fatal") return;
  const text = `on ${node}: ${msg} ${err ? JSON.stringify(err).slice(0, 600) : ""}`;
  ledger.troubleLines.push({ at: Date.now(), msg, text });
}

/** Starting without a database, or being stopped while it is away, may fail; otherwise ending by itself is a finding. */
function noteEnd(ledger: Ledger, { node, pid, at, startedAt, wasReady, exit, by, stopAskedAt }: NodeEnd): void {
  const record = ledger.disturbances.findLast((one) => one.pid === pid && one.kind !== "freeze");
  if (record) record.until = at;
  if (by === "SIGKILL") return;
  const since = by === "SIGTERM" ? (stopAskedAt ?? startedAt) : startedAt;
  const excused = ledger.disturbances.some(
    (one) =>
      one.until >= since - DATABASE_BACK_MS &&
      (one.kind === "kill-postgres" || (one.kind === "freeze" && one.pid === pid)),
  );
  if (by === "SIGTERM" && wasReady && exit !== 0 && !excused)
    ledger.badEnds.push({ at, since, text: `node ${node} took ${at - since} ms to stop and ended with ${exit}` });
  if (by === undefined && (wasReady || !excused))
    ledger.badEnds.push({ at, since, text: `node ${node} (process ${pid}) ended by itself with ${exit}` });
}

/** The database is gone with the world; this is what one can look at afterwards. */
function saveEvidence(logDir: string, { ledger, database, accepted, answeredMessages }: Evidence): void {
  const asText = (_key: string, value: unknown) => (value instanceof Map ? Object.fromEntries(value) : value);
  writeFileSync(
    join(logDir, "evidence.json"),
    JSON.stringify({ ledger, database, accepted, answeredMessages }, asText),
  );
}
