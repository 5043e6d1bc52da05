/** `npm run chaos`: real processes, real kills. Exits with 1 when anything was lost, doubled, or otherwise not as promised. */
import { rmSync } from "node:fs";
import { parseOptions, USAGE } from "./options.ts";
import { report } from "./report.ts";
import { runWorld } from "./run-world.ts";

const tell = (line: string) => void process.stdout.write(`${line}\n`);

async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help")) {
    tell(USAGE);
    return 0;
  }
  let isSound = true;
  let kills = 0;
  let findings = 0;
  for (const options of parseOptions(args)) {
    const startedAt = Date.now();
    tell(`chaos: seed ${options.seed}, ${options.nodes} node(s), ${options.kills} kills to come`);
    const outcome = await runWorld(options, (line) =>
      tell(`  ${((Date.now() - startedAt) / 1000).toFixed(0).padStart(5)} s  ${line}`),
    );
    tell(report(outcome));
    const isComplete = outcome.kills >= options.kills;
    if (!isComplete) tell(`only ${outcome.kills} of ${options.kills} kills in the time given: see --minutes-limit`);
    kills += outcome.kills;
    findings += outcome.findings.length;
    if (outcome.findings.length > 0 || !isComplete) isSound = false;
    else rmSync(outcome.logDir, { recursive: true, force: true });
  }
  tell(`in all: ${kills} kills, ${findings} findings: ${isSound ? "passed" : "FAILED"}`);
  return isSound ? 0 : 1;
}

process.on("SIGINT", () => process.exit(130));
process.on("SIGTERM", () => process.exit(143));
process.exit(await main(process.argv.slice(2)));
