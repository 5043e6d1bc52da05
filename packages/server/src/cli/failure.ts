import { EmbeddedPostgresError } from "../platform/embedded-postgres/index.ts";
import { ChasquiError, describeError } from "../platform/errors.ts";

/** What to tell the person whose command failed: what, why, and what to do. One or few lines, never a stack. */
export function describeFailure(error: unknown): string {
  if (error instanceof ChasquiError) return [error.message, error.mend].filter(Boolean).join("\n");
  if (error instanceof EmbeddedPostgresError) return error.message;
  const known = describeSystemError(error);
  if (known) return known;
  return `It failed unexpectedly: ${describeError(error) || "no reason was given"}\nRun it again with LOG_LEVEL=debug to see more in the log.`;
}

/** Whether nobody foresaw it, so that the log should tell its stack. */
export function isUnexpected(error: unknown): boolean {
  return !(error instanceof ChasquiError || error instanceof EmbeddedPostgresError || describeSystemError(error));
}

/** Failures of the operating system and of PostgreSQL (SQLSTATE) that a person can mend, by code. */
const MENDABLE: Readonly<Record<string, (error: SystemError) => string>> = {
  EADDRINUSE: (error) =>
    `Port ${error.port ?? ""} is in use by another program.\nStop that program, or choose another port: --port or PORT.`,
  EADDRNOTAVAIL: (error) =>
    `This machine has no address ${error.address ?? ""}.\nSet HOST to 127.0.0.1, or to 0.0.0.0 for all addresses.`,
  EACCES: (error) =>
    error.syscall === "listen"
      ? `Port ${error.port ?? ""} needs more rights than this user has.\nChoose a port above 1023: --port or PORT.`
      : `No permission: ${error.message}.`,
  ECONNREFUSED: () =>
    "The database of DATABASE_URL does not answer: nothing listens there.\nStart it, or correct the host and port.",
  ENOTFOUND: () => "The database of DATABASE_URL can't be found: its host name is unknown.\nCorrect the host name.",
  EAI_AGAIN: () =>
    "The database of DATABASE_URL can't be found: host names can't be looked up now.\nCheck the network.",
  ETIMEDOUT: () =>
    "The database of DATABASE_URL does not answer in time.\nCheck the host, the port and the firewall between.",
  "28P01": () => "The database refuses the user name or password of DATABASE_URL.\nCorrect them.",
  "28000": () =>
    "The database does not let this user in.\nCheck the user of DATABASE_URL and the server's pg_hba.conf.",
  "3D000": () => "The database named in DATABASE_URL does not exist.\nCreate it with: createdb <name>",
  "42501": () => "The user of DATABASE_URL may not do this in the database.\nMake it the owner of the database.",
  "53300": () => "The database has no connection left for us.\nRaise its max_connections, or stop what holds them.",
};

interface SystemError extends Error {
  readonly code?: string;
  readonly port?: number;
  readonly address?: string;
  readonly syscall?: string;
}

function describeSystemError(error: unknown): string | undefined {
  for (const candidate of withCauses(error)) {
    const describe = candidate.code === undefined ? undefined : MENDABLE[candidate.code];
    if (describe) return describe(candidate);
  }
  return undefined;
}

/** The error, what caused it, and, of a connection tried at several addresses, each failure. */
function withCauses(error: unknown): SystemError[] {
  const found: SystemError[] = [];
  const pending = [error];
  for (let next = pending.pop(); next !== undefined && found.length < 20; next = pending.pop()) {
    if (!(next instanceof Error)) continue;
    found.push(next as SystemError);
    if (next instanceof AggregateError) pending.push(...next.errors);
    if (next.cause !== undefined) pending.push(next.cause);
  }
  return found;
}
