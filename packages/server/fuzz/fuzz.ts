/** The run: generates requests from a seed, sends them, judges every answer, and looks at the whole afterwards. */
import fc from "fast-check";
import { type ApiDocument, fetchApiDocument } from "./api-document.ts";
import { apiRequests } from "./api-requests.ts";
import { HOSTILE_BODIES } from "./corpus/hostile-bodies.ts";
import { createExchange, type Exchange } from "./exchange.ts";
import { checkAfterwards } from "./final-checks.ts";
import { createFindings, type Finding } from "./findings.ts";
import { rawRequests } from "./raw-requests.ts";
import type { FuzzRequest } from "./requests.ts";
import type { FuzzTarget } from "./target.ts";
import { webhookRequests } from "./webhook-requests.ts";

export interface FuzzResult {
  readonly sent: number;
  readonly promisedWebhooks: number;
  readonly findings: readonly Finding[];
  /** How often each kind of request got each status. */
  readonly statuses: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly residentBytes: { readonly start: number; readonly highest: number; readonly end: number } | undefined;
}

export interface FuzzRun {
  readonly requests: number;
  readonly seed: number;
  readonly concurrency: number;
  readonly tell: (line: string) => void;
  /** Ends the run after the batch under way. */
  readonly stop?: AbortSignal;
}

/** Requests generated at once; after each, the server's health is looked at. */
const BATCH = 250;
/** Beyond it, memory is not bounded: what may wait in the ingest buffer is 32 MB. */
const RESIDENT_LIMIT = 1024 * 1024 * 1024;

export async function fuzz(target: FuzzTarget, run: FuzzRun): Promise<FuzzResult> {
  const findings = createFindings(run.seed);
  using exchange = await createExchange(target, findings, run.concurrency);
  const requests = allRequests(await fetchApiDocument(target.url));
  const resident = watchMemory(target, findings);
  let sent = 0;
  const goesOn = () => sent < run.requests && target.ending() === undefined && run.stop?.aborted !== true;
  for (let batch = 0; goesOn(); batch++) {
    const list = generate(requests, run, batch).slice(0, run.requests - sent);
    await sendAll(target, exchange, list, sent, run.concurrency);
    sent += list.length;
    await exchange.checkHealth(sent);
    resident.look();
    if (batch % 20 === 19) run.tell(`${sent} sent, ${findings.all.length} findings, ${resident.describe()}`);
  }
  if (target.ending() === undefined) await checkAfterwards(target, exchange, findings);
  else findings.add("the process", `the server ended with ${target.ending()}`, sent, () => target.log().slice(-2_000));
  resident.look();
  return {
    sent,
    promisedWebhooks: exchange.ledger.promised,
    findings: findings.all,
    statuses: exchange.statuses,
    residentBytes: resident.result(),
  };
}

function allRequests(document: ApiDocument): fc.Arbitrary<FuzzRequest> {
  return fc.oneof<fc.MaybeWeightedArbitrary<FuzzRequest>[]>(
    { weight: 60, arbitrary: apiRequests(document) },
    { weight: 32, arbitrary: webhookRequests },
    { weight: 8, arbitrary: rawRequests },
  );
}

/** The corpus goes first, and is part of what is counted. */
function generate(requests: fc.Arbitrary<FuzzRequest>, { seed }: FuzzRun, batch: number): FuzzRequest[] {
  if (batch === 0) {
    return HOSTILE_BODIES.map(({ name, body }) => ({
      kind: "webhook",
      label: "POST webhook, signed",
      path: `/webhook?corpus=${encodeURIComponent(name)}`,
      headers: [["content-type", "application/json"]],
      body,
      signature: "valid",
    }));
  }
  // Seeds of neighbouring batches must not be neighbours: the generator's first draws would be alike.
  return fc.sample(requests, { numRuns: BATCH, seed: Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(batch, 0x85ebca6b) });
}

async function sendAll(
  target: FuzzTarget,
  exchange: Exchange,
  list: readonly FuzzRequest[],
  before: number,
  concurrency: number,
): Promise<void> {
  let next = 0;
  async function work(): Promise<void> {
    for (let index = next++; index < list.length && target.ending() === undefined; index = next++) {
      await exchange.send(list[index] as FuzzRequest, before + index);
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work));
}

function watchMemory(target: FuzzTarget, findings: ReturnType<typeof createFindings>) {
  const start = target.residentBytes();
  let highest = start ?? 0;
  let end = highest;
  return {
    look() {
      const now = target.residentBytes();
      if (now === undefined) return;
      end = now;
      highest = Math.max(highest, now);
      if (now > RESIDENT_LIMIT) findings.add("the process", `its memory grew beyond ${toMegabytes(RESIDENT_LIMIT)}`, 0);
    },
    describe: () => (start === undefined ? "memory not measured" : `${toMegabytes(end)} resident`),
    result: () => (start === undefined ? undefined : { start, highest, end }),
  };
}

export function toMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}
