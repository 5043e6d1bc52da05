import { userInfo } from "node:os";
import { type AuditEntry, type Auth, createAuth } from "../domains/auth/index.ts";
import { systemClock } from "../platform/clock.ts";
import type { Config } from "../platform/config.ts";
import { type Database, migrate } from "../platform/db/index.ts";
import { createIds } from "../platform/ids.ts";
import type { CommandContext } from "./command-context.ts";
import { withDatabase } from "./open-database.ts";

export interface AuthTools {
  readonly auth: Auth;
  readonly config: Config;
  readonly database: Database;
  /** Puts on record what was done here. */
  record(entry: Pick<AuditEntry, "operation" | "targetIds" | "fields">): Promise<void>;
}

/** For commands that change what is in the database, on record: beside a running server, or before the first start. */
export async function withAuth(context: CommandContext, work: (tools: AuthTools) => Promise<void>): Promise<void> {
  const config = context.loadConfig();
  const actor = { kind: "command-line", ...nameOfUser() } as const;
  await withDatabase(config, context.logger, async (database) => {
    await migrate(database);
    const auth = createAuth({
      db: database.db,
      clock: systemClock,
      ids: createIds(systemClock),
      publicUrl: config.publicUrl,
    });
    await work({ auth, config, database, record: (entry) => auth.auditLog.record({ ...entry, actor }) });
  });
}

/** Of the machine's user, who need not have one. */
function nameOfUser(): { name?: string } {
  try {
    return { name: userInfo().username };
  } catch {
    return {};
  }
}
