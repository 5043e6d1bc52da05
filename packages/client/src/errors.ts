/** What can go wrong with a call: the server refused it, could not be reached, or took too long. Each is an error of its own, because what
 *  helps against one does not help against another. */

/** One field that is wrong, such as `body.items[0].text`. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** The server answered, and the answer is no (RFC 9457). `message` says in a sentence what was wrong, `mend` what can be done about it. */
export class ChasquiProblem extends Error {
  override readonly name = "ChasquiProblem";
  /** Stable, kebab-case: what programs decide on. `unexpected-answer`: not an answer of this API, a proxy's perhaps. */
  readonly code: string;
  /** The HTTP status. */
  readonly status: number;
  /** The kind of problem in a few words. */
  readonly title: string;
  readonly mend: string | undefined;
  /** Every field that is wrong; empty when no field is. */
  readonly fields: readonly FieldProblem[];
  /** Machine-readable particulars, by code. */
  readonly particulars: Readonly<Record<string, unknown>>;
  /** What the server's log calls this request. */
  readonly requestId: string | undefined;
  /** How long the server asks to wait before another try. */
  readonly retryAfterMs: number | undefined;

  constructor(parts: ProblemParts) {
    super(parts.detail);
    this.code = parts.code;
    this.status = parts.status;
    this.title = parts.title;
    this.mend = parts.mend;
    this.fields = parts.fields ?? [];
    this.particulars = parts.particulars ?? {};
    this.requestId = parts.requestId;
    this.retryAfterMs = parts.retryAfterMs;
  }
}

export interface ProblemParts {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly mend?: string | undefined;
  readonly fields?: readonly FieldProblem[] | undefined;
  readonly particulars?: Readonly<Record<string, unknown>> | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
}

/** No answer came: the server is not running, the network is away, or the browser refused another origin. `cause` tells more. */
export class ConnectionProblem extends Error {
  override readonly name = "ConnectionProblem";

  constructor(cause: unknown) {
    super("The Chasqui server could not be reached.", { cause });
  }
}

/** No answer came within the time limit. Whether the server did what was asked is not known. */
export class TimeoutProblem extends Error {
  override readonly name = "TimeoutProblem";
  readonly timeoutMs: number;

  constructor(timeoutMs: number) {
    super(`The Chasqui server did not answer within ${timeoutMs} ms.`);
    this.timeoutMs = timeoutMs;
  }
}

/** Whether the server refused the call; with codes: for one of these reasons.
 *
 *  ```ts
 *  if (isProblem(error, "contact-opted-out")) return;
 *  ``` */
export function isProblem(error: unknown, ...codes: readonly string[]): error is ChasquiProblem {
  return error instanceof ChasquiProblem && (codes.length === 0 || codes.includes(error.code));
}

/** Whether nobody is signed in, or the API key is unknown, expired or revoked. */
export function isUnauthenticated(error: unknown): error is ChasquiProblem {
  return isProblem(error) && error.status === 401;
}

/** Whether the server was away or too slow: the same call may work later. */
export function isUnreachable(error: unknown): error is ConnectionProblem | TimeoutProblem {
  return error instanceof ConnectionProblem || error instanceof TimeoutProblem;
}
