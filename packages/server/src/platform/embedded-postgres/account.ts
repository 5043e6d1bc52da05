import { readFileSync } from "node:fs";
import { PostgresStartFailed } from "./errors.ts";

/** An unprivileged account that runs PostgreSQL and owns its files when the server itself runs as root. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * The first of these that the system has. `chasqui` lets an administrator decide; `postgres` is there wherever PostgreSQL
 * was ever installed; `nobody` is there practically everywhere. An existing cluster keeps the account that owns it.
 */
const PREFERRED = ["chasqui", "postgres", "nobody", "daemon"];

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** @throws PostgresStartFailed when the system has none of them */
export function chooseAccount(passwd: string = readPasswd()): Account {
  const accounts = new Map<string, Account>();
  for (const line of passwd.split("\n")) {
    const [name, , uid, gid] = line.split(":");
    if (name === undefined || !uid || !gid || Number(uid) === 0) continue;
    accounts.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  for (const name of PREFERRED) {
    const account = accounts.get(name);
    if (account !== undefined) return account;
  }
  throw new PostgresStartFailed(
    `PostgreSQL refuses to run as root, and this system has none of the users ${PREFERRED.join(", ")} to run it instead. ` +
      `Create one (useradd --system chasqui), start the server as a normal user, or set DATABASE_URL.`,
  );
}

function readPasswd(): string {
  try {
    return readFileSync("/etc/passwd", "utf8");
  } catch {
    return "";
  }
}
