import { createRing } from "../core/ring.ts";
import type { InboundMessage, StoredMessage } from "./entities.ts";

/** The newest messages of both directions, found by wamid. */
export interface MessageStore {
  add(message: StoredMessage): void;
  addInbound(message: InboundMessage): void;
  find(wamid: string): StoredMessage | undefined;
  findInbound(wamid: string): InboundMessage | undefined;
  /** Oldest first. */
  list(): StoredMessage[];
  listInbound(): InboundMessage[];
  /** Accepted since the start, forgotten ones included. */
  readonly acceptedCount: number;
  readonly receivedCount: number;
  clear(): void;
}

export function createMessageStore(capacity: number): MessageStore {
  const outbound = createRing<StoredMessage>(capacity);
  const inbound = createRing<InboundMessage>(capacity);
  const outboundById = new Map<string, StoredMessage>();
  const inboundById = new Map<string, InboundMessage>();
  return {
    add(message) {
      outboundById.set(message.wamid, message);
      const evicted = outbound.add(message);
      if (evicted !== undefined) outboundById.delete(evicted.wamid);
    },
    addInbound(message) {
      inboundById.set(message.wamid, message);
      const evicted = inbound.add(message);
      if (evicted !== undefined) inboundById.delete(evicted.wamid);
    },
    find: (wamid) => outboundById.get(wamid),
    findInbound: (wamid) => inboundById.get(wamid),
    list: () => outbound.toArray(),
    listInbound: () => inbound.toArray(),
    get acceptedCount() {
      return outbound.total;
    },
    get receivedCount() {
      return inbound.total;
    },
    clear() {
      for (const store of [outbound, inbound, outboundById, inboundById]) store.clear();
    },
  };
}
