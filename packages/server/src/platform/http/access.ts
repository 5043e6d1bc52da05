import type { FastifyReply, FastifyRequest, RouteOptions } from "fastify";
import { ChasquiError } from "../errors.ts";
import { type Caller, callerOf } from "./caller.ts";
import { changesSomething, mayUseCookie, refuseForeignPage } from "./same-origin.ts";
import { clearSessionCookie, readSessionToken } from "./session-cookie.ts";

/** Who may call a route. Every route says so, or it can't be registered.
 *  - `public`: anybody, from anywhere.
 *  - `same-origin`: anybody, but a browser only from our own pages; for routes that set the session's cookie.
 *  - `user`: people who signed in, whatever their role; no API keys.
 *  - `scope`: people and API keys that have it. */
export type Access = "public" | "same-origin" | "user" | { readonly scope: string };

interface PrincipalParts {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  allows(scope: string): boolean;
}

export interface ApiKeyPrincipal extends PrincipalParts {
  readonly kind: "api-key";
}

export interface UserPrincipal extends PrincipalParts {
  readonly kind: "user";
  readonly role: string;
  readonly sessionId: string;
}

/** Who calls. */
export type Principal = ApiKeyPrincipal | UserPrincipal;

export type Credential =
  | { readonly kind: "api-key"; readonly key: string }
  | { readonly kind: "session"; readonly token: string };

/** Finds out who presents a credential; undefined: nobody we know. */
export type Authenticate = (credential: Credential, caller: Caller) => Promise<Principal | undefined>;

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    /** Who calls; null on public routes, until somebody signs in there. */
    principal: Principal | null;
  }
  interface FastifyInstance {
    /** Looks again who a request comes from; see createPrincipalFinder. */
    findPrincipal(request: FastifyRequest): Promise<Principal | undefined>;
  }
}

/** Refuses, at registration, a route that doesn't say who may call it. */
export function requireDeclaredAccess(route: RouteOptions, knownScopes: ReadonlySet<string> | undefined): void {
  const access = route.config?.access;
  const name = `${String(route.method)} ${route.url}`;
  if (access === undefined) throw new Error(`${name} declares no config.access: "public", "user" or { scope }`);
  if (typeof access === "object" && knownScopes && !knownScopes.has(access.scope)) {
    throw new Error(`${name} wants the scope ${access.scope}, which does not exist`);
  }
}

/** Counts wrong keys by address. */
export interface FailureLimit {
  /** Counts one. True: there were too many, and the caller should be told to slow down. */
  count(request: FastifyRequest): Promise<boolean>;
}

/** Looks again who a request comes from, for an answer that goes on for long; undefined: nobody we know any more. */
export function createPrincipalFinder(authenticate: Authenticate) {
  return async function findPrincipal(request: FastifyRequest): Promise<Principal | undefined> {
    const key = readBearerKey(request.headers.authorization);
    if (key !== undefined) return authenticate({ kind: "api-key", key }, callerOf(request));
    const token = readSessionToken(request);
    return token === undefined ? undefined : authenticate({ kind: "session", token }, callerOf(request));
  };
}

/** Before anything of the body is read: who is it, and may they? */
export function createAccessCheck(authenticate: Authenticate, failures: FailureLimit, publicUrl: string | undefined) {
  return async function checkAccess(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const access = request.routeOptions.config.access;
    if (access === undefined || access === "public") return;
    if (access === "same-origin") return refuseForeignPage(request, publicUrl, "if-a-browser-says-so");
    const principal = await identify(request, reply);
    request.principal = principal;
    refuseUnlessAllowed(principal, access, reply);
  };

  /** An API key wins over a cookie: whoever sends one means it, and no page of others can make a browser send it. */
  async function identify(request: FastifyRequest, reply: FastifyReply): Promise<Principal> {
    if (request.headers.authorization !== undefined) return await identifyByKey(request, reply);
    const token = readSessionToken(request);
    if (token === undefined || !mayUseCookie(request, publicUrl)) throw refuseNobody(request, reply);
    if (changesSomething(request)) refuseForeignPage(request, publicUrl, "unless-proven-own");
    // What a person sees stays in no cache, unless the route knows better.
    reply.header("cache-control", "no-store");
    const principal = await authenticate({ kind: "session", token }, callerOf(request));
    if (principal) return principal;
    clearSessionCookie(reply);
    throw new ChasquiError("unauthenticated", "session-ended", "You are signed out.", { mend: "Sign in again." });
  }

  async function identifyByKey(request: FastifyRequest, reply: FastifyReply): Promise<Principal> {
    const key = readBearerKey(request.headers.authorization);
    if (key === undefined) throw refuseNobody(request, reply);
    const principal = await authenticate({ kind: "api-key", key }, callerOf(request));
    if (principal) return principal;
    // Only now: a good key works however many wrong ones come from the same address. Nobody can guess one, so nothing is lost by looking.
    if (await failures.count(request)) {
      throw new ChasquiError("too-many", "too-many-wrong-keys", "Too many wrong API keys came from this address.", {
        mend: "Use a valid key.",
        detail: { retryAfterMs: 60_000 },
      });
    }
    reply.header("www-authenticate", 'Bearer realm="chasqui", error="invalid_token"');
    throw new ChasquiError("unauthenticated", "api-key-invalid", "This API key is unknown, expired or revoked.", {
      mend: "Use another key, or make one by: chasqui api-keys create",
    });
  }
}

function refuseNobody(request: FastifyRequest, reply: FastifyReply): ChasquiError {
  if (request.routeOptions.config.access === "user") {
    return new ChasquiError("unauthenticated", "not-signed-in", "This needs a user who has signed in.", {
      mend: "Sign in first.",
    });
  }
  reply.header("www-authenticate", 'Bearer realm="chasqui"');
  return new ChasquiError("unauthenticated", "api-key-missing", "This needs an API key, or a user who has signed in.", {
    mend: "Sign in, or send Authorization: Bearer <key>. A key is made by: chasqui api-keys create",
  });
}

function refuseUnlessAllowed(principal: Principal, access: Exclude<Access, "public">, reply: FastifyReply): void {
  if (access === "user" || access === "same-origin") {
    if (principal.kind === "user") return;
    throw new ChasquiError("forbidden", "user-needed", "This is for people who signed in; an API key can't do it.");
  }
  if (principal.allows(access.scope)) return;
  if (principal.kind === "api-key") {
    reply.header("www-authenticate", `Bearer realm="chasqui", error="insufficient_scope", scope="${access.scope}"`);
  }
  const who = principal.kind === "user" ? `The role ${principal.role}` : "This API key";
  const mend = principal.kind === "user" ? "Ask an owner or a manager for another role." : "Use a key that has it.";
  throw new ChasquiError("forbidden", "scope-missing", `${who} lacks the scope ${access.scope}.`, {
    mend,
    detail: { scope: access.scope },
  });
}

/** The principal of a route that is not public. */
export function getPrincipal(request: FastifyRequest): Principal {
  if (!request.principal) throw new Error("a public route has no principal");
  return request.principal;
}

/** The user of a route whose access is `user`. */
export function getUser(request: FastifyRequest): UserPrincipal {
  const principal = getPrincipal(request);
  if (principal.kind !== "user") throw new Error("only a route whose access is user has one");
  return principal;
}

function readBearerKey(header: string | undefined): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(header ?? "")?.[1];
}
