import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startGraphEmulator } from "@chasqui/graph-emulator";
import { afterEach, describe, expect, it } from "vitest";
import { deleteEmbeddedPostgres } from "../src/platform/embedded-postgres/index.ts";
import { channelEnvironment } from "./channel-environment.ts";
import { findFreePort } from "./free-port.ts";
import { startServerProcess } from "./server-process.ts";
import { waitUntil } from "./wait-until.ts";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) {
    await deleteEmbeddedPostgres(folder);
    rmSync(folder, { recursive: true, force: true });
  }
});

function makeDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), "chasqui kill "));
  folders.push(folder);
  return folder;
}

/** A random moment that a failing run can be repeated with: CHASQUI_TEST_SEED=<the seed in its name>. */
const seed = Number(process.env.CHASQUI_TEST_SEED ?? Math.floor(Math.random() * 1_000_000));
const CONTACTS = 200;
/** The server is killed when this many answers are out. */
const killAfter = 1 + ((seed * 48_271) % (CONTACTS - 20));
/** An outcome in doubt is judged after two minutes, and as many times longer as the server was away; see judgeUnknown. */
const ANSWERED_WITHIN_MS = 240_000;

describe("a server killed under load", () => {
  it(
    `answers every contact whose webhook got 200, and none twice (seed ${seed})`,
    async () => {
      const dataDir = makeDataDir();
      const port = await findFreePort();
      await using emulator = await startGraphEmulator({
        limits: "off",
        webhooks: { retryScale: 0.2, concurrency: 20 },
      });
      const env = { CHASQUI_DATA_DIR: dataDir, ...channelEnvironment(emulator) };
      const first = await startServerProcess(env, { port });
      await emulator.registerCallback({ url: `${first.url}/webhook` });

      const phones = Array.from({ length: CONTACTS }, (_, index) => `+3465${String(index).padStart(7, "0")}`);
      for (const phone of phones) emulator.receive({ from: phone, text: "hello" });
      await waitUntil(
        () => emulator.acceptedCount,
        (count) => count >= killAfter,
      );
      first.kill("SIGKILL");
      await first.ended;
      await using second = await startServerProcess(env, { port });

      // The emulator repeats what was not answered 200, as Meta does: in the end every webhook got its 200.
      const timesAnswered = (phone: string) => emulator.sentMessages.filter((message) => message.to === phone).length;
      await waitUntil(
        () => phones.filter((phone) => timesAnswered(phone) === 0),
        (missing) => missing.length === 0,
        ANSWERED_WITHIN_MS,
      );
      await emulator.settled();
      expect(phones.filter((phone) => timesAnswered(phone) !== 1)).toEqual([]);
      expect(new Set(emulator.sentMessages.map((message) => message.body))).toEqual(new Set(["hello to you too"]));
      expect(second.output()).not.toContain('"level":"error"');
    },
    ANSWERED_WITHIN_MS + 60_000,
  );
});
