import type { FastifyRequest } from "fastify";
import { ChasquiError } from "../errors.ts";

/** Nothing we accept nests deeper; what does was made to hurt. */
const MAX_NESTING = 64;

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

/** Parses a JSON body and refuses what can't be kept: see findUnstorable. An empty body is undefined.
 *  @throws ChasquiError malformed-json, json-too-deep, unstorable-text */
export function parseJsonBody(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  const text = decode(body);
  if (isNestedTooDeep(text)) {
    throw new ChasquiError("invalid", "json-too-deep", `The JSON is nested deeper than ${MAX_NESTING} levels.`);
  }
  const value = parse(text);
  refuseUnstorable(value, "body");
  return value;
}

/** Fastify's hook: the same for what comes in the URL. */
export function refuseUnstorableUrl(request: FastifyRequest): void {
  refuseUnstorable(request.params, "path");
  refuseUnstorable(request.query, "query");
}

function decode(body: Buffer): string {
  try {
    return strictUtf8.decode(body);
  } catch (cause) {
    throw new ChasquiError("invalid", "malformed-json", "The body is not valid UTF-8.", { cause });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // The parser's own sentence quotes the body.
    const position = /position (\d+)/.exec((cause as Error).message)?.[1];
    const where = position === undefined ? "" : ` (at character ${position})`;
    throw new ChasquiError("invalid", "malformed-json", `The body is not valid JSON${where}.`, { cause });
  }
}

/** Counts brackets outside strings, before anything is built from the text. */
function isNestedTooDeep(json: string, limit: number = MAX_NESTING): boolean {
  let depth = 0;
  let insideString = false;
  for (let index = 0; index < json.length; index++) {
    const char = json.charCodeAt(index);
    if (insideString) {
      if (char === BACKSLASH) index += 1;
      else if (char === QUOTE) insideString = false;
    } else if (char === QUOTE) insideString = true;
    else if (char === OPEN_BRACE || char === OPEN_BRACKET) {
      depth += 1;
      if (depth > limit) return true;
    } else if (char === CLOSE_BRACE || char === CLOSE_BRACKET) depth -= 1;
  }
  return false;
}

const [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d];

/** Whether PostgreSQL can store it and JSON can say it; see findUnstorable. */
export function isStorable(value: unknown): boolean {
  return findUnstorable(value, "") === undefined;
}

function refuseUnstorable(value: unknown, place: string): void {
  const problem = findUnstorable(value, place);
  if (!problem) return;
  throw new ChasquiError("invalid", "unstorable-value", `${problem.path} ${problem.reason}.`, {
    detail: { path: problem.path },
  });
}

/** The first thing in `root` that PostgreSQL can't store (NUL, half of a surrogate pair), that JSON can't say (a number beyond
 *  any double) or that would reach into an object's prototype. Without recursion. */
function findUnstorable(root: unknown, rootPath: string): { path: string; reason: string } | undefined {
  const pending: Array<{ value: unknown; path: string }> = [{ value: root, path: rootPath }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, path } = next;
    if (typeof value === "string") {
      const reason = whyTextIsUnstorable(value);
      if (reason) return { path, reason };
    } else if (typeof value === "number") {
      if (!Number.isFinite(value)) return { path, reason: "is a number too large to be kept" };
    } else if (Array.isArray(value)) {
      value.forEach((entry, index) => {
        pending.push({ value: entry, path: `${path}[${index}]` });
      });
    } else if (typeof value === "object" && value !== null) {
      for (const [name, field] of Object.entries(value)) {
        if (name === "__proto__" || whyTextIsUnstorable(name))
          return { path, reason: "has a field whose name is not allowed" };
        pending.push({ value: field, path: `${path}.${name}` });
      }
    }
  }
  return undefined;
}

function whyTextIsUnstorable(text: string): string | undefined {
  if (text.includes("\0")) return "contains a NUL character, which can't be stored";
  if (!text.isWellFormed()) return "contains half of a surrogate pair, which is no character";
  return undefined;
}
