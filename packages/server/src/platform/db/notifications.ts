import pg from "pg";
import type { Clock, Timer } from "../clock.ts";

/** Short wake-ups between nodes, by PostgreSQL's LISTEN/NOTIFY. They may be lost (a broken connection): a listener also
 *  looks by itself now and then. */
export interface Notifications {
  on(channel: string, listener: (payload: string) => void): void;
  close(): Promise<void>;
}

const RECONNECT_DELAY_MS = 500;

/** Opens one connection of its own and keeps it open. */
export async function createNotifications(connection: pg.PoolConfig, clock: Clock): Promise<Notifications> {
  const listeners = new Map<string, Array<(payload: string) => void>>();
  let client: pg.Client | undefined;
  let reconnect: Timer | undefined;
  let closed = false;
  /** A connection takes one query at a time. */
  let lastQuery: Promise<unknown> = Promise.resolve();

  /** A failure here ends the connection, and the next one listens to everything again. */
  function listenOn(target: pg.Client, channel: string): void {
    lastQuery = lastQuery.then(() => target.query(`listen ${pg.escapeIdentifier(channel)}`)).catch(() => undefined);
  }

  async function connect(): Promise<void> {
    const next = new pg.Client(connection);
    next.on("error", () => undefined);
    next.on("notification", (message) => {
      for (const listener of listeners.get(message.channel) ?? []) listener(message.payload ?? "");
    });
    next.on("end", scheduleReconnect);
    await next.connect();
    client = next;
    for (const channel of listeners.keys()) listenOn(next, channel);
    await lastQuery;
  }

  function scheduleReconnect(): void {
    client = undefined;
    if (closed) return;
    reconnect?.cancel();
    reconnect = clock.startTimer(RECONNECT_DELAY_MS, () => void connect().catch(scheduleReconnect));
  }

  await connect();
  return {
    on(channel, listener) {
      const known = listeners.get(channel);
      if (known) return void known.push(listener);
      listeners.set(channel, [listener]);
      if (client) listenOn(client, channel);
    },
    async close() {
      closed = true;
      reconnect?.cancel();
      await lastQuery;
      await client?.end();
    },
  };
}
