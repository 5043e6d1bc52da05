/** Meta's refusals of management calls as data; what sending knows of (tokens, permissions, limits) is in errors.ts. */
import { PlatformBusy, PlatformRefused, PlatformUnreachable } from "../management.ts";
import { parseCleanJson } from "./clean-json.ts";
import { findMetaErrorRule } from "./errors.ts";
import type { GraphAnswer, GraphResult } from "./exchange.ts";
import { type GraphError, readGraphError } from "./graph-error.ts";
import { asRecord, type JsonRecord } from "./json-members.ts";
import { readFailure, readWaitHintMs } from "./outcome.ts";

const SHORTEN = "Shorten or correct it and try again.";

/** By code, or by the subcode of a code 100. */
const RULES: Readonly<Record<number, readonly [title: string, mend?: string]>> = {
  2200: [
    "it asked the callback address for the verify token and did not get the right answer",
    "The address must be reachable from the internet over https and lead to this server.",
  ],
  2388019: ["the account has as many templates as it may have", "Delete templates that are not used."],
  2388023: ["a template of this name was deleted less than 30 days ago", "Use another name."],
  2388024: ["a template of this name and language exists already", "Edit that one, or use another name."],
  2388039: ["a part of the template has the wrong format", SHORTEN],
  2388040: ["a part of the template is too long", SHORTEN],
  2388043: ["an example of a placeholder's value is missing", "Give an example for each placeholder."],
  2388047: ["the header does not have the right format", SHORTEN],
  2388072: ["the body does not have the right format", SHORTEN],
  2388073: ["the footer does not have the right format", SHORTEN],
  2388273: ["an example file for the header is missing", "Upload an example and give its handle."],
  2388293: ["there are too many placeholders for so short a text", "Write more text around the placeholders."],
  2388299: ["the body begins or ends with a placeholder", "Put words before the first and after the last placeholder."],
};

/** Numbers that have words of their own, for tests that must miss none. */
export const KNOWN_REFUSALS = Object.keys(RULES).map(Number);

const DEFAULT_BUSY_MS = 60_000;

/** The answer's JSON object. @throws PlatformRefused, PlatformBusy, PlatformUnreachable */
export function readManagementAnswer(result: GraphResult, secrets: readonly string[]): JsonRecord {
  if ("failure" in result) {
    const outcome = readFailure(result.failure, secrets);
    throw new PlatformUnreachable(result.failure.code, outcome.kind === "accepted" ? undefined : outcome.error.detail);
  }
  const { answer } = result;
  const body = readObject(answer);
  if (body?.error !== undefined)
    throw toError(readGraphError(body.error, secrets), answer.status, readWaitHintMs(answer));
  if (body === undefined || answer.status >= 300) {
    throw new PlatformUnreachable(`http-${answer.status}`, `HTTP ${answer.status} without an answer of Meta's API`);
  }
  // A call that did nothing says so under status 200.
  if (body.success === false) throw new PlatformRefused("it did nothing", { code: "meta-no-success" });
  return body;
}

function toError(error: GraphError, status: number, waitMs: number | undefined): Error {
  const code = error.code === undefined ? "meta-unnamed" : `meta-${error.code}`;
  const number = [error.subcode, error.code].find((one) => one !== undefined && RULES[one] !== undefined);
  const own = number === undefined ? undefined : RULES[number];
  if (own) {
    const [title, mend] = own;
    return new PlatformRefused(title, { code, variant: `meta-call-${number}`, detail: error.detail, mend });
  }
  const rule = error.code === undefined ? undefined : findMetaErrorRule(error.code, error.subcode);
  if (rule?.class === "retry") return new PlatformBusy(waitMs ?? rule.afterMs ?? DEFAULT_BUSY_MS, code);
  if (rule?.class === "unknown" || error.isTransient || (!rule && status >= 500)) {
    return new PlatformUnreachable(code, error.detail);
  }
  // Code 100 means "the message" where one is sent; here it is whatever was asked.
  const isAboutAccess = rule?.class === "stop-channel";
  const title = isAboutAccess ? rule.title : "it does not accept the request";
  const mend = isAboutAccess ? rule.mend : "See what the platform says, correct it and try again.";
  const variant = isAboutAccess ? code : "meta-request-refused";
  return new PlatformRefused(title, { code, variant, detail: error.detail, mend });
}

/** Clean, because much of it is stored. */
function readObject({ body }: GraphAnswer): JsonRecord | undefined {
  try {
    return asRecord(parseCleanJson(Buffer.from(body)));
  } catch {
    return undefined;
  }
}
