import { type ChasquiEvent, type EventsOptions, streamEvents } from "./events.ts";
import { createOperations, type Operations } from "./generated/operations.ts";
import { createHttp } from "./http.ts";
import { DEFAULT_RETRY, type RetryPolicy } from "./retry.ts";

export interface ChasquiOptions {
  /** The server's address, such as `https://chasqui.example.com`. In a page that the server itself serves it may be left out. */
  readonly baseUrl?: string | URL | undefined;
  /** An API key (`chq_…`), or a function that gives it. Left out, the browser's session cookie is used. */
  readonly apiKey?: string | (() => string | Promise<string>) | undefined;
  /** Instead of the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** How long one attempt of a call may take. Default: 30 s. */
  readonly timeoutMs?: number | undefined;
  /** When calls that may be repeated are. Default: 3 attempts, waits of about 0.5 s and 1 s, or what the server asks for. */
  readonly retry?: Partial<RetryPolicy> | undefined;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Every action of the API as a method, in groups: `chasqui.messages.send(…)`. */
export interface Chasqui extends Operations {
  /** Hears of changes as they happen, and connects again by itself when the connection is lost, without missing an event in between. Ends
   *  when the signal is aborted or the loop is left. The iteration throws `ChasquiProblem` when the server refuses for good.
   *
   *  ```ts
   *  for await (const event of chasqui.events({ kinds: ["messages.received"] })) console.log(event.kind);
   *  ``` */
  events(options?: EventsOptions): AsyncGenerator<ChasquiEvent, void>;
}

const DEFAULT_TIMEOUT_MS = 30_000;

/** A client of one server.
 *
 *  ```ts
 *  const chasqui = createChasqui({ baseUrl: "http://localhost:3000", apiKey: process.env.CHASQUI_API_KEY });
 *  await chasqui.messages.send({ to: "+34600000000", text: "Your order is on its way" });
 *  ```
 *  @throws TypeError when baseUrl is missing outside a browser, or is no http(s) URL */
export function createChasqui(options: ChasquiOptions = {}): Chasqui {
  const { apiKey, fetch = globalThis.fetch } = options;
  const http = createHttp({
    baseUrl: readBaseUrl(options.baseUrl),
    apiKey: typeof apiKey === "string" ? () => apiKey : apiKey,
    // Browsers refuse a fetch that is called as a method of anything else.
    fetch: (input, init) => fetch(input, init),
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    retry: { ...DEFAULT_RETRY, ...options.retry },
    headers: options.headers ?? {},
  });
  return {
    ...createOperations(http),
    events: (eventsOptions) => streamEvents(http, eventsOptions),
  };
}

function readBaseUrl(baseUrl: string | URL | undefined): string {
  if (baseUrl === undefined || baseUrl === "") {
    if ("location" in globalThis) return "";
    throw new TypeError(
      "createChasqui needs baseUrl, the address of the Chasqui server, such as http://localhost:3000.",
    );
  }
  if (!/^https?:\/\//.test(String(baseUrl)) || !URL.canParse(String(baseUrl))) {
    throw new TypeError(`baseUrl must be an address such as http://localhost:3000, not ${String(baseUrl)}`);
  }
  return String(baseUrl).replace(/\/+$/, "");
}
