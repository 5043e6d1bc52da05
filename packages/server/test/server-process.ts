/** The server as a process of its own, the way a person starts it: to be killed, stopped and started again. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { waitUntil } from "./wait-until.ts";

const MAIN = join(import.meta.dirname, "../src/main.mjs");

export interface ServerProcess extends AsyncDisposable {
  readonly pid: number;
  readonly url: string;
  /** What it printed so far. */
  output(): string;
  kill(signal: NodeJS.Signals): void;
  /** Resolves with its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** Starts it and waits until it answers /health. */
export async function startServerProcess(
  env: Record<string, string>,
  options: { cwd?: string; port: number },
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [MAIN, "serve"], {
    cwd: options.cwd,
    env: { PATH: process.env.PATH ?? "", ...env, PORT: String(options.port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  const ended = once(child, "exit").then(([code, signal]) => (code ?? signal) as number | string);
  const url = `http://127.0.0.1:${options.port}`;
  try {
    await waitUntil(
      () => isHealthy(child, url),
      (healthy) => healthy,
      30_000,
    );
  } catch (cause) {
    child.kill("SIGKILL");
    throw new Error(`the server did not start:\n${output}`, { cause });
  }
  return {
    pid: child.pid as number,
    url,
    output: () => output,
    kill: (signal) => void child.kill(signal),
    ended,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      // Also one that was stopped by SIGSTOP.
      child.kill("SIGCONT");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function isHealthy(child: ChildProcess, url: string): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) throw new Error("the server ended while starting");
  try {
    return (await fetch(`${url}/health`)).status === 200;
  } catch {
    return false;
  }
}
