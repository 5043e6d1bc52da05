/**
 * A server reduced to its database, as a process of its own that tests can kill. Its one argument is JSON: the options of
 * `startEmbeddedPostgres` and a `behaviour`. It tells what happens in lines of JSON on stdout and stops on the line "stop".
 */
import { createInterface } from "node:readline";
import { type EmbeddedPostgresOptions, findRunningEmbeddedPostgres, startEmbeddedPostgres } from "../index.ts";

interface Order extends Omit<EmbeddedPostgresOptions, "log"> {
  /** `exit`: ends without stopping the database. `find`: starts nothing, looks for a running one. Default: serves. */
  behaviour?: "exit" | "find";
}

const { behaviour, ...options } = JSON.parse(process.argv[2] ?? "{}") as Order;

// Like a server that drains: signals are heard, and the database is still needed for a while.
process.on("SIGINT", () => tell({ event: "draining" }));
process.on("SIGTERM", () => tell({ event: "draining" }));

try {
  if (behaviour === "find")
    tell({ event: "found", connection: (await findRunningEmbeddedPostgres(options.dataDir)) ?? null });
  else await serve();
} catch (error) {
  const { name, message } = error as Error;
  tell({ event: "failed", name, message });
}

async function serve(): Promise<void> {
  const database = await startEmbeddedPostgres({
    ...options,
    log: (level, message) => tell({ event: "log", level, message }),
  });
  database.onExit((error) => tell({ event: "exit", message: error.message }));
  database.onRestart((pid) => tell({ event: "restart", pid }));
  tell({ event: "ready", pid: database.pid, connection: database.connection });
  if (behaviour === "exit") process.exit(0);
  for await (const line of createInterface({ input: process.stdin })) if (line === "stop") break;
  await database.stop();
  tell({ event: "stopped" });
  process.exit(0);
}

function tell(event: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}
