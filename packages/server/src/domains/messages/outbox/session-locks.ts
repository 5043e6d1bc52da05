import pg from "pg";
import { systemClock, type Timer } from "../../../platform/clock.ts";
import { createTurns } from "../../../platform/db/index.ts";

/** Session advisory locks, one a channel, on a connection of their own. PostgreSQL drops them the moment the process behind the
 *  connection dies, which tells others at once what a lease tells only when it runs out. They are a hint: the lease decides. */
export interface SessionLocks {
  /** True when this node now holds (or already held) the lock: no other living node has it. */
  tryLock(channelId: string): Promise<boolean>;
  unlock(channelId: string): Promise<void>;
  /** When the session was last made anew, after one that was lost with every lock, on systemClock.monotonicMs(); undefined: never. */
  remadeAtMs(): Promise<number | undefined>;
  close(): Promise<void>;
}

/** First key of the two-key advisory locks: "channel ownership". */
const LOCK_CLASS = 4_671;
const RECONNECT_MS = 1_000;

export function createSessionLocks(connection: pg.PoolConfig): SessionLocks {
  let client: pg.Client | undefined;
  let connecting: Promise<pg.Client | undefined> | undefined;
  let retry: Timer | undefined;
  let mayConnect = true;
  const held = new Set<string>();
  const inTurn = createTurns();
  let hadSession = false;
  let remadeAtMs: number | undefined;

  function connected(): Promise<pg.Client | undefined> {
    if (client || !mayConnect) return Promise.resolve(client);
    connecting ??= connect().finally(() => {
      connecting = undefined;
    });
    return connecting;
  }

  async function connect(): Promise<pg.Client | undefined> {
    const next = new pg.Client(connection);
    next.on("error", () => undefined);
    next.on("end", () => {
      if (client === next) client = undefined;
      held.clear();
    });
    try {
      await next.connect();
      client = next;
      if (hadSession) remadeAtMs = systemClock.monotonicMs();
      hadSession = true;
    } catch {
      // The database is away: leases alone decide for a while.
      mayConnect = false;
      retry = systemClock.startTimer(RECONNECT_MS, () => {
        mayConnect = true;
      });
    }
    return client;
  }

  return {
    async tryLock(channelId) {
      if (held.has(channelId) && client) return true;
      const session = await connected();
      const answer = await inTurn(async () =>
        session?.query<{ locked: boolean }>("select pg_try_advisory_lock($1, hashtext($2)) as locked", [
          LOCK_CLASS,
          channelId,
        ]),
      ).catch(() => undefined);
      const locked = answer?.rows[0]?.locked === true;
      if (locked) held.add(channelId);
      return locked;
    },
    async unlock(channelId) {
      if (!held.delete(channelId)) return;
      const session = client;
      await inTurn(async () =>
        session?.query("select pg_advisory_unlock($1, hashtext($2))", [LOCK_CLASS, channelId]),
      ).catch(() => undefined);
    },
    async remadeAtMs() {
      await connected();
      return remadeAtMs;
    },
    async close() {
      mayConnect = false;
      retry?.cancel();
      await inTurn(async () => client?.end()).catch(() => undefined);
    },
  };
}
