type Listener = () => void;
const listeners = new Set<Listener>();

/** Opens the list of shortcuts, from wherever it is asked for. */
export function openShortcutHelp(): void {
  for (const listener of listeners) listener();
}

export function onShortcutHelp(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
