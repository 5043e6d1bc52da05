/** The OpenAPI document of the real server, started for a moment with a database of its own: no second list of routes to keep. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenApiDocument } from "../packages/client/generation/document.ts";
import { startServer } from "../packages/server/src/app.ts";
import { loadConfig } from "../packages/server/src/platform/config.ts";
import { deleteEmbeddedPostgres } from "../packages/server/src/platform/embedded-postgres/index.ts";
import { createLogger } from "../packages/server/src/platform/logger.ts";

export async function readOpenApiDocument(): Promise<OpenApiDocument> {
  const dataDir = await mkdtemp(join(tmpdir(), "chasqui-generate-"));
  try {
    const config = loadConfig({ env: { PORT: "0", HOST: "127.0.0.1", CHASQUI_DATA_DIR: dataDir }, cwd: dataDir });
    const server = await startServer({ config, roles: new Set(["http"]), logger: createLogger({ level: "warn" }) });
    try {
      const answer = await fetch(`${server.url}/api/openapi.json`);
      return (await answer.json()) as OpenApiDocument;
    } finally {
      await server.stop();
    }
  } finally {
    await deleteEmbeddedPostgres(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  }
}
