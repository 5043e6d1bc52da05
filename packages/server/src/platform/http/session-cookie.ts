import type { FastifyReply, FastifyRequest } from "fastify";
import { originOf } from "./same-origin.ts";

export const SESSION_COOKIE = "chasqui_session";
/** Proves that somebody has signed in in this browser before; lets nobody in. */
const KNOWN_BROWSER_COOKIE = "chasqui_browser";

/** A token of ours: 32 bytes. */
const TOKEN_FORMAT = /^[A-Za-z0-9_-]{43}$/;
/** The server decides when a session ends; the cookie only must not be gone before. */
const COOKIE_MAX_AGE_S = 366 * 24 * 60 * 60;

export function readSessionToken(request: FastifyRequest): string | undefined {
  return readToken(request, SESSION_COOKIE);
}

export function readKnownBrowserToken(request: FastifyRequest): string | undefined {
  return readToken(request, KNOWN_BROWSER_COOKIE);
}

export function setSessionCookie(reply: FastifyReply, token: string): void {
  setTokenCookie(reply, SESSION_COOKIE, token);
}

export function setKnownBrowserCookie(reply: FastifyReply, token: string): void {
  setTokenCookie(reply, KNOWN_BROWSER_COOKIE, token);
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, cookieOptions(reply.request));
}

function readToken(request: FastifyRequest, name: string): string | undefined {
  const header = request.headers.cookie;
  if (header === undefined) return undefined;
  const value = request.server.parseCookie(header)[name];
  return value !== undefined && TOKEN_FORMAT.test(value) ? value : undefined;
}

function setTokenCookie(reply: FastifyReply, name: string, token: string): void {
  reply.setCookie(name, token, { ...cookieOptions(reply.request), maxAge: COOKIE_MAX_AGE_S });
}

function cookieOptions(request: FastifyRequest) {
  const isSecure = originOf(request).startsWith("https:");
  return { path: "/", httpOnly: true, sameSite: "lax", secure: isSecure } as const;
}
