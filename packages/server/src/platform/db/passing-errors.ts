/** SQLSTATE classes after which the same work may well succeed: connection trouble (08), rolled back for concurrency (40), out of
 *  resources (53), operator intervention such as a restart (57), and a session ended for idling (25P03). */
const PASSING_CLASSES = new Set(["08", "40", "53", "57"]);
const CONNECTION_CODES = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE", "ETIMEDOUT"]);

/** True when the database, not the data, was the trouble; or that this node is about to stop. */
export function isWorthRetrying(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== "string")
    return (
      error instanceof Error &&
      /connection|terminated|timeout exceeded|after calling end on the pool/i.test(error.message)
    );
  // Somebody works on the database: it takes no connections for a while.
  if (code === "55000") return error instanceof Error && error.message.includes("not currently accepting connections");
  return PASSING_CLASSES.has(code.slice(0, 2)) || code === "25P03" || CONNECTION_CODES.has(code);
}
