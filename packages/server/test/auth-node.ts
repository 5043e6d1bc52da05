/** A node that knows nothing but who may use it, on a clock that stands still: for tests in which seconds count. Several may share a
 *  database. */
import { type Auth, createAuth } from "../src/domains/auth/index.ts";
import type { Clock } from "../src/platform/clock.ts";
import { createHttpServer } from "../src/platform/http/index.ts";
import { createIds } from "../src/platform/ids.ts";
import { createLogger } from "../src/platform/logger.ts";
import type { TestDatabase } from "./test-database.ts";

export interface AuthNode<C extends Clock> extends AsyncDisposable {
  readonly url: string;
  readonly auth: Auth;
  readonly clock: C;
  readonly database: TestDatabase;
}

export async function startAuthNode<C extends Clock>(database: TestDatabase, clock: C): Promise<AuthNode<C>> {
  const auth = createAuth({ db: database.database.db, clock, ids: createIds(clock) });
  const app = await createHttpServer({
    config: { http: { port: 0, host: "127.0.0.1", corsOrigins: [] } },
    logger: createLogger({ level: "silent" }),
    clock,
    authenticate: auth.authenticate,
    recordChange: auth.auditLog.recordChange,
    version: "1.0.0",
    requestsAMinute: 1_000_000,
  });
  auth.registerRoutes(app);
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  return { url, auth, clock, database, [Symbol.asyncDispose]: () => app.close() };
}
