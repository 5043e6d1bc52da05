/** Puts a text back into the composer of a conversation that is open. */
type Listener = (conversationId: string, text: string) => void;
const listeners = new Set<Listener>();

export function editAgain(conversationId: string, text: string): void {
  for (const listener of listeners) listener(conversationId, text);
}

export function onEditAgain(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
