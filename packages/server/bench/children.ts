/** Load generators and peers: processes of their own, so that their work is not counted as ours. */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findFreePort } from "../test/free-port.ts";
import { waitUntil } from "../test/wait-until.ts";

export interface LoadResult {
  readonly seconds: number;
  /** Percent of all cores. */
  readonly cpuPercent: number;
}

/** Runs one of load/*.ts with its task and resolves with what it answers. `onBegin` is called when its preparations are over. */
export async function runLoad<R extends LoadResult>(script: string, task: unknown, onBegin?: () => void): Promise<R> {
  const child = fork(join(import.meta.dirname, "load", script), { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const failed = once(child, "exit").then(([code]) => {
    throw new Error(`the load generator ${script} ended with ${code}`);
  });
  const answered = new Promise<unknown>((resolve) => {
    child.on("message", (message) => (message === "begin" ? onBegin?.() : resolve(message)));
  });
  child.send(task as object);
  const answer = await Promise.race([answered, failed]);
  failed.catch(() => undefined);
  child.disconnect();
  return answer as R;
}

export interface Peer extends AsyncDisposable {
  readonly pid: number;
  readonly url: string;
}

/** Starts a server process that takes `--port` and waits until it answers. */
export async function startPeer(script: string, args: readonly string[] = []): Promise<Peer> {
  const port = await findFreePort();
  const child = spawn(process.execPath, [script, "--port", String(port), ...args], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const url = `http://127.0.0.1:${port}`;
  await waitUntil(
    () => answers(url, child),
    (isUp) => isUp,
    30_000,
  );
  return {
    pid: child.pid as number,
    url,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function answers(url: string, child: ChildProcess): Promise<boolean> {
  if (child.exitCode !== null) throw new Error("a peer ended while starting");
  return fetch(url).then(
    () => true,
    () => false,
  );
}

const EMULATOR = fileURLToPath(new URL("../../graph-emulator/src/main.ts", import.meta.url));

/** The Graph emulator without Meta's limits, as a process of its own. */
export async function startEmulatorProcess(): Promise<Peer> {
  return startPeer(EMULATOR, ["--limits", "off", "--service-window", "off", "--statuses", "off"]);
}

/** Calls the emulator's control API. */
export async function control<T>(emulator: Peer, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${emulator.url}/__emu${path}`, {
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`the emulator answered ${answer.status} to ${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
