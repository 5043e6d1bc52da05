/** Signed webhooks answered after their commit, beside a bare Fastify route that stores nothing. The server also processes what it stored,
 *  as it always does; how long it took until all was processed is told too. */
import { join } from "node:path";
import { PRESET, startBenchServer, waitUntilNone } from "./bench-server.ts";
import { type LoadResult, runLoad, startEmulatorProcess, startPeer } from "./children.ts";
import { describeShares, watchCpu } from "./cpu.ts";
import type { Finding } from "./report.ts";
import { median, ratios } from "./statistics.ts";

const CONNECTIONS = 128;
const OURS = 20_000;
const BARE = 60_000;
const CONTACTS = 5_000;
const TARGET = 0.5;

export async function measureWebhooks({ rounds }: { rounds: number }): Promise<Finding[]> {
  await using emulator = await startEmulatorProcess();
  await using server = await startBenchServer({ emulator });
  await using bare = await startPeer(join(import.meta.dirname, "load/bare-fastify.ts"));
  const task = { ...PRESET, contacts: CONTACTS, text: "How much is the blue one?", connections: CONNECTIONS };
  const post = (url: string, count: number, round: string, onBegin?: () => void) =>
    runLoad<LoadResult & { refused: number }>(
      "webhooks-load.ts",
      { ...task, url: `${url}/webhook`, count, round },
      onBegin,
    );
  const processed = () => waitUntilNone(server.database, "select from inbound_queue", 300);

  await post(server.url, OURS, "warm");
  await post(bare.url, OURS, "warm");
  await processed();
  const answered: number[] = [];
  const effective: number[] = [];
  const limit: number[] = [];
  let shares = "";
  for (let round = 0; round < rounds; round++) {
    const databasePids = await server.databasePids();
    let watch = () => ({}) as Record<string, number>;
    const ours = await post(server.url, OURS, `r${round}`, () => {
      watch = watchCpu({ server: [server.process.pid], database: databasePids });
    });
    shares = describeShares({ ...watch(), "load generator": ours.cpuPercent });
    const answeredAt = performance.now();
    if (ours.refused > 0) throw new Error(`${ours.refused} webhooks were not answered 200`);
    answered.push(OURS / ours.seconds);
    await processed();
    effective.push(OURS / (ours.seconds + (performance.now() - answeredAt) / 1000));
    const theirs = await post(bare.url, BARE, `r${round}`);
    limit.push(BARE / theirs.seconds);
  }
  const ratio = ratios(answered, limit);
  return [
    {
      work: "signed webhooks answered after commit",
      unit: "webhooks/s",
      ours: answered,
      peer: { name: "bare Fastify", series: limit },
      ratio,
      target: `≥ ${TARGET} ×`,
      isMet: median(ratio) >= TARGET,
      notes: [`${OURS.toLocaleString("en-US")} webhooks a round over ${CONNECTIONS} connections; ${shares}`],
    },
    {
      work: "the same, until all had their effect",
      unit: "webhooks/s",
      ours: effective,
      target: "",
      notes: ["message, contact, conversation and follow-up timer committed"],
    },
  ];
}
