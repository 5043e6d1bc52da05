import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Connection, EmbeddedPostgresOptions } from "../index.ts";
import { isAlive } from "../process-identity.ts";

const SCRIPT = fileURLToPath(new URL("./serve.ts", import.meta.url));

/** One line that testing/serve.ts told. */
interface ServerEvent {
  event: "log" | "ready" | "exit" | "restart" | "draining" | "stopped" | "failed" | "found";
  pid?: number;
  connection?: Connection;
  name?: string;
  message?: string;
}

export interface ServerProcess extends AsyncDisposable {
  pid: number;
  /** The next event of that kind, counted from the last one awaited. Fails when the process ends first. */
  next(kind: ServerEvent["event"]): Promise<ServerEvent>;
  events: readonly ServerEvent[];
  /** Clean stop; returns when the process has ended. */
  stop(): Promise<void>;
  /** To the process, or, like a terminal does on Ctrl-C, to its whole group. */
  kill(signal: NodeJS.Signals, whom?: "process" | "group"): Promise<void>;
}

export interface ServerLaunch {
  options: Partial<EmbeddedPostgresOptions> & { dataDir: string; behaviour?: "exit" | "find" };
  /** Where to run it from: a copy that another user can read. Default: this checkout. */
  stage?: { node: string; script: string };
  uid?: number;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
}

export function launchServer({ options, stage, uid, env, cwd }: ServerLaunch): ServerProcess {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    stage?.node ?? process.execPath,
    [stage?.script ?? SCRIPT, JSON.stringify({ durability: "full", ...options })],
    {
      stdio: ["pipe", "pipe", "inherit"],
      detached: true, // a group of its own, as in a terminal
      env: env ?? process.env,
      cwd: cwd ?? "/",
      ...(uid === undefined ? {} : { uid, gid: uid }),
    },
  );
  const events: ServerEvent[] = [];
  const changed = new EventTarget();
  let isRunning = true;
  let seen = 0;
  const ended = once(child, "close").then(() => {
    isRunning = false;
    changed.dispatchEvent(new Event("change"));
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    events.push(JSON.parse(line) as ServerEvent);
    changed.dispatchEvent(new Event("change"));
  });
  const pid = child.pid ?? 0;

  const server: ServerProcess = {
    pid,
    events,
    next: async (kind) => {
      for (;;) {
        const index = events.findIndex((event, at) => at >= seen && event.event === kind);
        const found = events[index];
        if (found !== undefined) {
          seen = index + 1;
          return found;
        }
        if (!isRunning) throw new Error(`the server ended before "${kind}": ${JSON.stringify(events)}`);
        await once(changed as never, "change");
      }
    },
    stop: async () => {
      child.stdin.write("stop\n");
      await ended;
    },
    kill: async (signal, whom = "process") => {
      process.kill(whom === "group" ? -pid : pid, signal);
      if (signal === "SIGKILL") await ended;
    },
    [Symbol.asyncDispose]: async () => {
      if (isAlive(pid)) process.kill(pid, "SIGKILL");
      await ended;
    },
  };
  return server;
}
