import type { IncomingHttpHeaders } from "node:http";
import type { FaultEffect } from "../faults/fault-rules.ts";
import type { Token } from "../world/entities.ts";
import { type JsonObject, type ParsedForm, parseBody, readForm } from "./body.ts";

/** A call to Graph, with its version prefix taken off. */
export interface GraphRequest {
  readonly method: string;
  /** The path without version and without slashes at its ends. */
  readonly path: string;
  /** As echoed in `facebook-api-version`. */
  readonly version: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer | undefined;
  /** The body as text, once somebody has decoded it. */
  text: string | undefined;
  /** Set once the token has been checked. */
  token: Token | undefined;
  /** What a fault rule asks of the handler. */
  fault: FaultEffect | undefined;
}

/** The body of a send: JSON, or a form with JSON in it. Needs no waiting. @throws GraphRefusal 100 */
export function readBody(request: GraphRequest): JsonObject {
  if (request.body === undefined) return {};
  request.text ??= request.body.toString("utf8");
  return parseBody(request.text, request.headers["content-type"]);
}

/** The parameters from query and body, whatever the body's kind. @throws GraphRefusal 100 */
export function readParameters(request: GraphRequest): Promise<ParsedForm> {
  return readForm(request.body, request.headers["content-type"], request.query);
}

const NO_QUERY = new URLSearchParams();
const VERSION_PREFIX = /^\/(v\d+\.\d+)(?=\/|$)/;

/** Splits a request target: `/v25.0/123/messages?a=b`. A missing version means the app's default one. */
export function parseTarget(
  target: string,
  defaultVersion: string,
): { path: string; version: string; query: URLSearchParams } {
  const mark = target.indexOf("?");
  const full = mark < 0 ? target : target.slice(0, mark);
  const version = VERSION_PREFIX.exec(full)?.[1];
  const path = trimSlashes(version === undefined ? full : full.slice(version.length + 1));
  const query = mark < 0 ? NO_QUERY : new URLSearchParams(target.slice(mark + 1));
  return { path, version: version ?? defaultVersion, query };
}

function trimSlashes(path: string): string {
  const start = path.startsWith("/") ? 1 : 0;
  const end = path.endsWith("/") && path.length > 1 ? path.length - 1 : path.length;
  return path.slice(start, end);
}
