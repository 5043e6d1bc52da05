/** Live updates as an async iterator. Over fetch and not EventSource, which can send no API key. */
import { ChasquiProblem, ConnectionProblem, isUnreachable, TimeoutProblem } from "./errors.ts";
import { createEventParser, type ServerSentEvent } from "./event-parser.ts";
import type { LiveEventKind } from "./generated/types.ts";
import type { Http } from "./http.ts";
import { describeUnexpected, parseJson } from "./read-problem.ts";
import { backoffMs, isPassing, wait } from "./retry.ts";

/** What is told of. Newer servers may have more. */
export type EventKind = LiveEventKind;

/** Something changed; read it anew if you show it. */
export interface ChangeEvent {
  readonly kind: EventKind;
  /** Of what the kind names. */
  readonly ids: readonly string[];
  /** With events of messages: where they are. */
  readonly conversationIds?: readonly string[];
  /** More changed than is named: read anew all you show of that kind. */
  readonly hasMore: boolean;
  /** Where to go on from later; see `EventsOptions.lastEventId`. */
  readonly lastEventId: string | undefined;
}

/** Events were missed: read everything anew. */
export interface ResetEvent {
  readonly kind: "reset";
  readonly reason: string;
  readonly lastEventId: string | undefined;
}

export type ChasquiEvent = ChangeEvent | ResetEvent;

/** `connecting` → `live` → `waiting` (the connection was lost, the next attempt comes by itself) → `connecting` … → `closed`. */
export type ConnectionState =
  | { readonly state: "connecting" | "live" | "closed" }
  | { readonly state: "waiting"; readonly retryInMs: number; readonly error: Error };

export interface EventsOptions {
  /** Ends the iteration, without an error. */
  readonly signal?: AbortSignal | undefined;
  /** Of the last event heard: what happened since comes first. Left out: from now on. */
  readonly lastEventId?: string | undefined;
  /** Only these kinds (and resets). */
  readonly kinds?: readonly EventKind[] | undefined;
  /** After how long without a word the connection counts as lost. Default 45 s: the server writes at least every 15 s. */
  readonly silenceLimitMs?: number | undefined;
  /** Told of each change of the connection, for a mark that shows whether what one sees is live. */
  readonly onStateChange?: ((state: ConnectionState) => void) | undefined;
}

const RECONNECT = { firstDelayMs: 1_000, longestDelayMs: 15_000 };
const SILENCE_LIMIT_MS = 45_000;

/** Hears of changes as they happen, and connects again by itself when the connection is lost, without missing an event in between.
 *  Ends when `signal` is aborted or the loop is left.
 *  @throws ChasquiProblem when the server refuses for good: signed out, or a scope is missing */
export async function* streamEvents(http: Http, options: EventsOptions = {}): AsyncGenerator<ChasquiEvent, void> {
  const end = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, end.signal]) : end.signal;
  const tell = (state: ConnectionState) => options.onStateChange?.(state);
  let { lastEventId } = options;
  let failures = 0;
  try {
    while (!signal.aborted) {
      tell({ state: "connecting" });
      let error: Error;
      try {
        for await (const event of connect(http, { ...options, lastEventId }, signal)) {
          lastEventId = event.lastEventId ?? lastEventId;
          if (event.name === "ready") {
            failures = 0;
            tell({ state: "live" });
          } else yield readEvent(event);
        }
        error = new ConnectionProblem("the stream ended");
      } catch (thrown) {
        if (signal.aborted) return;
        if (!isWorthConnectingAgain(thrown)) throw thrown;
        error = thrown;
      }
      failures += 1;
      const asked = error instanceof ChasquiProblem ? error.retryAfterMs : undefined;
      const retryInMs = Math.min(asked ?? backoffMs(failures, RECONNECT), RECONNECT.longestDelayMs);
      tell({ state: "waiting", retryInMs, error });
      await wait(retryInMs, signal).catch(() => undefined);
    }
  } finally {
    // Left in the middle: the connection is given up, too.
    end.abort();
    tell({ state: "closed" });
  }
}

async function* connect(
  http: Http,
  { lastEventId, kinds, silenceLimitMs = SILENCE_LIMIT_MS }: EventsOptions,
  signal: AbortSignal,
): AsyncGenerator<ServerSentEvent, void> {
  const silence = startSilenceWatch(signal, silenceLimitMs);
  try {
    const response = await http.open(
      // Not as a header: a page of another origin may not send that one.
      { method: "GET", path: "/api/v1/events", query: { kinds: kinds?.join(","), lastEventId } },
      { signal: silence.signal, headers: { accept: "text/event-stream" } },
    );
    if (!response.headers.get("content-type")?.startsWith("text/event-stream") || !response.body) {
      throw describeUnexpected(response);
    }
    const parser = createEventParser();
    for await (const text of readText(response.body)) {
      silence.reset();
      yield* parser.push(text);
      // The time a slow listener takes is not the server's silence.
      silence.reset();
    }
  } catch (error) {
    if (silence.isBroken()) throw new TimeoutProblem(silenceLimitMs);
    throw error instanceof ChasquiProblem || isUnreachable(error) ? error : new ConnectionProblem(error);
  } finally {
    silence.stop();
  }
}

/** Safari can't iterate a stream. */
async function* readText(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield decoder.decode(value, { stream: true });
  }
}

/** Aborts when nothing was heard for a while: a connection may be gone without anybody saying so. */
function startSilenceWatch(signal: AbortSignal, limitMs: number) {
  const limit = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = {
    signal: AbortSignal.any([signal, limit.signal]),
    reset() {
      clearTimeout(timer);
      timer = setTimeout(() => limit.abort(), limitMs);
    },
    stop: () => clearTimeout(timer),
    isBroken: () => limit.signal.aborted && !signal.aborted,
  };
  watch.reset();
  return watch;
}

function readEvent({ name, data, lastEventId }: ServerSentEvent): ChasquiEvent {
  const content = (parseJson(data) ?? {}) as Partial<Omit<ChangeEvent, "kind"> & Pick<ResetEvent, "reason">>;
  if (name === "reset") return { kind: "reset", reason: content.reason ?? "", lastEventId };
  return {
    kind: name as EventKind,
    ids: content.ids ?? [],
    ...(content.conversationIds && { conversationIds: content.conversationIds }),
    hasMore: content.hasMore ?? false,
    lastEventId,
  };
}

/** Whether the server may answer otherwise soon. */
function isWorthConnectingAgain(error: unknown): error is Error {
  return isPassing(error) || (error instanceof ChasquiProblem && error.status >= 500);
}
