/** Messages from the outbox to the Graph emulator, beside a bare undici loop to the same emulator. Meta allows a number 1,000 messages a second,
 *  so several numbers send at once. */
import { type BenchServer, PRESET, startBenchServer, waitUntilNone } from "./bench-server.ts";
import { control, type LoadResult, type Peer, runLoad, startEmulatorProcess } from "./children.ts";
import { describeShares, watchCpu } from "./cpu.ts";
import type { Finding } from "./report.ts";
import { queueMessages, seedConversations } from "./seed.ts";
import { median, ratios } from "./statistics.ts";

const NUMBERS = 16;
const PER_NUMBER = 2_000;
const MESSAGES = NUMBERS * PER_NUMBER;
const BARE = 40_000;
const CONNECTIONS = 64;

const VARIANTS = [
  { name: "messages dispatched, no statuses", statuses: "off", target: 0.7 },
  {
    name: "messages dispatched, sent and delivered webhooks coming back",
    statuses: { sentAfterMs: 50, deliveredAfterMs: 200 },
    target: 0.4,
  },
] as const;

export async function measureDispatch({ rounds }: { rounds: number }): Promise<Finding[]> {
  await using emulator = await startEmulatorProcess();
  await using server = await startBenchServer({ emulator });
  const channelIds = await addNumbers(server, emulator);
  await seedConversations(server.database, channelIds, PER_NUMBER);
  await sendAll(server, channelIds);
  await runBare(emulator, 5_000);
  const findings: Finding[] = [];
  for (const variant of VARIANTS) {
    const ours: number[] = [];
    const limit: number[] = [];
    let shares = "";
    for (let round = 0; round < rounds; round++) {
      await control(emulator, "/configure", { statuses: variant.statuses, webhooks: { concurrency: 64 } });
      const watch = watchCpu({
        server: [server.process.pid],
        database: await server.databasePids(),
        emulator: [emulator.pid],
      });
      ours.push(MESSAGES / (await sendAll(server, channelIds)));
      shares = describeShares(watch());
      await control(emulator, "/settled", {});
      await control(emulator, "/configure", { statuses: "off" });
      const bare = await runBare(emulator, BARE);
      limit.push(BARE / bare.seconds);
    }
    const ratio = ratios(ours, limit);
    findings.push({
      work: variant.name,
      unit: "messages/s",
      ours,
      peer: { name: "bare undici loop, no statuses", series: limit },
      ratio,
      target: `≥ ${variant.target} ×`,
      isMet: median(ratio) >= variant.target,
      notes: [
        `${MESSAGES.toLocaleString("en-US")} messages a round from ${NUMBERS} numbers at 1,000/s each; ${shares}`,
      ],
    });
  }
  return findings;
}

async function addNumbers(server: BenchServer, emulator: Peer): Promise<string[]> {
  const first = await server.channelId(PRESET.phoneNumberId);
  await server.api("PATCH", `/channels/${first}`, { config: { messagesPerSecond: 1000 } });
  const ids = [first];
  while (ids.length < NUMBERS) {
    const phoneNumber = `+1555200${String(ids.length).padStart(4, "0")}`;
    const phone = await control<{ id: string }>(emulator, "/phones", { phoneNumber });
    const config = {
      phoneNumberId: phone.id,
      businessAccountId: PRESET.wabaId,
      appId: PRESET.appId,
      accessToken: PRESET.accessToken,
      appSecret: PRESET.appSecret,
      verifyToken: PRESET.verifyToken,
      graphBaseUrl: emulator.url,
      messagesPerSecond: 1000,
    };
    const created = await server.api<{ id: string }>("POST", "/channels", {
      kind: "cloud-api",
      name: phoneNumber,
      config,
    });
    ids.push(created.id);
  }
  return ids;
}

/** Queues a message in every conversation and resolves with the seconds from that commit until the last one was recorded as accepted. */
async function sendAll(server: BenchServer, channelIds: readonly string[]): Promise<number> {
  await queueMessages(server.database, channelIds, { source: "api", perConversation: 1 });
  const startedAt = performance.now();
  await waitUntilNone(server.database, "select from outbox", 300);
  return (performance.now() - startedAt) / 1000;
}

function runBare(emulator: Peer, count: number): Promise<LoadResult> {
  return runLoad("undici-loop.ts", {
    url: emulator.url,
    path: `/v25.0/${PRESET.phoneNumberId}/messages`,
    accessToken: PRESET.accessToken,
    count,
    connections: CONNECTIONS,
  });
}
