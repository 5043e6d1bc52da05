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
import { measureWhatsappWebMemory } from "./whatsapp-web-memory.ts";

const ROWS: Record<string, (options: { rounds: number; rows: number }) => Promise<Finding[]>> = {
  webhooks: measureWebhooks,
  dispatch: measureDispatch,
  pacing: measurePacing,
  latency: measureLatency,
  claim: measureClaim,
  "follow-ups": measureFollowUps,
  media: measureMedia,
  memory: measureMemory,
  "whatsapp-web-memory": measureWhatsappWebMemory,
  start: measureStart,
};

const USAGE = `npm run bench -- [options]
  --only A,B        of: ${Object.keys(ROWS).join(", ")} (default: all)
  --rounds N        measurements of each row, ours and its limit in turn (default 5)
  --rows N          rows queued or pending where a row of the table says a million (default 1000000)
  --json FILE       writes the findings there, too`;

const { values } = parseArgs({
  // An option nobody knows is told below, in a sentence.
  strict: false,
  options: {
    only: { type: "string", default: Object.keys(ROWS).join(",") },
    rounds: { type: "string", default: "5" },
    rows: { type: "string", default: "1000000" },
    json: { type: "string" },
    help: { type: "boolean" },
  },
});

const names = String(values.only).split(",");
const unknown = names.filter((name) => !(name in ROWS));
const counts = [values.rounds, values.rows].map(Number);
if (values.help === true || unknown.length > 0 || counts.some((count) => !Number.isInteger(count) || count < 1)) {
  console.error(unknown.length > 0 ? `There is no row "${unknown.join(", ")}" in the table.\n${USAGE}` : USAGE);
  process.exit(values.help === true ? 0 : 64);
}

const findings: Finding[] = [];
for (const name of names) {
  console.error(`measuring ${name} …`);
  const [rounds = 5, rows = 1_000_000] = counts;
  findings.push(...((await ROWS[name]?.({ rounds, rows })) ?? []));
}
process.stdout.write(`${describeMachine()}\n\n${renderTable(findings)}\n`);
if (typeof values.json === "string")
  writeFileSync(values.json, `${JSON.stringify({ machine: describeMachine(), findings }, null, 2)}\n`);
