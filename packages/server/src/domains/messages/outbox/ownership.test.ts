import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startGraphEmulator } from "@chasqui/graph-emulator";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { channelEnvironment } from "../../../../test/channel-environment.ts";
import { findFreePort } from "../../../../test/free-port.ts";
import { type ServerProcess, startServerProcess } from "../../../../test/server-process.ts";
import { createTestDatabase } from "../../../../test/test-database.ts";
import { waitUntil } from "../../../../test/wait-until.ts";

const TAKEN_OVER_WITHIN_MS = 20_000;

async function startTwoNodes() {
  await using undo = new AsyncDisposableStack();
  const database = undo.use(await createTestDatabase());
  const emulator = undo.use(await startGraphEmulator());
  const dataDir = mkdtempSync(join(tmpdir(), "chasqui-owners-"));
  undo.defer(() => rmSync(dataDir, { recursive: true, force: true }));
  const env = { DATABASE_URL: database.connectionString, CHASQUI_DATA_DIR: dataDir, ...channelEnvironment(emulator) };
  const first = undo.use(await startServerProcess(env, { port: await findFreePort() }));
  const second = undo.use(await startServerProcess(env, { port: await findFreePort() }));
  const { db } = database.database;
  const readLease = async () => {
    const { rows } = await sql<{ epoch: number; expiresAt: Date }>`
      select epoch::int, expires_at as "expiresAt" from channel_leases`.execute(db);
    return rows[0] as { epoch: number; expiresAt: Date };
  };
  /** The owner has renewed the lease so many times since. */
  const untilRenewed = async (times: number) => {
    for (let time = 0; time < times; time++) {
      const before = await readLease();
      await waitUntil(readLease, (lease) => lease.expiresAt > before.expiresAt);
    }
  };
  const running = undo.move();
  return { db, first, second, readLease, untilRenewed, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

const lostIt = (node: ServerProcess) => node.output().includes("another node took the channel over");

it("a frozen owner that wakes up leaves the channel to the node that took it over", { timeout: 60_000 }, async () => {
  await using nodes = await startTwoNodes();
  const { first, readLease, untilRenewed } = nodes;
  first.kill("SIGSTOP");
  await waitUntil(readLease, (lease) => lease.epoch === 2, TAKEN_OVER_WITHIN_MS);
  first.kill("SIGCONT");
  await waitUntil(
    () => lostIt(first),
    (lost) => lost,
  );
  await untilRenewed(5);
  expect((await readLease()).epoch).toBe(2);
});

it("keeps its owner when the database has ended every session", { timeout: 60_000 }, async () => {
  await using nodes = await startTwoNodes();
  const { db, readLease, untilRenewed } = nodes;
  // Who comes back first is chance: several times.
  for (let time = 0; time < 4; time++) {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(db);
    await untilRenewed(2);
  }
  expect((await readLease()).epoch).toBe(1);
});
