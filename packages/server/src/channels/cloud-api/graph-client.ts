/** Calls to Meta's Graph API: one pool of kept-alive connections for each channel. */
import { Pool } from "undici";
import { systemClock, type Timer } from "../../platform/clock.ts";
import { Exchange, type GraphResult } from "./exchange.ts";

export interface GraphRequest {
  readonly method: "GET" | "POST" | "DELETE";
  /** From the version on: "/v25.0/123/messages". */
  readonly path: string;
  readonly body?: string;
  /** Instead of the client's own token. */
  readonly bearer?: string;
}

export interface GraphClient {
  /** Never rejects, and settles within `GraphTimeLimits.totalMs`. */
  request(request: GraphRequest): Promise<GraphResult>;
  /** Waits for what is in flight, at most `GraphTimeLimits.closeMs`. */
  close(): Promise<void>;
}

/** All in milliseconds of real time, whatever clock the product runs on: they bound a real socket. */
export interface GraphTimeLimits {
  readonly connectMs: number;
  /** From the last byte written to the answer's headers, and between two pieces of its body. */
  readonly silenceMs: number;
  /** From asking to having the answer, waiting for a free connection included. */
  readonly totalMs: number;
  readonly closeMs: number;
}

/** Meta mostly answers within a second but takes many seconds when loaded, and giving up early turns a message into an unknown one that
 *  may have to wait for a person: so patience with silence. The total bounds an answer that trickles. Closing must fit a clean stop (10 s). */
const DEFAULT_TIME_LIMITS: GraphTimeLimits = {
  connectMs: 10_000,
  silenceMs: 30_000,
  totalMs: 60_000,
  closeMs: 8_000,
};

/** Short, because a request written to a connection that the other side is just closing becomes an unknown one. */
const KEEP_ALIVE_MS = 4_000;
/** Far above any answer of Meta's. */
const MAX_ANSWER_BYTES = 1024 * 1024;

export interface GraphClientOptions {
  readonly baseUrl: string;
  readonly accessToken: string;
  readonly userAgent: string;
  readonly connections: number;
  readonly timeLimits?: Partial<GraphTimeLimits>;
}

export function createGraphClient(options: GraphClientOptions): GraphClient {
  const limits = { ...DEFAULT_TIME_LIMITS, ...options.timeLimits };
  const base = new URL(options.baseUrl);
  const prefix = base.pathname === "/" ? "" : base.pathname;
  const pool = new Pool(base.origin, {
    connections: options.connections,
    pipelining: 1,
    // Over HTTP/2 one broken connection would make every message on it unknown.
    allowH2: false,
    connect: { timeout: limits.connectMs },
    headersTimeout: limits.silenceMs,
    bodyTimeout: limits.silenceMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    maxResponseSize: MAX_ANSWER_BYTES,
  });
  const deadlines = createDeadlines(limits.totalMs);
  const headersFor = (bearer: string) => [
    "authorization",
    `Bearer ${bearer}`,
    "content-type",
    "application/json",
    "user-agent",
    options.userAgent,
  ];
  const ownHeaders = headersFor(options.accessToken);
  let closing: Promise<void> | undefined;

  return {
    request({ method, path, body, bearer }) {
      return new Promise((resolve) => {
        const exchange = new Exchange((result) => {
          deadlines.remove(exchange);
          resolve(result);
        });
        deadlines.add(exchange);
        const headers = bearer === undefined ? ownHeaders : headersFor(bearer);
        try {
          pool.dispatch({ method, path: prefix + path, headers, body: body ?? null }, exchange);
        } catch (error) {
          exchange.onResponseError(undefined, error);
        }
      });
    },
    close() {
      closing ??= closePool(pool, limits.closeMs);
      return closing;
    },
  };
}

async function closePool(pool: Pool, graceMs: number): Promise<void> {
  const graceIsOver = Promise.withResolvers<void>();
  const timer = systemClock.startTimer(graceMs, graceIsOver.resolve);
  await Promise.race([pool.close(), graceIsOver.promise]);
  timer.cancel();
  // What is still in flight now ends as a failure of its own.
  await pool.destroy(new Error("the channel was closed"));
}

/** One timer for all exchanges in flight: they have the same limit, so the oldest is always the first to run out. */
function createDeadlines(limitMs: number) {
  const inFlight = new Set<Exchange>();
  let timer: Timer | undefined;

  function arm(): void {
    const [oldest] = inFlight;
    if (oldest === undefined) return;
    timer = systemClock.startTimer(oldest.startedAtMs + limitMs - systemClock.monotonicMs(), () => {
      timer = undefined;
      const now = systemClock.monotonicMs();
      for (const exchange of inFlight) {
        if (exchange.startedAtMs + limitMs > now) break;
        exchange.giveUp(limitMs);
      }
      arm();
    });
  }

  return {
    add(exchange: Exchange): void {
      exchange.startedAtMs = systemClock.monotonicMs();
      inFlight.add(exchange);
      if (timer === undefined) arm();
    },
    /** The timer is left running: stopping and starting it for every message would cost more than one idle firing. */
    remove(exchange: Exchange): void {
      inFlight.delete(exchange);
    },
  };
}
