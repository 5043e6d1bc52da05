/** How Meta's answer, or the lack of one, is to be taken. Pure but for the spread of a waiting time. */
import type { SendError, SendOutcome } from "../channel.ts";
import { findMetaErrorRule, KNOWN_META_ERRORS, type MetaErrorRule } from "./errors.ts";
import type { GraphAnswer, GraphFailure } from "./exchange.ts";
import { type GraphError, readGraphError, storableDetail } from "./graph-error.ts";
import { asRecord } from "./json-members.ts";

export type FailureOutcome = Exclude<SendOutcome, { kind: "accepted" }>;

/** Where an error was met: in the answer to a send, in a webhook's `failed` status, or in the answer to an upload. */
type ErrorPlace = "answer" | "status" | "upload";

const PREFIX = {
  retry: "not sent yet: ",
  unknown: "it may have gone out: ",
  defer: "not sent yet: ",
  permanent: "not sent: ",
  "stop-channel": "sending has stopped: ",
} as const;

/** The longest a server's own hint is believed: beyond it a person should look. */
const MAX_HINT_MS = 24 * 60 * 60 * 1000;

/** "Media upload error": the file of a message could not be fetched or used. */
const MEDIA_REFUSED = 131053;

/** Meta's are "wamid." and base64; opaque, but always printable. */
const PROVIDER_ID = /^[\x21-\x7e]{1,1024}$/;

/** @param dialled The phone the message was addressed to, to notice that WhatsApp knows the contact by another.
 *  @param secrets Blotted out of whatever Meta says. */
export function readSendAnswer(
  answer: GraphAnswer,
  dialled: string | undefined,
  secrets: readonly string[],
): SendOutcome {
  const body = parseAnswer(answer);
  const error = asRecord(body)?.error;
  if (error !== undefined) return judgeError(readGraphError(error, secrets), "answer", answer);
  if (answer.status >= 200 && answer.status < 300) return readAcceptance(body, dialled);
  return judgeWithoutEnvelope(answer, secrets);
}

/** What a `failed` status says of a message. Meta has given up on it, so nothing is unknown any more. */
export function readFailedStatus(errors: unknown): FailureOutcome {
  const first = Array.isArray(errors) ? errors[0] : undefined;
  return judgeError(readGraphError(first), "status");
}

/** What Meta answered to a file handed in: its id of it, or why not. No message is begun by that, so nothing can be unknown. */
export function readUploadAnswer(
  answer: GraphAnswer,
  secrets: readonly string[],
): string | Exclude<FailureOutcome, { kind: "unknown" }> {
  const body = asRecord(parseAnswer(answer));
  if (body?.error !== undefined) {
    const outcome = judgeError(readGraphError(body.error, secrets), "upload", answer);
    return outcome.kind === "unknown" ? { kind: "retry", scope: "message", error: outcome.error } : outcome;
  }
  const id = body?.id;
  if (answer.status >= 200 && answer.status < 300 && typeof id === "string" && PROVIDER_ID.test(id)) return id;
  const error = {
    code: `http-${answer.status}`,
    title: `${PREFIX.retry}the file was uploaded, but Meta answered without an id for it`,
    detail: storableDetail(`HTTP ${answer.status}`, secrets),
  };
  return { kind: "retry", scope: "message", error };
}

/** A request that got no whole answer. Only one of which no byte was written is safe to repeat. */
export function readFailure(failure: GraphFailure, secrets: readonly string[]): SendOutcome {
  const detail = storableDetail(failure.detail, secrets);
  if (!failure.mayHaveBeenWritten) {
    const error = {
      code: failure.code,
      title: `${PREFIX.retry}Meta's server could not be reached`,
      detail,
      mend: "Check this machine's internet connection, its clock and any proxy; it is tried again by itself.",
      particulars: { variant: "meta-not-reached" },
    };
    return { kind: "retry", scope: "channel", error };
  }
  const error = {
    code: failure.code,
    title: `${PREFIX.unknown}the connection to Meta broke before it answered`,
    detail,
    particulars: { variant: "connection-broke" },
  };
  return { kind: "unknown", error };
}

function readAcceptance(body: unknown, dialled: string | undefined): SendOutcome {
  const messages = asRecord(body)?.messages;
  const id = Array.isArray(messages) ? asRecord(messages[0])?.id : undefined;
  if (typeof id !== "string" || !PROVIDER_ID.test(id)) {
    const error = { code: "answer-not-understood", title: `${PREFIX.unknown}Meta answered without a message id` };
    return { kind: "unknown", error };
  }
  const contacts = asRecord(body)?.contacts;
  const waId = Array.isArray(contacts) ? asRecord(contacts[0])?.wa_id : undefined;
  if (dialled === undefined || typeof waId !== "string" || !/^\d{5,20}$/.test(waId) || `+${waId}` === dialled) {
    return { kind: "accepted", providerId: id };
  }
  return { kind: "accepted", providerId: id, resolvedPhone: `+${waId}` };
}

