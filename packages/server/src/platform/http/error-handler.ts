import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors, type ZodFastifySchemaValidationError } from "fastify-type-provider-zod";
import { isWorthRetrying } from "../db/index.ts";
import { ChasquiError } from "../errors.ts";
import { buildProblem, type FieldError, PROBLEM_MEDIA_TYPE, type ProblemParts, partsOfError } from "./problem.ts";

/** Answers whatever was thrown while a request was handled. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // The caller hung up in the middle of its body: nobody reads the answer, and nothing is wrong here.
  const parts = error === request.raw.errored ? ABORTED : partsOf(error);
  if (!parts) {
    request.log.error(
      { err: error, incident: request.id, route: request.routeOptions.url },
      "a request failed unexpectedly",
    );
    return sendProblem(reply, {
      status: 500,
      code: "internal-error",
      detail: `Something went wrong on our side. The server's log tells more under incident ${request.id}.`,
      mend: "Try again; if it happens again, report the incident id.",
    });
  }
  if (parts === DATABASE_AWAY) {
    request.log.warn({ err: error, route: request.routeOptions.url }, "the database did not serve a request");
  }
  const retryAfterMs = parts.particulars?.retryAfterMs;
  if (typeof retryAfterMs === "number") reply.header("retry-after", Math.ceil(retryAfterMs / 1000));
  return sendProblem(reply, parts);
}

export function sendProblem(reply: FastifyReply, parts: ProblemParts): FastifyReply {
  // Already text, so that no response schema of the route applies to it.
  const body = JSON.stringify(buildProblem(parts, reply.request.id));
  return reply.code(parts.status).type(PROBLEM_MEDIA_TYPE).send(body);
}

const ABORTED: ProblemParts = {
  status: 400,
  code: "request-aborted",
  detail: "The connection ended before the request did.",
};

/** undefined: nobody foresaw it. */
function partsOf(error: unknown): ProblemParts | undefined {
  if (error instanceof ChasquiError) return partsOfError(error);
  if (hasZodFastifySchemaValidationErrors(error)) return partsOfValidation(error);
  const ofFramework = error instanceof Error ? partsOfFrameworkError(error as FastifyError) : undefined;
  return ofFramework ?? (isWorthRetrying(error) ? DATABASE_AWAY : undefined);
}

/** The database restarts, or has no connection left: nothing is wrong with the request. */
const DATABASE_AWAY: ProblemParts = {
  status: 503,
  code: "database-unavailable",
  detail: "The database does not answer at the moment.",
  mend: "Try again in a few seconds. With the same Idempotency-Key nothing is sent twice.",
  particulars: { retryAfterMs: 2_000 },
};

/** What Fastify itself refuses, in our words. Its sentences may quote the request, so they are never passed on. */
const FRAMEWORK_ERRORS: Readonly<Record<string, ProblemParts>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    code: "unsupported-media-type",
    detail: "This content type is not accepted here.",
    mend: "Send JSON with the header Content-Type: application/json.",
  },
  FST_ERR_CTP_BODY_TOO_LARGE: {
    status: 413,
    code: "body-too-large",
    detail: "The body is larger than is accepted here.",
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    status: 400,
    code: "malformed-request",
    detail: "The body is not as long as its Content-Length says.",
  },
  FST_ERR_BAD_URL: { status: 400, code: "malformed-url", detail: "The path is not a valid URL path." },
  FST_ERR_MAX_PARAM_LENGTH: { status: 414, code: "url-too-long", detail: "A part of the path is longer than any id." },
};

function partsOfFrameworkError(error: FastifyError): ProblemParts | undefined {
  const known = FRAMEWORK_ERRORS[error.code];
  if (known) return known;
  const status = error.statusCode ?? 500;
  if (status < 400 || status >= 500) return undefined;
  // Only Fastify's own refusals: an error of some library that carries a status is none of the caller's business.
  if (!error.code?.startsWith("FST_")) return undefined;
  return { status, code: "malformed-request", detail: "The request could not be read." };
}

type PlaceName = "body" | "query" | "path" | "header";
const PLACES: Readonly<Record<string, PlaceName>> = {
  body: "body",
  querystring: "query",
  params: "path",
  headers: "header",
};

function partsOfValidation(
  error: Pick<FastifyError, "validationContext"> & { validation: ZodFastifySchemaValidationError[] },
): ProblemParts {
  const place = PLACES[error.validationContext ?? "body"] ?? "body";
  const errors = error.validation.flatMap((issue) => fieldErrorsOf(issue, place));
  return {
    status: 400,
    code: "validation-failed",
    detail:
      errors.length === 1 ? "One field is not as it should be." : `${errors.length} fields are not as they should be.`,
    mend: "Correct what `errors` names; /docs shows what is expected.",
    errors,
  };
}

function fieldErrorsOf(issue: ZodFastifySchemaValidationError, place: PlaceName): FieldError[] {
  const path = formatPath(place, issue.instancePath);
  // An unknown field is reported at itself, not at the object that holds it.
  const unknownFields = issue.keyword === "unrecognized_keys" ? issue.params.keys : undefined;
  if (Array.isArray(unknownFields)) {
    return unknownFields.map((field) => ({ path: `${path}.${field}`, message: "is not a field that is known here" }));
  }
  return [{ path, message: issue.message ?? "is not valid" }];
}

/** `/items/0/text` in the body → `body.items[0].text`. */
function formatPath(place: PlaceName, instancePath: string): string {
  const steps = instancePath.split("/").filter((step) => step !== "");
  return place + steps.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`)).join("");
}
