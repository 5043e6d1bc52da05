import type { FastifyReply, FastifyRequest, RouteOptions } from "fastify";
import type { Principal } from "./access.ts";
import { type Caller, callerOf } from "./caller.ts";
import { changesSomething } from "./same-origin.ts";

/** A request of the API that succeeded, and that changed something as far as its method tells. */
export interface RecordedChange {
  readonly principal: Principal | null;
  readonly caller: Caller;
  /** The route's operation id. */
  readonly operation: string;
  readonly params: unknown;
  readonly body: unknown;
  /** What the handler answered, before it was written as JSON; undefined: nothing, or a stream. */
  readonly answer: unknown;
  /** What the handler wants to be remembered besides. */
  readonly notes: Readonly<Record<string, string | null>>;
}

export type RecordChange = (change: RecordedChange) => Promise<void>;

declare module "fastify" {
  interface FastifyContextConfig {
    /** False: the route changes nothing although its method says so (it tests, checks, previews). Default: every change is recorded. */
    audit?: false;
  }
  interface FastifyRequest {
    answer: unknown;
    auditNotes: Record<string, string | null> | null;
  }
}

/** Has the audit log tell more than the request's own fields, such as what a value was before. No secrets and no message texts. */
export function noteForAudit(request: FastifyRequest, notes: Readonly<Record<string, string | null>>): void {
  request.auditNotes = { ...request.auditNotes, ...notes };
}

/** Whether a route's changes are recorded: every one of the API that may change something, unless it says that it does not. */
export function isAudited({ method, url, config }: Pick<RouteOptions, "method" | "url" | "config">): boolean {
  const methods = Array.isArray(method) ? method : [method];
  return (
    url.startsWith("/api/") && config?.audit !== false && methods.some((each) => changesSomething({ method: each }))
  );
}

/** Puts the recording hooks on a route, at its registration. */
export function recordChangesOf(route: RouteOptions, recordChange: RecordChange): void {
  if (!isAudited(route)) return;
  const operation =
    (route.schema as { operationId?: string } | undefined)?.operationId ?? `${route.method} ${route.url}`;
  route.preSerialization = [...listOf(route.preSerialization), keepAnswer];
  route.onSend = [
    ...listOf(route.onSend),
    // The caller hears of success only once it is on record.
    async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      const { principal, params, body, answer, auditNotes } = request;
      const isWithoutEffect = principal === null && request.routeOptions.config.access === "same-origin";
      // Of who was not signed in, a sign-out is nothing.
      if (reply.statusCode >= 400 || isWithoutEffect) return;
      const change = { principal, caller: callerOf(request), operation, params, body, answer, notes: auditNotes ?? {} };
      await recordChange(change).catch((error: unknown) => {
        // It has happened, so the caller must not be told that it failed.
        request.log.error({ err: error, operation, principal: principal?.id }, "a change could not be put on record");
      });
    },
  ];
}

async function keepAnswer(request: FastifyRequest, _reply: FastifyReply, payload: unknown): Promise<unknown> {
  request.answer = payload;
  return payload;
}

function listOf<T>(hooks: T | T[] | undefined): T[] {
  if (hooks === undefined) return [];
  return Array.isArray(hooks) ? hooks : [hooks];
}
