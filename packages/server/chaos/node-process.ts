/** A server node as a process that is started again whenever it ends, as a service manager does. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";

const MAIN = join(import.meta.dirname, "../src/main.mjs");
const PRELOAD = new URL("./sabotage/preload.ts", import.meta.url).href;
const RESTART_PAUSE_MS = 100;
/** Given up after so many starts in a row that came to nothing: the run would only wait. */
const FAILED_STARTS_LIMIT = 40;
/** Before it was ever ready. */
const FAILED_FIRST_STARTS_LIMIT = 2;

export interface NodeOptions {
  readonly name: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly sabotage: string;
  readonly logFile: string;
  onLine(line: LogLine): void;
  onEnded(how: NodeEnd): void;
}

/** One line of the server's log. */
export interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly pid: number;
  readonly node: string;
  readonly [field: string]: unknown;
}

export interface NodeEnd {
  readonly node: string;
  readonly pid: number;
  readonly at: number;
  /** When it was started, and whether it got as far as being ready. */
  readonly startedAt: number;
  readonly wasReady: boolean;
  readonly exit: number | string;
  /** The signal we sent, if it was us. */
  readonly by: "SIGKILL" | "SIGTERM" | undefined;
  /** When SIGTERM was sent. */
  readonly stopAskedAt: number | undefined;
}

export interface NodeProcess {
  readonly name: string;
  readonly port: number;
  readonly url: string;
  readonly pid: number | undefined;
  readonly state: "down" | "starting" | "ready" | "frozen" | "stopping";
  start(): void;
  /** False when there was nothing to kill. */
  kill(): boolean;
  terminate(): boolean;
  freeze(): boolean;
  thaw(): void;
  /** Ends it cleanly, without a restart; resolves with its exit code. */
  stop(): Promise<number | string>;
}

interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly startedAt: number;
  readonly ended: Promise<number | string>;
  isReady: boolean;
  isFrozen: boolean;
  by: "SIGKILL" | "SIGTERM" | undefined;
  stopAskedAt: number | undefined;
}

export function createNodeProcess(options: NodeOptions): NodeProcess {
  const { name, port } = options;
  const log = createWriteStream(options.logFile, { flags: "a" });
  let running: Running | undefined;
  let mayRestart = true;
  let failedStarts = 0;
  let wasEverReady = false;
  const lastLines: string[] = [];

  function start(): void {
    const child = spawn(process.execPath, ["--import", PRELOAD, MAIN, "serve"], {
      env: { PATH: process.env["PATH"] ?? "", ...options.env, PORT: String(port), CHAOS_SABOTAGE: options.sabotage },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const pid = child.pid as number;
    const ended = once(child, "exit").then(([code, signal]) => (code ?? signal) as number | string);
    const mine: Running = {
      child,
      pid,
      ended,
      startedAt: Date.now(),
      isReady: false,
      isFrozen: false,
      by: undefined,
      stopAskedAt: undefined,
    };
    running = mine;
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (text) => {
        log.write(`${pid} ${text}\n`);
        lastLines.push(text);
        if (lastLines.length > 12) lastLines.shift();
        const line = parseLine(text, pid, name);
        if (line?.msg === "ready") {
          mine.isReady = true;
          failedStarts = 0;
          wasEverReady = true;
        }
        if (line) options.onLine(line);
      });
    }
    void ended.then(async (exit) => {
      if (running === mine) running = undefined;
      const { startedAt, isReady, by, stopAskedAt } = mine;
      options.onEnded({ node: name, pid, at: Date.now(), startedAt, wasReady: isReady, exit, by, stopAskedAt });
      if (!mayRestart) return;
      if (!isReady && by === undefined) failedStarts += 1;
      if (failedStarts >= (wasEverReady ? FAILED_STARTS_LIMIT : FAILED_FIRST_STARTS_LIMIT))
        throw new Error(`node ${name} does not start: ${lastLines.join("\n")}`);
      await pause(RESTART_PAUSE_MS);
      if (mayRestart) start();
    });
  }

  function signal(how: "SIGKILL" | "SIGTERM"): boolean {
    if (!running || running.by === "SIGKILL") return false;
    running.by = how;
    if (how === "SIGTERM") running.stopAskedAt = Date.now();
    running.child.kill(how);
    if (running.isFrozen) running.child.kill("SIGCONT");
    running.isFrozen = false;
    return true;
  }

  return {
    name,
    port,
    url: `http://127.0.0.1:${port}`,
    get pid() {
      return running?.pid;
    },
    get state() {
      if (!running) return "down";
      if (running.isFrozen) return "frozen";
      if (running.by !== undefined) return "stopping";
      return running.isReady ? "ready" : "starting";
    },
    start,
    kill: () => signal("SIGKILL"),
    terminate: () => running?.by === undefined && signal("SIGTERM"),
    freeze() {
      if (!running || running.isFrozen || running.by !== undefined) return false;
      running.isFrozen = true;
      running.child.kill("SIGSTOP");
      return true;
    },
    thaw() {
      if (!running?.isFrozen) return;
      running.isFrozen = false;
      running.child.kill("SIGCONT");
    },
    async stop() {
      mayRestart = false;
      const mine = running;
      if (!mine) return 0;
      signal("SIGTERM");
      return mine.ended;
    },
  };
}

function parseLine(text: string, pid: number, node: string): LogLine | undefined {
  try {
    const { level, msg, ...rest } = JSON.parse(text) as Record<string, unknown>;
    return typeof level === "string" ? { ...rest, level, msg: String(msg ?? ""), pid, node } : undefined;
  } catch {
    return undefined;
  }
}
