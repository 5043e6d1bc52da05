/** Listens to the stream of events, as a browser would. */

export interface HeardEvent {
  readonly name: string;
  readonly id: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the stream says
  readonly data: any;
}

export interface EventListener extends AsyncDisposable {
  readonly status: number;
  readonly headers: Headers;
  /** All so far, in their order. */
  readonly events: readonly HeardEvent[];
  /** Of one kind: every id named so far. */
  ids(name: string): string[];
  /** Everything as it came. */
  text(): string;
  /** What it would send as `Last-Event-ID`. */
  lastId(): string | undefined;
  /** Resolves when the stream is over: ended by the server, or broken off. */
  readonly ended: Promise<"ended" | "broken">;
  /** Breaks off. */
  close(): void;
}

export async function listenToEvents(
  url: string,
  options: {
    key?: string;
    headers?: Readonly<Record<string, string>>;
    lastEventId?: string | undefined;
    query?: string;
  },
): Promise<EventListener> {
  const { key, lastEventId, query = "" } = options;
  const abort = new AbortController();
  const answer = await fetch(`${url}/api/v1/events${query}`, {
    headers: {
      ...options.headers,
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }),
    },
    signal: abort.signal,
  });
  const events: HeardEvent[] = [];
  let text = "";
  let parsed = 0;

  function parse(): void {
    for (let end = text.indexOf("\n\n", parsed); end !== -1; end = text.indexOf("\n\n", parsed)) {
      const fields = new Map(
        text
          .slice(parsed, end)
          .split("\n")
          .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
      );
      parsed = end + 2;
      const name = fields.get("event");
      if (name) events.push({ name, id: fields.get("id"), data: JSON.parse(fields.get("data") ?? "null") });
    }
  }

  async function read(): Promise<void> {
    for await (const piece of (answer.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      text += piece;
      parse();
    }
  }

  const ended = read().then(
    () => "ended" as const,
    () => "broken" as const,
  );
  return {
    status: answer.status,
    headers: answer.headers,
    events,
    ids: (name) => events.filter((event) => event.name === name).flatMap((event) => event.data.ids),
    text: () => text,
    lastId: () => events.findLast((event) => event.id !== undefined)?.id,
    ended,
    close: () => abort.abort(),
    async [Symbol.asyncDispose]() {
      abort.abort();
      await ended;
    },
  };
}
