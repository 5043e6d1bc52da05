/** A short run of `npm run fuzz`, always the same, against the server in this process. */
import { expect, it } from "vitest";
import { fuzz } from "../fuzz/fuzz.ts";
import { keepToLoopback } from "../fuzz/keep-to-loopback.ts";
import { EMULATOR_OPTIONS, prepareEmulator } from "../fuzz/target.ts";
import { startTestApp } from "./start-test-app.ts";

it("takes hostile requests without a crash, a 5xx or a lost webhook, and still answers afterwards", async () => {
  using _loopback = keepToLoopback();
  await using app = await startTestApp({ emulator: EMULATOR_OPTIONS });
  prepareEmulator(app.emulator);
  const { body } = await app.api("POST", "/api-keys", { name: "fuzz", scopes: ["admin"] });
  const result = await fuzz(
    {
      url: app.url,
      key: body.key,
      database: app.database.database,
      emulator: app.emulator,
      log: app.log,
      residentBytes: () => undefined,
      ending: () => undefined,
    },
    { requests: 800, seed: 7, concurrency: 16, tell: () => undefined },
  );
  expect(result.findings).toEqual([]);
  expect(result.sent).toBe(800);
  expect(result.promisedWebhooks).toBeGreaterThan(200);
  // A run that gets nowhere proves nothing.
  const operations = [...result.statuses].filter(([label]) => label.includes("/api/v1/"));
  const succeeded = operations.filter(([, counts]) => [...counts.keys()].some((status) => status.startsWith("2")));
  expect(succeeded.length).toBeGreaterThan(20);
});
