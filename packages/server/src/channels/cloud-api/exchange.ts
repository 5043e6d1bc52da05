/** One request and its answer, over undici's `dispatch`: the layer that says whether a request was ever written.
 *
 *  The one question that matters after a failure is "may Meta have it?". undici calls `onRequestStart` immediately before it writes
 *  the first byte of a request to a socket. So: never called, nothing was written, repeating is safe. Called, and no whole answer came:
 *  it may have arrived, even if the socket was an idle one that the other side was just closing. */
import type { Dispatcher } from "undici";

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** No whole answer came. */
export interface GraphFailure {
  /** Ours and stable, e.g. "network-timeout". */
  readonly code: string;
  readonly detail: string;
  readonly mayHaveBeenWritten: boolean;
}

export type GraphResult = { readonly answer: GraphAnswer } | { readonly failure: GraphFailure };

/** undici's handler and our result in one object, since this runs for every message. */
export class Exchange implements Dispatcher.DispatchHandler {
  startedAtMs = 0;
  #settle: ((result: GraphResult) => void) | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: GraphAnswer["headers"] = {};
  #first: Buffer | undefined;
  #rest: Buffer[] | undefined;

  constructor(settle: (result: GraphResult) => void) {
    this.#settle = settle;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Given up while it waited for a connection, or written once already: never (again) on the wire.
    if (this.#settle === undefined || this.#controller !== undefined) {
      controller.abort(new Error("the request was given up"));
      return;
    }
    this.#controller = controller;
  }

  onResponseStart(_controller: unknown, status: number, headers: GraphAnswer["headers"]): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    if (this.#first === undefined) this.#first = chunk;
    else if (this.#rest === undefined) this.#rest = [this.#first, chunk];
    else this.#rest.push(chunk);
  }

  onResponseEnd(): void {
    const body = this.#rest === undefined ? this.#first : Buffer.concat(this.#rest);
    this.#finish({
      answer: { status: this.#status, headers: this.#headers, body: body === undefined ? "" : body.toString("utf8") },
    });
  }

  onResponseError(_controller: unknown, error: unknown): void {
    const mayHaveBeenWritten = this.#controller !== undefined;
    this.#finish({ failure: { ...describeNetworkError(error), mayHaveBeenWritten } });
  }

  giveUp(afterMs: number): void {
    const detail = `no whole answer within ${Math.round(afterMs / 1000)} s`;
    const mayHaveBeenWritten = this.#controller !== undefined;
    this.#finish({ failure: { code: "network-timeout", detail, mayHaveBeenWritten } });
    this.#controller?.abort(new Error(detail));
  }

  #finish(result: GraphResult): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(result);
  }
}

function describeNetworkError(error: unknown): { code: string; detail: string } {
  const { code, message } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : { code: undefined, message: String(error) };
  const name = NETWORK_CODES[code ?? ""] ?? "network-failed";
  // Some of Node's errors have an empty message (several addresses tried), and the code is then all there is.
  return { code: name, detail: [code, message].filter((part) => part !== undefined && part !== "").join(": ") };
}

const NETWORK_CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: "network-refused",
  ENOTFOUND: "network-name-not-found",
  EAI_AGAIN: "network-name-not-found",
  ETIMEDOUT: "network-timeout",
  UND_ERR_CONNECT_TIMEOUT: "network-timeout",
  UND_ERR_HEADERS_TIMEOUT: "network-timeout",
  UND_ERR_BODY_TIMEOUT: "network-timeout",
  ECONNRESET: "network-reset",
  EPIPE: "network-reset",
  UND_ERR_SOCKET: "network-reset",
};
