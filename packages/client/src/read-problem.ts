import { ChasquiProblem, type FieldProblem } from "./errors.ts";

/** Makes an error of an answer that is not a success. Never rejects because of what the answer says: proxies answer in HTML. */
export async function readProblem(response: Response): Promise<ChasquiProblem> {
  const body = asRecord(parseJson(await response.text()));
  const requestId = response.headers.get("x-request-id") ?? undefined;
  const retryAfterMs = readRetryAfter(response.headers.get("retry-after"));
  const { code, title, detail } = body ?? {};
  if (body === undefined || typeof code !== "string") return describeUnexpected(response);
  return new ChasquiProblem({
    code,
    status: response.status,
    title: typeof title === "string" ? title : response.statusText,
    detail: typeof detail === "string" ? detail : `The server answered ${response.status}.`,
    mend: typeof body.mend === "string" ? body.mend : undefined,
    fields: Array.isArray(body.errors) ? (body.errors as readonly FieldProblem[]) : undefined,
    particulars: asRecord(body.particulars),
    requestId,
    retryAfterMs,
  });
}

/** Something answered, but not this API. */
export function describeUnexpected(response: Response): ChasquiProblem {
  return new ChasquiProblem({
    code: "unexpected-answer",
    status: response.status,
    title: response.statusText,
    detail: `The answer (status ${response.status}) is not one of the Chasqui API.`,
    mend: "Check that baseUrl is the address of a Chasqui server, and what a proxy in between does.",
    requestId: response.headers.get("x-request-id") ?? undefined,
    retryAfterMs: readRetryAfter(response.headers.get("retry-after")),
  });
}

/** Seconds, or a date (RFC 9110, 10.2.3), as milliseconds from now. */
export function readRetryAfter(header: string | null, nowMs: number = Date.now()): number | undefined {
  if (header === null || header.trim() === "") return undefined;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - nowMs : seconds * 1000;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
}
