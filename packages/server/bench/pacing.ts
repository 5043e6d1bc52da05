/** Whether a number sends at the rate it was given, as the other side sees it. */
import { PRESET, startBenchServer, waitUntilNone } from "./bench-server.ts";
import { startEmulatorProcess } from "./children.ts";
import type { Finding } from "./report.ts";
import { queueMessages, seedConversations } from "./seed.ts";

const RATES = [80, 1000];
const SECONDS = 8;
const TOLERANCE = 0.02;

export async function measurePacing({ rounds }: { rounds: number }): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const rate of RATES) {
    await using emulator = await startEmulatorProcess();
    await using server = await startBenchServer({ emulator });
    const channelId = await server.channelId(PRESET.phoneNumberId);
    await server.api("PATCH", `/channels/${channelId}`, { config: { messagesPerSecond: rate } });
    await seedConversations(server.database, [channelId], rate * SECONDS);
    const reached: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await queueMessages(server.database, [channelId], { source: "api", perConversation: 1 });
      await waitUntilNone(server.database, "select from outbox", SECONDS * 10);
      const { rows } = await server.database.pool.query<{ at: Date }>(
        "select dispatched_at as at from messages where direction = 'outbound' order by created_at desc, dispatched_at desc limit $1",
        [rate * SECONDS],
      );
      reached.push(steadyRate(rows.map((row) => row.at.getTime()).reverse()));
    }
    const worst = Math.max(...reached.map((value) => Math.abs(value / rate - 1)));
    findings.push({
      work: `pacing at ${rate}/s`,
      unit: "messages/s",
      ours: reached,
      ratio: reached.map((value) => value / rate),
      target: `${rate} ± ${TOLERANCE * 100} %`,
      isMet: worst <= TOLERANCE,
      notes: [`${SECONDS} s a round, the burst at the beginning left out`],
    });
  }
  return findings;
}

/** The first second holds the burst that a rested number may send at once. */
function steadyRate(sentAtMs: readonly number[]): number {
  const beginMs = (sentAtMs[0] ?? 0) + 1000;
  const steady = sentAtMs.filter((at) => at >= beginMs);
  const seconds = ((steady.at(-1) ?? 0) - (steady[0] ?? 0)) / 1000;
  // What left together with the first of them belongs to the time before.
  return steady.filter((at) => at > (steady[0] ?? 0)).length / seconds;
}
