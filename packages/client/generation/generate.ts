/** Writes the generated part of the client. The same document always gives the same files, byte for byte. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@hey-api/openapi-ts";
import type { OpenApiDocument } from "./document.ts";
import { writeMethodTable } from "./method-table.ts";
import { writeOperations } from "./operations.ts";

const HEADER = "// Generated from the server's OpenAPI document by `npm run generate`. Changes made here are lost.\n\n";

/** Replaces `folder` by the document itself, its types and one method per operation. */
export async function generateClient(served: OpenApiDocument, folder: string): Promise<void> {
  // The order in which the server registers its routes is no difference.
  const paths = Object.entries(served.paths).sort(([a], [b]) => (a < b ? -1 : 1));
  const document: OpenApiDocument = { ...served, paths: Object.fromEntries(paths) };
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await createClient({
    input: structuredClone(document) as unknown as Record<string, unknown>,
    interactive: false,
    logs: { level: "silent", file: false },
    output: {
      path: folder,
      clean: false,
      entryFile: false,
      fileName: { suffix: null },
      header: HEADER.trimEnd(),
      // Node runs the files as they are.
      module: { extension: ".ts" },
      tsConfigPath: null,
    },
    plugins: ["@hey-api/typescript"],
  });
  await writeFile(join(folder, "operations.ts"), writeOperations(document, HEADER));
  await writeFile(join(folder, "METHODS.md"), writeMethodTable(document));
  await writeFile(join(folder, "openapi.json"), `${JSON.stringify(document, null, 2)}\n`);
}
