import type { BinaryNode } from "baileys";
import type { Inbox } from "./entities.ts";

/**
 * What names a stanza until it is confirmed. Receipts of one message differ by type and author; of a message, a
 * notification or a call the id is enough.
 */
export function inboxKey(tag: string, attrs: Readonly<Record<string, string>>, peer: string | undefined): string {
  if (tag !== "receipt") return `${tag}/${attrs.id ?? ""}`;
  return `receipt/${attrs.id ?? ""}/${attrs.type ?? ""}/${attrs.participant ?? peer ?? ""}`;
}

export function createInbox(deliver: (stanza: BinaryNode) => void): Inbox {
  const waiting = new Map<string, BinaryNode>();
  return {
    push(stanza) {
      const key = inboxKey(stanza.tag, stanza.attrs, stanza.attrs.from);
      // A message sent again takes its new place at the end.
      waiting.delete(key);
      waiting.set(key, stanza);
      deliver(stanza);
    },
    settle: (key) => waiting.delete(key),
    list: () => [...waiting.values()],
    clear: () => waiting.clear(),
  };
}
