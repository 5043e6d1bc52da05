/** From a contact's webhook to the automatic answer at the emulator, with and without a campaign running on the same number. */
import { type BenchServer, PRESET, startBenchServer, waitUntilNone } from "./bench-server.ts";
import { control, type LoadResult, type Peer, runLoad, startEmulatorProcess } from "./children.ts";
import type { Finding } from "./report.ts";
import { queueMessages, seedConversations } from "./seed.ts";
import { median, percentile, ratios } from "./statistics.ts";

const RATES = [80, 1000];
const PROBES = 150;
const PER_SECOND = 15;
const CAMPAIGN_SECONDS = 60;
const TARGET = 1.5;

export async function measureLatency({ rounds }: { rounds: number }): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const rate of RATES) {
    await using emulator = await startEmulatorProcess();
    await using server = await startBenchServer({ emulator });
    const channelId = await server.channelId(PRESET.phoneNumberId);
    await server.api("PATCH", `/channels/${channelId}`, { config: { messagesPerSecond: rate } });
    await seedConversations(server.database, [channelId], rate * CAMPAIGN_SECONDS);
    await probe(server, emulator, "warm");
    const quiet = { median: [] as number[], p99: [] as number[] };
    const busy = { median: [] as number[], p99: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      note(quiet, await probe(server, emulator, `quiet${round}`));
      await queueMessages(server.database, [channelId], { source: "campaign", perConversation: 1 });
      await new Promise((resolve) => setTimeout(resolve, 1000));
      note(busy, await probe(server, emulator, `busy${round}`));
      await server.database.pool.query("delete from outbox where state in ('ready', 'waiting')");
      await waitUntilNone(server.database, "select from outbox", 60);
    }
    const ratio = ratios(busy.median, quiet.median);
    findings.push({
      work: `reply latency under a campaign, number at ${rate}/s`,
      unit: "ms",
      ours: busy.median,
      peer: { name: "without a campaign", series: quiet.median },
      ratio,
      target: `≤ ${TARGET} ×`,
      isMet: median(ratio) <= TARGET,
      notes: [
        `medians of ${PROBES} answers a round, ${PER_SECOND} a second; the campaign may use 60 % of the number's rate`,
      ],
    });
    findings.push({
      work: `the same, slowest of a hundred, at ${rate}/s`,
      unit: "ms",
      ours: busy.p99,
      peer: { name: "without a campaign", series: quiet.p99 },
      ratio: ratios(busy.p99, quiet.p99),
      target: "",
      notes: [],
    });
  }
  return findings;
}

function note(into: { median: number[]; p99: number[] }, latencies: readonly number[]): void {
  into.median.push(median(latencies));
  into.p99.push(percentile(latencies, 0.99));
}

/** Milliseconds until each answer was accepted by the emulator. */
async function probe(server: BenchServer, emulator: Peer, round: string): Promise<number[]> {
  await server.database.pool.query("update conversations set pace_used_until = null where pace_used_until is not null");
  const { postedAt } = await runLoad<LoadResult & { postedAt: Record<string, number> }>("latency-probe.ts", {
    ...PRESET,
    url: `${server.url}/webhook`,
    count: PROBES,
    contacts: PROBES,
    text: "hello",
    round,
    perSecond: PER_SECOND,
  });
  await waitUntilNone(server.database, "select from inbound_queue union all select from outbox where lane = 0", 60);
  const { sent } = await control<{ sent: Array<{ to: string; acceptedAt: number }> }>(emulator, "/sent?limit=20000");
  const latencies: number[] = [];
  for (const { to, acceptedAt } of sent) {
    const at = postedAt[to];
    if (at !== undefined && acceptedAt >= at - 1) latencies.push(acceptedAt - at);
  }
  if (latencies.length !== PROBES) throw new Error(`${latencies.length} of ${PROBES} contacts were answered`);
  return latencies;
}
