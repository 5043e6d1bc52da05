/** `npm run fuzz`: hostile requests against a real server. Exits with 1 when anything was not as promised. */
import "./loopback-only.ts";
import { fuzz } from "./fuzz.ts";
import { parseOptions, USAGE } from "./options.ts";
import { report } from "./report.ts";
import { startFuzzServer } from "./target.ts";

const tell = (line: string) => void process.stdout.write(`${line}\n`);

async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help")) {
    tell(USAGE);
    return 0;
  }
  const options = parseOptions(args);
  tell(`fuzz: seed ${options.seed}, ${options.requests} requests`);
  const startedAt = performance.now();
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(0).padStart(5)} s`;
  await using target = await startFuzzServer();
  // What was sent by then is judged and reported; without it the server and its database would live on.
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  const result = await fuzz(target, { ...options, stop: stop.signal, tell: (line) => tell(`${seconds()}  ${line}`) });
  tell(report(result));
  tell(`seed ${options.seed}, ${seconds().trim()}`);
  return result.findings.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
process.exit();
