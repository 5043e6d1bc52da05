/** Meta's error envelope, read with care: every member may be missing or of another type. */
import { cleanString } from "./clean-json.ts";
import { asRecord } from "./json-members.ts";

export interface GraphError {
  readonly code: number | undefined;
  readonly subcode: number | undefined;
  readonly isTransient: boolean;
  /** What Meta wrote, joined; free of secrets when they were given to `readGraphError`. */
  readonly detail: string | undefined;
}

const MAX_DETAIL_LENGTH = 1000;

/** `error` is the object under "error" of an answer, or one element of a webhook's `errors`. `secrets` are blotted out of the detail:
 *  Meta's sentence on a malformed token quotes the token. */
export function readGraphError(error: unknown, secrets: readonly string[] = []): GraphError {
  const envelope = asRecord(error) ?? {};
  const data = envelope.error_data;
  const parts = [
    envelope.message,
    envelope.error_user_title,
    envelope.error_user_msg,
    typeof data === "string" ? data : asRecord(data)?.details,
    envelope.message === undefined ? envelope.title : undefined,
  ].filter((part): part is string => typeof part === "string" && part !== "");
  const trace = typeof envelope.fbtrace_id === "string" ? [`(Meta's trace id: ${envelope.fbtrace_id})`] : [];
  const detail = [...new Set(parts), ...trace].join(" – ");
  return {
    code: asCode(envelope.code),
    subcode: asCode(envelope.error_subcode),
    isTransient: envelope.is_transient === true,
    detail: detail === "" ? undefined : storableDetail(detail, secrets),
  };
}

/** Meta's words as they may be stored and shown: no secret, no endless page, nothing PostgreSQL refuses. */
export function storableDetail(text: string, secrets: readonly string[]): string {
  return cleanString(withoutSecrets(text, secrets).slice(0, MAX_DETAIL_LENGTH));
}

/** `text` without the secrets and without anything that has the look of a Meta token. */
function withoutSecrets(text: string, secrets: readonly string[]): string {
  let cleaned = text;
  for (const secret of secrets) {
    if (secret !== "") cleaned = cleaned.replaceAll(secret, "[secret]");
  }
  return cleaned.replace(/\bEAA[A-Za-z0-9_-]{8,}/g, "[secret]");
}

function asCode(value: unknown): number | undefined {
  const code = typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof code === "number" && Number.isSafeInteger(code) ? code : undefined;
}
