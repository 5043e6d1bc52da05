import { useRef } from "react";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";

/** WhatsApp shows "typing…" for 25 s. */
const AGAIN_AFTER_MS = 20_000;

/** Shows the contact that an answer is being typed, where the settings let them see that it was read. */
export function useTypingSign(conversationId: string): () => void {
  const mayWrite = useCan("conversations:write");
  const toldAt = useRef(Number.NEGATIVE_INFINITY);
  return () => {
    const now = performance.now();
    if (!mayWrite || now - toldAt.current < AGAIN_AFTER_MS) return;
    toldAt.current = now;
    // A sign that is not shown is no problem of whoever types.
    api.conversations.markRead(conversationId, { typing: true }).catch(() => undefined);
  };
}
