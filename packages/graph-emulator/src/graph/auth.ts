import { badToken, GraphRefusal, refuse, unknownObject } from "../http/graph-errors.ts";
import type { GraphRequest } from "../http/graph-request.ts";
import type { Token, Waba } from "../world/entities.ts";
import type { World } from "../world/world.ts";

export type Scope = "whatsapp_business_messaging" | "whatsapp_business_management";

/**
 * Finds and checks the token of a call (cloud-api.md §0, §8.3 step 1).
 * @throws GraphRefusal 104 without a token, 190 with an unusable one
 */
export function authenticate(world: World, request: GraphRequest): Token {
  const value = tokenValue(request);
  if (value === undefined || value === "") {
    throw new GraphRefusal("An access token is required to request this resource.", { code: 104, status: 401 });
  }
  const token = world.tokens.get(value) ?? findAppToken(world, value);
  if (token === undefined) throw badToken("Invalid OAuth access token - Cannot parse access token");
  const problem = tokenProblem(world, token);
  if (problem !== undefined) throw badToken(problem.message, problem.subcode);
  return token;
}

/** Why a token is unusable: expired (463) or revoked (467). */
export function tokenProblem(world: World, token: Token): { message: string; subcode: number } | undefined {
  const now = world.clock.now();
  if (token.revoked) {
    return {
      message: "Error validating access token: The session has been invalidated because the user logged out.",
      subcode: 467,
    };
  }
  if (token.expiresAt === undefined || token.expiresAt > now) return undefined;
  return {
    message: `Error validating access token: Session has expired on ${spell(token.expiresAt)}. The current time is ${spell(now)}.`,
    subcode: 463,
  };
}

/** @throws GraphRefusal 10 or 200 when the scope is missing, 100/33 when the token may not touch the WABA */
export function authorise(request: GraphRequest, waba: Waba, scope: Scope): void {
  const { token } = request;
  if (token === undefined || token.kind === "APP" || !token.scopes.includes(scope)) {
    if (scope === "whatsapp_business_messaging") throw refuse(10, `The token lacks the permission ${scope}.`);
    throw refuse(200, `You do not have the necessary permissions required: ${scope}.`);
  }
  if (token.wabaIds !== undefined && !token.wabaIds.includes(waba.id)) {
    throw unknownObject(request.method, request.path.split("/", 1)[0] ?? "");
  }
}

function tokenValue(request: GraphRequest): string | undefined {
  const header = request.headers.authorization;
  if (header?.startsWith("Bearer ") === true) return header.slice(7).trim();
  if (header?.startsWith("OAuth ") === true) return header.slice(6).trim();
  const inQuery = request.query.get("access_token");
  if (inQuery !== null) return inQuery;
  const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
  if (!isForm || request.body === undefined) return undefined;
  return new URLSearchParams(request.body.toString("utf8")).get("access_token") ?? undefined;
}

/** `APP_ID|APP_SECRET`, good for calls about the app itself. */
export function findAppToken(world: World, value: string): Token | undefined {
  const [appId = "", secret] = value.split("|", 2);
  if (secret === undefined || world.apps.get(appId)?.secret !== secret) return undefined;
  return { value, appId, kind: "APP", scopes: [], wabaIds: undefined, expiresAt: undefined, revoked: false };
}

function spell(ms: number): string {
  return new Date(ms).toUTCString();
}
