#!/usr/bin/env node
// The only place that ends the process.
import { runCli } from "./cli/program.ts";

process.exit(await runCli({ args: process.argv.slice(2), env: process.env, cwd: process.cwd() }));
