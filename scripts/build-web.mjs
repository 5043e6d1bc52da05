// Builds the web app when its sources have changed since the last build, and otherwise ends at once. Runs before `npm start` and `npm test`.
//
// It builds into a folder of its own and swaps it in: a server that runs never serves half a build.
import { spawnSync } from "node:child_process";
import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeSources, readStamp, root } from "./sources.mjs";

const web = join(root, "packages/web");
const dist = join(web, "dist");
const stampPath = join(dist, ".built-from");
const SOURCES = [
  "packages/web/src",
  "packages/web/public",
  "packages/web/index.html",
  "packages/web/precompress.ts",
  "packages/web/vite.config.ts",
  "packages/web/package.json",
  "packages/client/src",
  "package-lock.json",
];

const builtFrom = describeSources(SOURCES);
if (process.argv.includes("--force") || readStamp(stampPath) !== builtFrom) build();

function build() {
  console.error("Chasqui: building the web app …");
  const next = join(web, `dist.next-${process.pid}`);
  const previous = join(web, `dist.previous-${process.pid}`);
  try {
    const vite = join(root, "node_modules/vite/bin/vite.js");
    const run = spawnSync(process.execPath, [vite, "build", "--logLevel", "warn"], {
      cwd: web,
      env: { ...process.env, NODE_ENV: "production", CHASQUI_WEB_OUT: next },
      stdio: ["ignore", 2, 2],
    });
    if (run.status !== 0) {
      console.error("The web app could not be built (see above).");
      process.exitCode = 1;
      return;
    }
    writeFileSync(join(next, ".built-from"), builtFrom);
    if (existsSync(dist)) renameSync(dist, previous);
    renameSync(next, dist);
  } finally {
    rmSync(next, { recursive: true, force: true });
    rmSync(previous, { recursive: true, force: true });
  }
}
