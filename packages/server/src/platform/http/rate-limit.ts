import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest, RouteOptions } from "fastify";
import { ChasquiError } from "../errors.ts";
import type { FailureLimit } from "./access.ts";
import { groupAddress } from "./caller.ts";

const WINDOW_MS = 60_000;
const DEFAULT_REQUESTS_A_MINUTE = 600;
const WRONG_KEYS_A_MINUTE = 30;
/** Callers remembered at once; the longest silent is forgotten first. */
const CALLERS_REMEMBERED = 10_000;

/** Only the API is limited: Meta's webhooks and health probes must always get through. */
export function exemptFromRateLimit(route: RouteOptions): void {
  if (route.url.startsWith("/api/")) return;
  route.config = { ...route.config, rateLimit: false };
}

/** Registers the limit on the API: by API key or user, and by address where there is none. Must come after the access check. */
export async function registerRateLimit(
  app: FastifyInstance,
  requestsAMinute = DEFAULT_REQUESTS_A_MINUTE,
): Promise<void> {
  await app.register(rateLimit, {
    max: requestsAMinute,
    timeWindow: WINDOW_MS,
    cache: CALLERS_REMEMBERED,
    keyGenerator: (request) =>
      request.principal ? `${request.principal.kind}:${request.principal.id}` : `ip:${groupAddress(request.ip)}`,
    errorResponseBuilder: (_request, { ttl }) =>
      new ChasquiError("too-many", "rate-limited", "Too many requests in the last minute.", {
        mend: "Wait as long as the header Retry-After says.",
        detail: { retryAfterMs: ttl },
      }),
  });
}

/** The limit on wrong keys by address. To be called once the rate limit is registered. */
export function createFailureLimit(app: FastifyInstance): FailureLimit {
  const check = app.createRateLimit({ max: WRONG_KEYS_A_MINUTE, timeWindow: WINDOW_MS, keyGenerator: addressOf });
  return {
    async count(request) {
      const result = await check(request);
      return !result.isAllowed && result.isExceeded;
    },
  };
}

function addressOf(request: FastifyRequest): string {
  return `wrong-key:${groupAddress(request.ip)}`;
}
