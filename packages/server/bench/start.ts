/** From the command to the first 200 of /health: with an empty data folder, and again with the same one. */
import { findFreePort } from "../test/free-port.ts";
import { startServerProcess } from "../test/server-process.ts";
import { makeDataDir } from "./bench-server.ts";
import type { Finding } from "./report.ts";
import { median } from "./statistics.ts";

export async function measureStart({ rounds }: { rounds: number }): Promise<Finding[]> {
  const first: number[] = [];
  const later: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await using undo = new AsyncDisposableStack();
    const env = { CHASQUI_DATA_DIR: makeDataDir(undo), LOG_LEVEL: "warn", NODE_ENV: "production" };
    first.push(await secondsToReady(env));
    later.push(await secondsToReady(env));
  }
  return [finding("first start to ready", first, 5), finding("later start to ready", later, 2)];
}

async function secondsToReady(env: Record<string, string>): Promise<number> {
  const port = await findFreePort();
  const startedAt = performance.now();
  await using _server = await startServerProcess(env, { port });
  return (performance.now() - startedAt) / 1000;
}

function finding(work: string, seconds: readonly number[], limit: number): Finding {
  return { work, unit: "s", ours: seconds, target: `≤ ${limit} s`, isMet: median(seconds) <= limit, notes: [] };
}
