import type { FastifyReply, FastifyRequest, RouteOptions } from "fastify";
import { ChasquiError } from "../errors.ts";

/** Who may call a route. Every route says so, or it can't be registered. */
export type Access = "public" | { readonly scope: string };

/** Who calls. */
export interface Principal {
  readonly kind: "api-key";
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  allows(scope: string): boolean;
}

/** Finds out who presents a key; undefined: nobody we know. */
export type Authenticate = (presentedKey: string) => Promise<Principal | undefined>;

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    /** Who calls; null on public routes. */
    principal: Principal | null;
  }
}

/** Refuses, at registration, a route that doesn't say who may call it. */
export function requireDeclaredAccess(route: RouteOptions, knownScopes: ReadonlySet<string> | undefined): void {
  const access = route.config?.access;
  const name = `${String(route.method)} ${route.url}`;
  if (access === undefined) throw new Error(`${name} declares no config.access: "public" or { scope }`);
  if (access !== "public" && knownScopes && !knownScopes.has(access.scope)) {
    throw new Error(`${name} wants the scope ${access.scope}, which does not exist`);
  }
}

/** Limits how often one address may present a wrong key. `isExceeded` only looks, `count` counts one. */
export interface FailureLimit {
  isExceeded(request: FastifyRequest): Promise<boolean>;
  count(request: FastifyRequest): Promise<void>;
}

/** Before anything of the body is read: who is it, and may they? */
export function createAccessCheck(authenticate: Authenticate, failures: FailureLimit) {
  return async function checkAccess(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const access = request.routeOptions.config.access;
    if (access === undefined || access === "public") return;
    const presentedKey = readBearerKey(request.headers.authorization);
    if (presentedKey === undefined) {
      reply.header("www-authenticate", 'Bearer realm="chasqui"');
      throw new ChasquiError("unauthenticated", "api-key-missing", "This needs an API key.", {
        mend: "Send it as Authorization: Bearer <key>. A key is made by: chasqui api-keys create",
      });
    }
    if (await failures.isExceeded(request)) {
      throw new ChasquiError("too-many", "too-many-wrong-keys", "Too many wrong API keys came from this address.", {
        mend: "Wait a minute, then use a valid key.",
        detail: { retryAfterMs: 60_000 },
      });
    }
    const principal = await authenticate(presentedKey);
    if (!principal) {
      await failures.count(request);
      reply.header("www-authenticate", 'Bearer realm="chasqui", error="invalid_token"');
      throw new ChasquiError("unauthenticated", "api-key-invalid", "This API key is unknown, expired or revoked.", {
        mend: "Use another key, or make one by: chasqui api-keys create",
      });
    }
    request.principal = principal;
    if (principal.allows(access.scope)) return;
    reply.header("www-authenticate", `Bearer realm="chasqui", error="insufficient_scope", scope="${access.scope}"`);
    throw new ChasquiError("forbidden", "scope-missing", `This API key lacks the scope ${access.scope}.`, {
      mend: "Use a key that has it.",
      detail: { scope: access.scope },
    });
  };
}

/** The principal of a route that is not public. */
export function getPrincipal(request: FastifyRequest): Principal {
  if (!request.principal) throw new Error("a public route has no principal");
  return request.principal;
}

function readBearerKey(header: string | undefined): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(header ?? "")?.[1];
}
