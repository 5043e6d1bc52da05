import pg from "pg";
import type { Clock, Timer } from "../clock.ts";
import { createTurns } from "./in-turn.ts";

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
  const inTurn = createTurns();

  /** A failure here ends the connection, and the next one listens to everything again. */
  async function listenOn(target: pg.Client, channel: string): Promise<void> {
    await inTurn(() => target.query(`listen ${pg.escapeIdentifier(channel)}`)).catch(() => undefined);
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
    await Promise.all([...listeners.keys()].map((channel) => listenOn(next, channel)));
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
      if (client) void listenOn(client, channel);
    },
    async close() {
      closed = true;
      reconnect?.cancel();
      await inTurn(async () => client?.end());
    },
  };
}
