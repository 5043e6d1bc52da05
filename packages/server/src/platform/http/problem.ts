import { STATUS_CODES } from "node:http";
import { z } from "zod";
import type { ChasquiError, ErrorKind } from "../errors.ts";

/** The one table from what went wrong to an HTTP status. */
const STATUS_OF_KIND: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  refused: 409,
  "too-large": 413,
  "too-many": 429,
  unavailable: 503,
};

/** What every error of the API looks like (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.string().describe("URI of the kind of problem, made from `code`"),
    title: z.string().describe("The kind of problem in a few words"),
    status: z.int().describe("The HTTP status"),
    code: z.string().describe("Stable, kebab-case: what programs decide on"),
    detail: z.string().describe("What was wrong this time, for people"),
    instance: z.string().describe("URN of this occurrence; its id is in the server's log"),
    mend: z.string().optional().describe("What can be done about it"),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe("Every field that is wrong, such as `body.items[0].text`"),
    particulars: z.record(z.string(), z.unknown()).optional().describe("Machine-readable particulars, by code"),
  })
  .meta({ id: "Problem", description: "What went wrong (RFC 9457)" });

export type Problem = z.infer<typeof problemSchema>;
export type FieldError = NonNullable<Problem["errors"]>[number];

export const PROBLEM_MEDIA_TYPE = "application/problem+json";

export interface ProblemParts {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly mend?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  readonly particulars?: Readonly<Record<string, unknown>> | undefined;
}

/** `requestId` is a UUID: it is what the log calls this request. */
export function buildProblem(parts: ProblemParts, requestId: string): Problem {
  return {
    type: `urn:chasqui:problem:${parts.code}`,
    title: STATUS_CODES[parts.status] ?? "Error",
    status: parts.status,
    code: parts.code,
    detail: parts.detail,
    instance: `urn:uuid:${requestId}`,
    ...(parts.mend !== undefined && { mend: parts.mend }),
    ...(parts.errors && { errors: [...parts.errors] }),
    ...(parts.particulars && { particulars: { ...parts.particulars } }),
  };
}

export function partsOfError(error: ChasquiError): ProblemParts {
  return {
    status: STATUS_OF_KIND[error.kind],
    code: error.code,
    detail: error.message,
    mend: error.mend,
    particulars: error.detail,
  };
}
