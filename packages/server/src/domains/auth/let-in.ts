import type { FastifyReply, FastifyRequest } from "fastify";
import {
  callerOf,
  readKnownBrowserToken,
  readSessionToken,
  setKnownBrowserCookie,
  setSessionCookie,
} from "../../platform/http/index.ts";
import type { SessionsService } from "./sessions.service.ts";
import type { Browser, SignedIn } from "./sign-in.service.ts";

export function browserOf(request: FastifyRequest): Browser {
  return { ...callerOf(request), knownToken: readKnownBrowserToken(request) };
}

/** Gives the browser its session. One it had before, maybe somebody else's, ends. */
export async function letIn(
  request: FastifyRequest,
  reply: FastifyReply,
  sessions: SessionsService,
  { token, knownBrowserToken, principal }: SignedIn,
): Promise<void> {
  const before = readSessionToken(request);
  if (before !== undefined) await sessions.endByToken(before);
  setSessionCookie(reply, token);
  setKnownBrowserCookie(reply, knownBrowserToken);
  reply.header("cache-control", "no-store");
  // From here on it is known who calls: the record of the change names them.
  request.principal = principal;
}
