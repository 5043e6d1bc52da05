/** Base of every error a domain throws on purpose: a stable code, a sentence for a person, and what to do next.
 *  It knows no HTTP: platform/http maps `kind` to a status in one table. */
export class ChasquiError extends Error {
  /** Stable, kebab-case, part of the API. */
  readonly code: string;
  readonly kind: ErrorKind;
  /** One sentence: what the user can do. */
  readonly mend: string | undefined;
  /** Machine-readable particulars, shown in the API's answer. Never a secret or a message's text. */
  readonly detail: Readonly<Record<string, unknown>> | undefined;

  constructor(kind: ErrorKind, code: string, message: string, options: ErrorDetail = {}) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.kind = kind;
    this.code = code;
    this.mend = options.mend;
    this.detail = options.detail;
  }
}

/** invalid: the request makes no sense; refused: it makes sense but the present state forbids it. */
export type ErrorKind =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "conflict"
  | "refused"
  | "too-large"
  | "too-many"
  | "unavailable";

export interface ErrorDetail {
  mend?: string;
  detail?: Record<string, unknown>;
  cause?: unknown;
}

/** The figures and names of a sentence for people, so that whoever shows it can say it in another language. Beside them may stand `variant`, the
 *  name of the sentence where one code has several, and `reason`, the code and particulars of a reason that is told within it. Instants are
 *  ISO 8601. What is in here is stored, and part of the API's answer. */
export type Particulars = Readonly<Record<string, unknown>>;

/** The sentence of whatever was thrown, for logs and records. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
