import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ownerOf, replaceFile } from "./files.ts";
import { explainFileError } from "./start-problem.ts";

const POINTER_FILE = "postgres.json";

/**
 * Says where the cluster of a data folder lives. Written when it lives outside (the server runs as root), and
 * authoritative from then on: the data folder may be moved without losing its database.
 */
const pointerSchema = z.object({
  /** Absolute folder that holds the cluster, its socket and its settings. */
  clusterHome: z.string(),
  /** True once the cluster was completely made: from then on its absence is an alarm, not a first start. */
  initialised: z.boolean(),
});
export type Pointer = z.infer<typeof pointerSchema>;

export function pointerPath(dataDir: string): string {
  return join(dataDir, POINTER_FILE);
}

export async function findPointer(dataDir: string): Promise<Pointer | undefined> {
  const path = pointerPath(dataDir);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw explainFileError(error, dataDir, `read ${POINTER_FILE}`);
  }
  try {
    return pointerSchema.parse(JSON.parse(text));
  } catch (error) {
    const reason = new Error(`${path} is not readable as what Chasqui wrote there; put it back from a backup`, {
      cause: error,
    });
    throw explainFileError(reason, dataDir, "find the database");
  }
}

export async function writePointer(dataDir: string, pointer: Pointer): Promise<void> {
  await replaceFile(pointerPath(dataDir), `${JSON.stringify(pointer, null, 2)}\n`, 0o644, await ownerOf(dataDir));
}
