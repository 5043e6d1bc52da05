import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ownerOf, replaceFile } from "./files.ts";
import { findProcess, isStillRunning, type ProcessIdentity } from "./process-identity.ts";
import { explainFileError } from "./start-problem.ts";

const RECORD_FILE = "server.json";

/**
 * Who owns the data folder and where its database listens: for the message to a second server and for commands run
 * beside the first. It grants nothing, the lock does; so a stale one is harmless and merely recognised as such.
 */
const recordSchema = z.object({
  pid: z.number(),
  startedAt: z.string().optional(),
  bootId: z.string().optional(),
  /** Present once the database accepts connections. */
  database: z.object({ host: z.string(), port: z.number() }).optional(),
});
type HolderRecord = z.infer<typeof recordSchema>;

export async function writeHolderRecord(dataDir: string, database?: { host: string; port: number }): Promise<void> {
  const record: HolderRecord = { ...identify(), ...(database === undefined ? {} : { database }) };
  try {
    await replaceFile(join(dataDir, RECORD_FILE), `${JSON.stringify(record)}\n`, 0o600, await ownerOf(dataDir));
  } catch (error) {
    throw explainFileError(error, dataDir, `write ${RECORD_FILE}`);
  }
}

/** The record of a server that runs now; undefined when there is none or its process has ended. */
export async function findHolderRecord(dataDir: string): Promise<HolderRecord | undefined> {
  let text: string;
  try {
    text = await readFile(join(dataDir, RECORD_FILE), "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw explainFileError(error, dataDir, `read ${RECORD_FILE}`);
  }
  const record = parseRecord(text);
  if (record === undefined) return undefined;
  const identity: ProcessIdentity = { pid: record.pid, startedAt: record.startedAt, bootId: record.bootId };
  return isStillRunning(identity) ? record : undefined;
}

export async function removeHolderRecord(dataDir: string): Promise<void> {
  await rm(join(dataDir, RECORD_FILE), { force: true });
}

function identify(): HolderRecord {
  const self = findProcess(process.pid);
  return {
    pid: process.pid,
    ...(self?.startedAt === undefined ? {} : { startedAt: self.startedAt }),
    ...(self?.bootId === undefined ? {} : { bootId: self.bootId }),
  };
}

function parseRecord(text: string): HolderRecord | undefined {
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
