/** WhatsApp's answers to messages that are on their way. */
import { type Clock, waitFor } from "../../platform/clock.ts";

export interface Ack {
  /** WhatsApp's number; undefined: taken. */
  readonly error: string | undefined;
}

export interface Acks {
  /** To be asked for before the message is sent. Undefined: none came, or the connection ended. */
  wait(messageId: string): Promise<Ack | undefined>;
  settle(messageId: string, ack: Ack): void;
  /** The connection has ended: no more will come. */
  abandon(): void;
}

const LIMIT_MS = 30_000;

export function createAcks(clock: Clock): Acks {
  const waiting = new Map<string, (ack: Ack | undefined) => void>();
  return {
    async wait(messageId) {
      const limit = new AbortController();
      try {
        return await Promise.race([
          new Promise<Ack | undefined>((resolve) => waiting.set(messageId, resolve)),
          waitFor(clock, LIMIT_MS, limit.signal).then(() => undefined),
        ]);
      } finally {
        limit.abort();
        waiting.delete(messageId);
      }
    },
    settle: (messageId, ack) => waiting.get(messageId)?.(ack),
    abandon() {
      for (const settle of waiting.values()) settle(undefined);
    },
  };
}
