#!/usr/bin/env node
// The only place that ends the process. Plain JavaScript, so that from the second start on nothing has to be stripped of its types: all
// else comes from the cache as it was compiled before, and the stripper is not even loaded. Where nothing may be written, there is just
// no cache.
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";

enableCompileCache(join(import.meta.dirname, "../.cache/compile"));
// Starting makes more garbage than anything after it; platform/memory.ts goes on from here.
setFlagsFromString("--memory-saver-mode");
const { runCli } = await import("./cli/program.ts");

process.exit(await runCli({ args: process.argv.slice(2), env: process.env, cwd: process.cwd() }));
