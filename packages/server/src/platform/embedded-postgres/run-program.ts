import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { explainSpawnError } from "./start-problem.ts";

/**
 * How every PostgreSQL program is started: as the account, from a folder that is open to everybody (ours may be closed to
 * it), in a session of its own, so that Ctrl-C in the terminal reaches only the server, which stops the database after it
 * has drained, and with an environment of its own (PGDATA, PGOPTIONS, LC_* of a user's shell would change what it does).
 */
export function spawnProgram(
  program: string,
  args: string[],
  binaries: Binaries,
  account: Account | undefined,
  stdio: SpawnOptions["stdio"],
): ChildProcess {
  return spawn(program, args, {
    cwd: process.platform === "win32" ? undefined : "/",
    detached: true,
    windowsHide: true,
    stdio,
    env: { ...baseEnvironment(), ...binaries.env },
    ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
  });
}

/** Runs a program to its end. Gives its exit code and all it printed. @throws PostgresStartFailed */
export async function runProgram(
  program: string,
  args: string[],
  binaries: Binaries,
  account: Account | undefined,
  input = "",
): Promise<{ exitCode: number | null; output: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ exitCode: number | null; output: string }>();
  const child = spawnProgram(program, args, binaries, account, ["pipe", "pipe", "pipe"]);
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stdin?.on("error", () => undefined); // it ended before it read everything: its exit code tells
  child.stdin?.end(input);
  child.once("error", (error) => reject(explainSpawnError(error, program)));
  child.once("close", (exitCode) => resolve({ exitCode, output }));
  return await promise;
}

function baseEnvironment(): NodeJS.ProcessEnv {
  if (process.platform === "win32") return { ...process.env };
  return { PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
}
