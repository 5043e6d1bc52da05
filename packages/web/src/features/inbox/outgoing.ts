/** What was written and has not reached the server yet. It is kept on this device, so that leaving the page loses nothing; each keeps its key,
 *  so that trying again sends nothing twice. */
import {
  type AnswerConversationData,
  ChasquiProblem,
  isUnreachable,
  type ThreadMessage,
  TimeoutProblem,
} from "@chasqui/client";
import type { QueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { api } from "../../app/api.ts";
import { keptOwner, readKept, writeKept } from "./kept.ts";
import { putIntoThreads } from "./live-inbox.ts";
import { putItems } from "./thread-cache.rules.ts";

type Answer = NonNullable<AnswerConversationData["body"]>;
export type AnswerContent = NonNullable<Answer["content"]>;

export interface Outgoing {
  /** Its Idempotency-Key. */
  readonly key: string;
  readonly conversationId: string;
  readonly content: AnswerContent;
  readonly quoted?: {
    readonly id: string;
    readonly author: string;
    readonly type: string;
    readonly text: string | null;
  };
  readonly file?: { readonly url: string; readonly mime: string; readonly filename: string | null };
  readonly at: string;
  /** unreached: nobody knows whether the server has it · refused: it was not taken, and why. */
  readonly state: "sending" | "unreached" | "refused";
  readonly error?: unknown;
}

const NONE: readonly Outgoing[] = [];
const STORE = "outgoing";
let all: readonly Outgoing[] = NONE;
let loadedFor: string | undefined;
const listeners = new Set<() => void>();
const lines = new Map<string, Promise<void>>();

function load(): readonly Outgoing[] {
  if (loadedFor === keptOwner()) return all;
  loadedFor = keptOwner();
  byConversation.clear();
  // Whatever was on its way when the page was left: nobody here knows what became of it.
  all = readKept<Outgoing[]>(STORE, []).map((one) => ({ ...one, state: "unreached" }));
  return all;
}

function change(next: readonly Outgoing[]): void {
  all = next;
  byConversation.clear();
  // Errors are objects of classes, which no storage keeps; trying again tells them anew.
  writeKept(
    STORE,
    next.map(({ error: _error, ...one }) => one),
  );
  for (const listener of listeners) listener();
}

const byConversation = new Map<string, readonly Outgoing[]>();

function listOf(conversationId: string): readonly Outgoing[] {
  load();
  const known = byConversation.get(conversationId);
  if (known) return known;
  const found = load().filter((one) => one.conversationId === conversationId);
  const list = found.length === 0 ? NONE : found;
  byConversation.set(conversationId, list);
  return list;
}

/** What of a conversation is still on its way to the server, in its order. */
export function useOutgoing(conversationId: string): readonly Outgoing[] {
  const subscribe = useCallback((listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return useSyncExternalStore(subscribe, () => listOf(conversationId));
}

/** Shows it at once and sends it behind those before it, so that they arrive in the order in which they were written. */
export function sendOutgoing(queryClient: QueryClient, draft: Omit<Outgoing, "key" | "at" | "state">): void {
  const outgoing: Outgoing = { ...draft, key: createKey(), at: new Date().toISOString(), state: "sending" };
  change([...load(), outgoing]);
  enqueue(queryClient, outgoing);
}

export function retryOutgoing(queryClient: QueryClient, outgoing: Outgoing): void {
  change(load().map((one) => (one.key === outgoing.key ? { ...outgoing, state: "sending" } : one)));
  enqueue(queryClient, outgoing);
}

export function dropOutgoing({ key }: Outgoing): void {
  change(load().filter((one) => one.key !== key));
}

function enqueue(queryClient: QueryClient, outgoing: Outgoing): void {
  const { conversationId } = outgoing;
  const before = lines.get(conversationId) ?? Promise.resolve();
  lines.set(
    conversationId,
    before.then(() => send(queryClient, outgoing)),
  );
}

async function send(queryClient: QueryClient, { key, conversationId, content, quoted }: Outgoing): Promise<void> {
  try {
    const body = { content, ...(quoted && { quotedMessageId: quoted.id }) };
    const message: ThreadMessage = await api.conversations.answer(conversationId, body, { idempotencyKey: key });
    putIntoThreads(queryClient, conversationId, (data) => putItems(data, [message]));
    change(load().filter((one) => one.key !== key));
  } catch (error) {
    const isRefused = error instanceof ChasquiProblem && !isUnreachable(error) && !(error instanceof TimeoutProblem);
    const state = isRefused ? "refused" : "unreached";
    change(load().map((one) => (one.key === key ? { ...one, state, error } : one)));
  }
}

/** An Idempotency-Key. Not by `randomUUID`, which pages served over plain http have not. */
export function createKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `inbox-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
