import type { FastifyReply, FastifyRequest } from "fastify";

const ALLOWED_METHODS = "GET, POST, PUT, PATCH, DELETE";
const ALLOWED_HEADERS = "authorization, content-type, idempotency-key";
const EXPOSED_HEADERS =
  "location, retry-after, x-request-id, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset";
/** The longest that Chromium keeps a preflight's answer. */
const PREFLIGHT_MAX_AGE_S = 7200;

/** Lets pages of the listed origins call us; credentials in cookies are never among what they may send. */
export function createCorsHook(origins: readonly string[]) {
  const allowed = new Set(origins);
  return async function applyCors(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
    reply.header("vary", "Origin");
    const origin = request.headers.origin;
    if (origin === undefined || !allowed.has(origin)) return undefined;
    reply.header("access-control-allow-origin", origin).header("access-control-expose-headers", EXPOSED_HEADERS);
    const isPreflight = request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined;
    if (!isPreflight) return undefined;
    return reply
      .header("access-control-allow-methods", ALLOWED_METHODS)
      .header("access-control-allow-headers", ALLOWED_HEADERS)
      .header("access-control-max-age", String(PREFLIGHT_MAX_AGE_S))
      .code(204)
      .send();
  };
}
