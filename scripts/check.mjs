// `npm test`, exactly what CI runs: format and lint, architecture, types, unused code, tests.
// Every gate runs even when an earlier one failed, so that one run tells everything. Last line: "N passed, N failed".
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const bin = (name) => join("node_modules/.bin", name);
const scratch = mkdtempSync(join(tmpdir(), "chasqui-check-"));
const testReport = join(scratch, "tests.json");
let passed = 0;
let failed = 0;

// Two at a time: each uses one core.
const gates = [
  ["types", bin("tsc"), ["-p", "tsconfig.json"]],
  ["types of the web app", bin("tsc"), ["-p", "packages/web/tsconfig.json"]],
  ["types of the web app's tests", bin("tsc"), ["-p", "packages/web/test/tsconfig.json"]],
  ["format and lint", bin("biome"), ["ci", "--error-on-warnings", "."]],
  ["architecture", bin("depcruise"), ["packages", "--config", ".dependency-cruiser.cjs"], provesNothing],
  ["unused code", bin("knip"), []],
  ["builds for 64-bit ARM", process.execPath, ["scripts/native-dependencies.mjs"]],
].values();
await Promise.all([runGates(), runGates()]);
runTests();

rmSync(scratch, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function runGates() {
  for (const gate of gates) await runGate(...gate);
}

async function runGate(name, command, args, findProblem = () => undefined) {
  const startedAt = Date.now();
  const { code, output } = await runToEnd(command, args);
  const problem = code === 0 ? findProblem(output) : `exit code ${code}`;
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  if (problem === undefined) {
    passed += 1;
    console.log(`ok    ${name} (${seconds} s)`);
    return;
  }
  failed += 1;
  console.log(`${output}\nFAIL  ${name}: ${problem} (${seconds} s)`);
}

/** What it printed, all of it in one piece. */
function runToEnd(command, args) {
  const { promise, resolve } = Promise.withResolvers();
  let output = "";
  const child = spawn(command, args, { shell: process.platform === "win32" });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  child.on("error", (error) => resolve({ code: error.message, output }));
  child.on("close", (code, signal) => resolve({ code: code ?? signal, output }));
  return promise;
}

function provesNothing(output) {
  const modules = Number(/\((\d+) modules/.exec(output)?.[1] ?? 0);
  return modules > 0 ? undefined : "it inspected no modules, so it proved nothing";
}

function runTests() {
  const args = [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${testReport}`,
    ...process.argv.slice(2),
  ];
  const run = spawnSync(bin("vitest"), args, { stdio: "inherit", shell: process.platform === "win32" });
  const report = readReport();
  const skipped = report.numPendingTests + report.numTodoTests;
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  if (skipped > 0) fail(`${skipped} tests were skipped: a skipped test proves nothing`);
  if (report.numPassedTests === 0) fail("no test ran");
  if (run.status !== 0 && report.numFailedTests === 0) fail(`the test runner ended with ${run.status ?? run.signal}`);
}

function fail(message) {
  failed += 1;
  console.log(`FAIL  tests: ${message}`);
}

function readReport() {
  try {
    return JSON.parse(readFileSync(testReport, "utf8"));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  }
}
