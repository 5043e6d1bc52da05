/** `npm run bench`: measures the product beside its limits and prints a table. A missed target is told, not an error. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { measureClaim } from "./claim.ts";
import { measureDispatch } from "./dispatch.ts";
import { measureFollowUps } from "./follow-ups.ts";
import { measureLatency } from "./latency.ts";
import { measureMedia } from "./media.ts";
import { measureMemory } from "./memory.ts";
import { measurePacing } from "./pacing.ts";
import { describeMachine, type Finding, renderTable } from "./report.ts";
import { measureStart } from "./start.ts";
import { measureWebhooks } from "./webhooks.ts";

const ROWS: Record<string, (options: { rounds: number; rows: number }) => Promise<Finding[]>> = {
  webhooks: measureWebhooks,
  dispatch: measureDispatch,
  pacing: measurePacing,
  latency: measureLatency,
  claim: measureClaim,
  "follow-ups": measureFollowUps,
  media: measureMedia,
  memory: measureMemory,
  start: measureStart,
};

const { values } = parseArgs({
  options: {
    only: { type: "string", default: Object.keys(ROWS).join(",") },
    rounds: { type: "string", default: "5" },
    rows: { type: "string", default: "1000000" },
    json: { type: "string" },
  },
});

const findings: Finding[] = [];
for (const name of values.only.split(",")) {
  const measure = ROWS[name];
  if (!measure) throw new Error(`--only takes ${Object.keys(ROWS).join(", ")}, not "${name}"`);
  console.error(`measuring ${name} …`);
  findings.push(...(await measure({ rounds: Number(values.rounds), rows: Number(values.rows) })));
}
process.stdout.write(`${describeMachine()}\n\n${renderTable(findings)}\n`);
if (values.json !== undefined)
  writeFileSync(values.json, `${JSON.stringify({ machine: describeMachine(), findings }, null, 2)}\n`);
