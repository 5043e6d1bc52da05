import { rmSync } from "node:fs";
import { expect, it } from "vitest";
import { report } from "../chaos/report.ts";
import { runWorld } from "../chaos/run-world.ts";

/** A failing run can be repeated: CHASQUI_TEST_SEED=<the seed in its name>. `npm run chaos` does the same for longer. */
const seed = Number(process.env["CHASQUI_TEST_SEED"] ?? Math.floor(Math.random() * 1_000_000));

/** Each kind once at least: a take-over after a kill and after a freeze, a clean hand-over, the database gone under both. */
const SCRIPT = [
  "kill-owner",
  "kill-postgres",
  "restart",
  "kill-node",
  "freeze-owner",
  "hold-webhooks",
  "kill-owner",
  "kill-postgres",
  "kill-owner",
] as const;

it(`loses and doubles nothing while two nodes and their database are killed (seed ${seed})`, {
  timeout: 150_000,
}, async () => {
  const outcome = await runWorld({
    seed,
    nodes: 2,
    kills: SCRIPT.length,
    minutesLimit: 1,
    sabotage: "none",
    settle: "short",
    script: SCRIPT,
  });
  expect(outcome.findings, report(outcome)).toEqual([]);
  // It proves nothing unless something was in flight when things died.
  expect(outcome.kills).toBeGreaterThanOrEqual(5);
  expect(outcome.evidence.database.owners.length).toBeGreaterThan(2);
  expect(outcome.evidence.accepted.length).toBeGreaterThan(50);
  rmSync(outcome.logDir, { recursive: true, force: true });
});