function judgeError(error: GraphError, place: ErrorPlace, answer?: GraphAnswer): FailureOutcome {
  const rule = chooseRule(error, place, answer);
  const variant = findVariant(error, rule);
  const kind = rule.class;
  const sendError: SendError = {
    code: error.code === undefined ? "meta-unnamed" : `meta-${error.code}`,
    title: `${PREFIX[kind]}${rule.title}`,
    ...(error.detail === undefined ? {} : { detail: error.detail }),
    ...(rule.mend === undefined ? {} : { mend: rule.mend }),
    ...(variant === undefined ? {} : { particulars: { variant } }),
    ...(error.code === MEDIA_REFUSED ? { concerns: "media" as const } : {}),
  };
  switch (kind) {
    case "retry": {
      const hint = (answer && readWaitHintMs(answer)) ?? ruleDelayMs(rule);
      return {
        kind,
        scope: rule.scope ?? "message",
        error: sendError,
        ...(hint === undefined ? {} : { afterMs: hint }),
      };
    }
    case "defer":
      return { kind, error: sendError, afterMs: Math.max(rule.afterMs ?? 0, (answer && readWaitHintMs(answer)) ?? 0) };
    case "unknown":
    case "permanent":
    case "stop-channel":
      return { kind, error: sendError };
  }
}

/** What is said is not what the code alone stands for. */
function findVariant({ code, subcode }: GraphError, { title }: MetaErrorRule): string | undefined {
  if (title === PASSING) return "meta-passing";
  const ofSubcode = `${code}/${subcode}`;
  return KNOWN_META_ERRORS.subcodes.includes(ofSubcode) ? `meta-${code}-${subcode}` : undefined;
}

const PASSING = "Meta had a passing error";

function chooseRule(error: GraphError, place: ErrorPlace, answer: GraphAnswer | undefined): MetaErrorRule {
  const known = error.code === undefined ? undefined : findMetaErrorRule(error.code, error.subcode);
  const rule = known ?? ruleOfNewCode(error, answer);
  // A flag that contradicts the table is believed only as far as it is safe: the message is not given up, nor sent again blindly.
  const transient = error.isTransient && rule.class !== "retry" && rule.class !== "defer";
  if (!transient && rule.class !== "unknown") return rule;
  const title = rule.class === "unknown" ? rule.title : PASSING;
  return place === "answer" ? { class: "unknown", title } : { class: "retry", scope: "message", title };
}

/** A code Meta has made since this table: here, and only here, the HTTP status must serve. */
function ruleOfNewCode(error: GraphError, answer: GraphAnswer | undefined): MetaErrorRule {
  const name =
    error.code === undefined ? "an error without a code" : `error ${error.code}, which this version does not know`;
  if (answer !== undefined && answer.status >= 500) return { class: "unknown", title: `Meta answered ${name}` };
  // 429 by its definition is refused before it is looked at.
  if (answer?.status === 429)
    return { class: "retry", scope: "channel", afterMs: 10_000, title: `Meta answered ${name}` };
  return { class: "permanent", title: `Meta answered ${name}` };
}

/** Gateway pages and the like: nobody knows how far the message got, unless the status itself says. */
function judgeWithoutEnvelope(answer: GraphAnswer, secrets: readonly string[]): FailureOutcome {
  const code = `http-${answer.status}`;
  const said = answer.body
    .slice(0, 4000)
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const detail = storableDetail(`HTTP ${answer.status}${said === "" ? ", no text" : `: ${said}`}`, secrets);
  if (answer.status === 429) {
    const afterMs = readWaitHintMs(answer) ?? 10_000;
    return {
      kind: "retry",
      scope: "channel",
      afterMs,
      error: { code, title: `${PREFIX.retry}too many calls`, detail },
    };
  }
  const title = `${PREFIX.unknown}what answered was not Meta's API`;
  return { kind: "unknown", error: { code, title, detail } };
}

/** The answer's JSON, or undefined when it is none. */
export function parseAnswer({ body }: GraphAnswer): unknown {
  return parseJson(body);
}

/** How long the server itself asks to wait. `estimated_time_to_regain_access` is in minutes, `Retry-After` in seconds. */
export function readWaitHintMs({ headers }: GraphAnswer): number | undefined {
  const retryAfter = single(headers["retry-after"]);
  const seconds = retryAfter !== undefined && /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) : 0;
  const usage = asRecord(parseJson(single(headers["x-business-use-case-usage"]) ?? ""));
  let minutes = 0;
  for (const entry of Object.values(usage ?? {}).flat()) {
    const estimate = Number(asRecord(entry)?.estimated_time_to_regain_access);
    if (Number.isFinite(estimate)) minutes = Math.max(minutes, estimate);
  }
  const waitMs = Math.max(seconds * 1000, minutes * 60_000);
  return waitMs > 0 ? Math.min(waitMs, MAX_HINT_MS) : undefined;
}

function ruleDelayMs(rule: MetaErrorRule): number | undefined {
  if (rule.afterMs === undefined) return undefined;
  return rule.afterMs + Math.round(Math.random() * (rule.spreadMs ?? 0));
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** What the text means, or undefined when it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
