import { once } from "node:events";
import { mkdtempDisposableSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startGraphEmulator } from "@chasqui/graph-emulator";
import { expect, inject, it } from "vitest";
import { channelEnvironment } from "../../../../test/channel-environment.ts";
import { findFreePort } from "../../../../test/free-port.ts";
import { startServerProcess } from "../../../../test/server-process.ts";
import { createTestDatabase } from "../../../../test/test-database.ts";
import { systemClock } from "../../../platform/clock.ts";
import { createIds } from "../../../platform/ids.ts";
import { createAuth } from "../../auth/index.ts";

/** What no owner knows of is looked for every few seconds. */
const SENT_WITHIN_MS = 20_000;

/** Passes everything on to the database, but for one commit: that of a claim is carried out, and its answer lost with the connection. */
async function startForgetfulProxy() {
  const admin = new URL(inject("adminConnectionString"));
  const socketPath = `${admin.searchParams.get("host")}/.s.PGSQL.${admin.port}`;
  let isArmed = false;
  let lost = 0;
  const server = createServer((client) => {
    const database = connect(socketPath);
    let isClaim = false;
    let losesAnswer = false;
    client.on("data", (bytes) => {
      const text = bytes.toString("latin1");
      if (isArmed && text.includes("update outbox o set state = 'sending'")) isClaim = true;
      if (isClaim && text.includes("commit\0")) {
        isArmed = false;
        losesAnswer = true;
      }
      database.write(bytes);
    });
    database.on("data", (bytes) => {
      if (!losesAnswer) return void client.write(bytes);
      lost += 1;
      client.destroy();
    });
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      one.on("error", () => one.destroy());
      one.on("close", () => other.destroy());
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    arm: () => {
      isArmed = true;
    },
    lost: () => lost,
    async [Symbol.asyncDispose]() {
      server.close();
    },
  };
}

it("sends a message whose claim was committed although the answer was lost", async () => {
  await using database = await createTestDatabase();
  await using emulator = await startGraphEmulator({ serviceWindow: "off" });
  await using proxy = await startForgetfulProxy();
  await using folder = mkdtempDisposableSync(join(tmpdir(), "chasqui-lost-commit-"));
  const url = new URL(database.connectionString);
  url.searchParams.delete("host");
  url.host = `127.0.0.1:${proxy.port}`;
  const env = { DATABASE_URL: url.href, CHASQUI_DATA_DIR: folder.path, ...channelEnvironment(emulator) };
  await using server = await startServerProcess(env, { port: await findFreePort() });
  const auth = createAuth({ db: database.database.db, clock: systemClock, ids: createIds(systemClock) });
  const { key } = await auth.apiKeys.createApiKey({ name: "tests", scopes: ["admin"] }, undefined);
  proxy.arm();
  const answer = await fetch(`${server.url}/api/v1/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ to: "+34600111222", text: "hi" }),
  });
  expect(answer.status).toBe(202);
  await emulator.waitForSent(1, SENT_WITHIN_MS);
  expect(proxy.lost()).toBe(1);
  expect(emulator.sentMessages.map((message) => message.times)).toEqual([1]);
});
