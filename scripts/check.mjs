// `npm test`, exactly what CI runs: format and lint, architecture, types, unused code, tests.
// Every gate runs even when an earlier one failed, so that one run tells everything. Last line: "N passed, N failed".
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const bin = (name) => join("node_modules/.bin", name);
const scratch = mkdtempSync(join(tmpdir(), "chasqui-check-"));
const testReport = join(scratch, "tests.json");
let passed = 0;
let failed = 0;

gate("format and lint", bin("biome"), ["ci", "--error-on-warnings", "."]);
gate("architecture", bin("depcruise"), ["packages", "--config", ".dependency-cruiser.cjs"], (output) => {
  const modules = Number(/\((\d+) modules/.exec(output)?.[1] ?? 0);
  return modules > 0 ? undefined : "it inspected no modules, so it proved nothing";
});
gate("types", bin("tsc"), ["-p", "tsconfig.json"]);
gate("types of the web app", bin("tsc"), ["-p", "packages/web/tsconfig.json"]);
gate("types of the web app's tests", bin("tsc"), ["-p", "packages/web/test/tsconfig.json"]);
gate("builds for 64-bit ARM", process.execPath, ["scripts/native-dependencies.mjs"]);
gate("unused code", bin("knip"), []);
runTests();

rmSync(scratch, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function gate(name, command, args, extraCheck = () => undefined) {
  const startedAt = Date.now();
  const run = spawnSync(command, args, {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === "win32",
  });
  const output = `${run.stdout ?? ""}${run.stderr ?? ""}`;
  const problem = run.status === 0 ? extraCheck(output) : (run.error?.message ?? `exit code ${run.status}`);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  if (problem === undefined) {
    passed += 1;
    console.log(`ok    ${name} (${seconds} s)`);
    return;
  }
  failed += 1;
  console.log(`${output}\nFAIL  ${name}: ${problem} (${seconds} s)`);
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
