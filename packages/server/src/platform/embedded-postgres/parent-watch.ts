import { spawn } from "node:child_process";
import type { Account } from "./account.ts";
import type { Postmaster } from "./postmaster.ts";

/**
 * Stops PostgreSQL when this process ends, even by `kill -9`: a shell of its own waits at a pipe that only we hold open.
 * Does nothing on Windows.
 */
export function stopWithParent(postmaster: Postmaster, account: Account | undefined): void {
  if (process.platform === "win32") return;
  const script = 'read -r _; kill -INT "$1"';
  const watcher = spawn("/bin/sh", ["-c", script, "sh", String(postmaster.pid)], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
  });
  watcher.on("error", () => undefined); // no shell: then it is as in production
  watcher.stdin.on("error", () => undefined);
  watcher.unref();
  (watcher.stdin as unknown as { unref(): void }).unref();
  void postmaster.ended.then(() => watcher.kill("SIGKILL"));
}
