/** Before the browser's tests: a database server, a Chromium, and the web app as its sources are now. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import startPostgres from "../../server/test/global-setup.ts";
import { findChromium } from "./chromium.ts";

const BUILD_SCRIPT = join(import.meta.dirname, "../../../scripts/build-web.mjs");

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  findChromium();
  const build = spawnSync(process.execPath, [BUILD_SCRIPT], { encoding: "utf8" });
  if (build.status !== 0) throw new Error(`The web app could not be built:\n${build.stderr}`);
  return startPostgres(project);
}
