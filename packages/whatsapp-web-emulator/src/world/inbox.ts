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

/** `deliver` says whether the stanza went out. */
export function createInbox(deliver: (stanza: BinaryNode) => boolean): Inbox {
  const waiting = new Map<string, BinaryNode>();
  const held = new Set<string>();
  return {
    push(stanza) {
      const key = inboxKey(stanza.tag, stanza.attrs, stanza.attrs.from);
      // A message sent again takes its new place at the end.
      waiting.delete(key);
      waiting.set(key, stanza);
      if (deliver(stanza)) held.delete(key);
      else held.add(key);
    },
    settle(key) {
      held.delete(key);
      return waiting.delete(key);
    },
    list: () => [...waiting.values()],
    takeHeld() {
      const stanzas = [...waiting].flatMap(([key, stanza]) => (held.has(key) ? [stanza] : []));
      held.clear();
      return stanzas;
    },
  };
}
