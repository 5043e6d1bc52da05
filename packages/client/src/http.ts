/** How every call reaches the server: address, credentials, time limits, retries, and what errors look like. */
import { ChasquiProblem, ConnectionProblem, TimeoutProblem } from "./errors.ts";
import { type FileBody, typeOfFile } from "./files.ts";
import { createPagedList, type ListPage, type PagedList } from "./paged-list.ts";
import { describeUnexpected, parseJson, readProblem } from "./read-problem.ts";
import { decideRetry, type RetryPolicy, wait } from "./retry.ts";

export interface RequestOptions {
  /** Ends the call when aborted; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** How long one attempt may take. Default: that of the client; for files ten minutes. */
  readonly timeoutMs?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface SendOptions extends RequestOptions {
  /** Any text that is unique to this send. Repeating it answers the first result and sends nothing again, so give one that outlives your
   *  process (an order's id, say) where you repeat the call yourself. Default: a random one, kept across the retries of this call. */
  readonly idempotencyKey?: string | undefined;
}

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query?: object | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly file?: FileBody | undefined;
  /** Such a request may be repeated although it changes something. */
  readonly takesIdempotencyKey?: boolean;
}

export interface Http {
  /** Calls what answers JSON. */
  call<Answer>(request: HttpRequest, options?: SendOptions): Promise<Answer>;
  /** Calls what answers nothing but success. */
  callForNothing(request: HttpRequest, options?: SendOptions): Promise<void>;
  /** Calls what answers a file, whose bytes the caller then reads. */
  callForFile(request: HttpRequest, options?: RequestOptions): Promise<Response>;
  /** The address of what `callForFile` fetches. */
  url(request: HttpRequest): string;
  /** Makes one attempt, without retries; the time limit is for the head of the answer alone. */
  open(request: HttpRequest, options?: RequestOptions): Promise<Response>;
  list<Page extends ListPage>(request: HttpRequest, options?: RequestOptions): PagedList<Page>;
}

export interface HttpSettings {
  /** Without a slash at the end; empty: the page's own origin. */
  readonly baseUrl: string;
  readonly apiKey: (() => string | Promise<string>) | undefined;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
  readonly retry: RetryPolicy;
  readonly headers: Readonly<Record<string, string>>;
}

const FILE_TIMEOUT_MS = 10 * 60_000;

export function createHttp(settings: HttpSettings): Http {
  /** One call with its retries. */
  async function send<Answer>(
    request: HttpRequest,
    options: SendOptions,
    read: (response: Response) => Promise<Answer>,
  ): Promise<Answer> {
    // Made once, so that a repetition is known as one.
    const idempotencyKey = request.takesIdempotencyKey ? (options.idempotencyKey ?? createIdempotencyKey()) : undefined;
    const isRepeatable = request.method === "GET" || idempotencyKey !== undefined;
    for (let attempt = 1; ; attempt++) {
      try {
        return await sendOnce(request, { ...options, idempotencyKey }, read);
      } catch (error) {
        const delayMs = isRepeatable ? decideRetry(error, attempt, settings.retry) : undefined;
        if (delayMs === undefined) throw error;
        await wait(delayMs, options.signal);
      }
    }
  }

  async function sendOnce<Answer>(
    request: HttpRequest,
    options: SendOptions,
    read: (response: Response) => Promise<Answer>,
  ): Promise<Answer> {
    options.signal?.throwIfAborted();
    const timeoutMs = options.timeoutMs ?? (request.file === undefined ? settings.timeoutMs : FILE_TIMEOUT_MS);
    const headers = await buildHeaders(request, options);
    const limit = startLimit(timeoutMs, options.signal);
    try {
      const response = await settings.fetch(buildUrl(settings.baseUrl, request), {
        method: request.method,
        headers,
        signal: limit.signal,
        redirect: "error",
        // A key is all it takes; without one the browser's session cookie is, and only for its own server.
        credentials: settings.apiKey ? "omit" : "same-origin",
        ...buildBody(request),
      });
      if (!response.ok) throw await readProblem(response);
      return await read(response);
    } catch (error) {
      if (error instanceof ChasquiProblem) throw error;
      options.signal?.throwIfAborted();
      throw limit.isOver() ? new TimeoutProblem(timeoutMs) : new ConnectionProblem(error);
    } finally {
      limit.stop();
    }
  }

  async function buildHeaders(request: HttpRequest, options: SendOptions): Promise<Record<string, string>> {
    const key = await settings.apiKey?.();
    return {
      accept: "application/json",
      ...settings.headers,
      ...(request.body !== undefined && { "content-type": "application/json" }),
      ...(request.file !== undefined && { "content-type": typeOfFile(request.file) }),
      ...(options.idempotencyKey !== undefined && { "idempotency-key": options.idempotencyKey }),
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...options.headers,
    };
  }

  return {
    call: <Answer>(request: HttpRequest, options: SendOptions = {}) => send(request, options, readJson<Answer>),
    callForNothing: (request, options = {}) => send(request, options, drain),
    callForFile: (request, options = {}) => send(request, options, async (response) => response),
    url: (request) => buildUrl(settings.baseUrl, request),
    open: (request, options = {}) => sendOnce(request, options, async (response) => response),
    list: <Page extends ListPage>(request: HttpRequest, options: RequestOptions = {}) =>
      createPagedList<Page>((cursor) => {
        const query = cursor === undefined ? request.query : { ...request.query, cursor };
        return send({ ...request, query }, options, readJson<Page>);
      }),
  };
}

async function readJson<Answer>(response: Response): Promise<Answer> {
  const value = parseJson(await response.text());
  if (value === undefined) throw describeUnexpected(response);
  return value as Answer;
}

/** Read to its end, so that the connection can be used again. */
async function drain(response: Response): Promise<void> {
  await response.arrayBuffer();
}

/** Aborts at the time limit, or with the caller's signal. */
function startLimit(timeoutMs: number, signal: AbortSignal | undefined) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), timeoutMs);
  return {
    signal: signal ? AbortSignal.any([signal, limit.signal]) : limit.signal,
    isOver: () => limit.signal.aborted,
    stop: () => clearTimeout(timer),
  };
}

/** Not `randomUUID`, which pages served over plain http have not. */
function createIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What is undefined is left out; a list is the same name several times. */
function buildUrl(baseUrl: string, { path, query = {} }: Pick<HttpRequest, "path" | "query">): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) search.append(name, String(one));
    }
  }
  return `${baseUrl}${path}${search.size === 0 ? "" : `?${search}`}`;
}

function buildBody({ body, file }: HttpRequest): RequestInit {
  if (body !== undefined) return { body: JSON.stringify(body) };
  if (file === undefined) return {};
  // A stream can only be sent while the answer is not read yet, and fetch wants that said.
  return file instanceof ReadableStream ? ({ body: file, duplex: "half" } as RequestInit) : { body: file };
}
