import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startGraphEmulator } from "@chasqui/graph-emulator";
import { expect, it } from "vitest";
import { createAuth } from "../src/domains/auth/index.ts";
import { systemClock } from "../src/platform/clock.ts";
import { createIds } from "../src/platform/ids.ts";
import { channelEnvironment } from "./channel-environment.ts";
import { findFreePort } from "./free-port.ts";
import { type ServerProcess, startServerProcess } from "./server-process.ts";
import { createTestDatabase } from "./test-database.ts";
import { waitUntil } from "./wait-until.ts";

/** DESIGN: a lost owner is replaced within 15 s. */
const REPLACED_WITHIN_MS = 15_000;

async function startTwoNodes() {
  await using undo = new AsyncDisposableStack();
  const database = undo.use(await createTestDatabase());
  const emulator = undo.use(await startGraphEmulator({ serviceWindow: "off", limits: "off" }));
  const dataDir = mkdtempSync(join(tmpdir(), "chasqui-nodes-"));
  undo.defer(() => rmSync(dataDir, { recursive: true, force: true }));
  const env = { DATABASE_URL: database.connectionString, CHASQUI_DATA_DIR: dataDir, ...channelEnvironment(emulator) };
  const auth = createAuth({ db: database.database.db, clock: systemClock, ids: createIds(systemClock) });
  const { key } = await auth.apiKeys.createApiKey({ name: "tests", scopes: ["admin"] }, undefined);
  const first = undo.use(await startServerProcess(env, { port: await findFreePort() }));
  const second = undo.use(await startServerProcess(env, { port: await findFreePort() }));

  let counter = 0;
  async function send(node: ServerProcess, count: number): Promise<void> {
    for (let index = 0; index < count; index++) {
      counter += 1;
      const body = JSON.stringify({ to: `+3466${String(counter).padStart(7, "0")}`, text: `message ${counter}` });
      const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
      const answer = await fetch(`${node.url}/api/v1/messages`, { method: "POST", headers, body });
      expect(answer.status).toBe(202);
    }
  }
  const running = undo.move();
  return { emulator, first, second, send, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

const ownsChannel = (node: ServerProcess) => node.output().includes("this node now sends on the channel");

it("the second node sends what is queued on it through the owner, and takes over at once when the owner is killed", async () => {
  await using nodes = await startTwoNodes();
  const { emulator, first, second, send } = nodes;
  expect([ownsChannel(first), ownsChannel(second)]).toEqual([true, false]);
  await send(second, 20);
  await emulator.waitForSent(20);
  first.kill("SIGKILL");
  await first.ended;
  await send(second, 20);
  await emulator.waitForSent(40, REPLACED_WITHIN_MS);
  expect(emulator.sentMessages.filter((message) => message.times > 1)).toEqual([]);
});

it("a frozen owner is replaced within 15 s, and sends nothing when it wakes up", { timeout: 60_000 }, async () => {
  await using nodes = await startTwoNodes();
  const { emulator, first, second, send } = nodes;
  await send(first, 5);
  await emulator.waitForSent(5);
  first.kill("SIGSTOP");
  await send(second, 20);
  await emulator.waitForSent(25, REPLACED_WITHIN_MS);
  first.kill("SIGCONT");
  await waitUntil(
    () => first.output(),
    (output) => output.includes("another node took the channel over"),
  );
  await send(first, 5);
  await emulator.waitForSent(30);
  expect(emulator.sentMessages.filter((message) => message.times > 1)).toEqual([]);
  expect(emulator.acceptedCount).toBe(30);
});

it("a clean stop hands the channel over without waiting for the lease", async () => {
  await using nodes = await startTwoNodes();
  const { emulator, first, second, send } = nodes;
  first.kill("SIGTERM");
  expect(await first.ended).toBe(0);
  await send(second, 5);
  await emulator.waitForSent(5);
  expect(ownsChannel(second)).toBe(true);
});
