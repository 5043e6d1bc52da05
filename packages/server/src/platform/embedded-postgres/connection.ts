import { createServer } from "node:net";
import { DATABASE, ROLE } from "./init-cluster.ts";

/** What node-postgres needs to connect. */
export interface Connection {
  /** Folder of the Unix socket; on Windows 127.0.0.1. */
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

export function buildConnection(host: string, port: number, password: string): Connection {
  return { host, port, user: ROLE, password, database: DATABASE };
}

/** As a URL that both node-postgres and libpq understand: the folder of a socket goes into the query, encoded. */
export function buildConnectionString({ host, port, user, password, database }: Connection): string {
  const authority = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  return `postgresql://${authority}@localhost:${port}/${encodeURIComponent(database)}?host=${encodeURIComponent(host)}`;
}

/** For systems without Unix sockets. Another program may take it before PostgreSQL does; the start then fails and says so. */
export async function findFreePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.once("error", reject);
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    server.close(() => resolve(port));
  });
  return await promise;
}
