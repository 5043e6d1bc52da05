import type { ChasquiEvent, ConnectionState } from "@chasqui/client";
import { isUnauthenticated } from "@chasqui/client";
import type { QueryClient } from "@tanstack/react-query";
import { api } from "./api.ts";

/** What is read anew when the server tells of a change: the first word of the query keys, by the first word of the event's kind. */
const ALSO_CHANGED: Readonly<Record<string, readonly string[]>> = {
  messages: ["messages", "conversations"],
  contacts: ["contacts", "conversations"],
};
/** Events that come together are answered by reading once. */
const GATHER_MS = 200;

type EventListener = (event: ChasquiEvent) => void;
const eventListeners = new Set<EventListener>();
const stateListeners = new Set<() => void>();
let state: ConnectionState["state"] = "connecting";

/** Hears every event. Queries are read anew without this; it is for what wants to know more. */
export function onLiveEvent(listener: EventListener): () => void {
  eventListeners.add(listener);
  return () => void eventListeners.delete(listener);
}

export function onLiveStateChange(listener: () => void): () => void {
  stateListeners.add(listener);
  return () => void stateListeners.delete(listener);
}

export function getLiveState(): ConnectionState["state"] {
  return state;
}

/** Listens to the server's changes, over one connection for the whole app, until the returned function is called. Queries whose key begins
 *  with what changed are read anew, except those with `meta: { readsAnewByItself: true }`. */
export function startLiveConnection(queryClient: QueryClient): () => void {
  const end = new AbortController();
  const changed = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function readAnew(): void {
    timer = undefined;
    const resources = new Set(changed);
    changed.clear();
    void queryClient.invalidateQueries({
      predicate: ({ queryKey, meta }) =>
        meta?.readsAnewByItself !== true && (resources.has("*") || resources.has(String(queryKey[0]))),
    });
  }

  function hear(event: ChasquiEvent): void {
    for (const listener of eventListeners) listener(event);
    const resource = event.kind.split(".")[0] ?? "";
    for (const name of event.kind === "reset" ? ["*"] : (ALSO_CHANGED[resource] ?? [resource])) changed.add(name);
    timer ??= setTimeout(readAnew, GATHER_MS);
  }

  async function listen(): Promise<void> {
    try {
      for await (const event of api.events({ signal: end.signal, onStateChange: ({ state: now }) => setState(now) }))
        hear(event);
    } catch (error) {
      // Signed out: the next thing that is asked for leads to the sign-in.
      if (isUnauthenticated(error)) void queryClient.invalidateQueries({ queryKey: ["me"] });
    }
  }

  void listen();
  return () => {
    end.abort();
    clearTimeout(timer);
  };
}

function setState(now: ConnectionState["state"]): void {
  state = now;
  for (const listener of stateListeners) listener();
}
