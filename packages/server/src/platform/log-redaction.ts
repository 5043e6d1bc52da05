/** Keeps secrets, message texts and phone numbers out of the log. Three nets, because each has holes the next one closes:
 *  known secret values wherever they stand, fields by their name, and shapes that only a secret has. */

const REDACTED = "[redacted]";

/** Secret values that must not be written, whatever text they stand in. */
export interface Redactor {
  /** From now on `secret` is replaced wherever it would be written. Values under 6 characters are left out: replacing them
   *  would garble the log and hide nothing. */
  add(secret: string): void;
  redact(text: string): string;
}

const SHORTEST_SECRET = 6;

/** What a secret looks like even when nobody told us of it. None of them can match across a JSON string's end. */
const SECRET_SHAPES: ReadonlyArray<readonly [RegExp, string]> = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${REDACTED}`],
  [/([?&](?:[\w.-]*(?:token|secret|password|api[_-]?key|signature))=)[^&\s"'\\#]+/gi, `$1${REDACTED}`],
  [/\bEAA[A-Za-z0-9]{16,}/g, REDACTED],
  [/\bchq_[a-z0-9]+_[\w-]{16,}/g, REDACTED],
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"'\\]*:)[^\s@/"'\\]+@/gi, `$1${REDACTED}@`],
];

export function createRedactor(): Redactor {
  const forms = new Set<string>();
  let pattern: RegExp | undefined;
  return {
    add(secret) {
      if (secret.length < SHORTEST_SECRET) return;
      for (const form of writtenForms(secret)) forms.add(form);
      // The longest first, or a secret that begins like another would leave its rest behind.
      const sorted = [...forms].sort((a, b) => b.length - a.length);
      pattern = new RegExp(sorted.map((form) => RegExp.escape(form)).join("|"), "g");
    },
    redact(text) {
      let result = pattern ? text.replace(pattern, REDACTED) : text;
      for (const [shape, replacement] of SECRET_SHAPES) result = result.replace(shape, replacement);
      return result;
    },
  };
}

/** A log line is JSON, and what it quotes may be a URL or a Basic header: the same secret, written differently. */
function writtenForms(secret: string): string[] {
  const base64 = Buffer.from(secret).toString("base64").replace(/=+$/, "");
  const forms = [secret, encodeURIComponent(secret), base64];
  return forms.flatMap((form) => [form, JSON.stringify(form).slice(1, -1)]);
}

const SECRET_FIELD =
  /(token|secret|secrets|password|passphrase|authorization|cookie|apikey|privatekey|masterkey|signature(256)?)$/;
const CONTENT_FIELDS = new Set([
  "body",
  "rawbody",
  "payload",
  "text",
  "caption",
  "content",
  "raw",
  "query",
  "querystring",
]);
const PHONE_FIELD = /(phone|phonenumber|waid|msisdn)$/;
const MAX_DEPTH = 8;
const MAX_ENTRIES = 100;

/** A copy of what is to be logged without secrets, message texts and whole phone numbers; errors become plain objects. */
export function cleanForLog(value: unknown): unknown {
  return clean(value, 0, new Set());
}

function clean(value: unknown, depth: number, parents: ReadonlySet<object>): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return value;
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
  if (parents.has(value)) return "[circular]";
  if (depth >= MAX_DEPTH) return "[too deep]";
  const within = new Set(parents).add(value);
  if (value instanceof Error) return cleanError(value, depth, within);
  if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map((entry) => clean(entry, depth + 1, within));
  const entries = value instanceof Map ? [...value.entries()] : Object.entries(value);
  return cleanEntries(entries, depth, within);
}

function cleanError(error: Error, depth: number, within: ReadonlySet<object>): Record<string, unknown> {
  const { message, stack, cause, ...own } = error as Error & Record<string, unknown>;
  // PostgreSQL quotes the offending row in these: somebody's phone number, or a message's text.
  const fields = "severity" in own ? omit(own, ["detail", "where", "internalQuery"]) : own;
  return {
    ...cleanEntries(Object.entries(fields), depth, within),
    type: error.name,
    message,
    stack,
    ...(cause !== undefined && { cause: clean(cause, depth + 1, within) }),
  };
}

function cleanEntries(
  entries: ReadonlyArray<readonly [unknown, unknown]>,
  depth: number,
  within: ReadonlySet<object>,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of entries.slice(0, MAX_ENTRIES)) {
    if (typeof value === "function" || typeof value === "symbol") continue;
    result[String(name)] = cleanField(String(name), value, depth, within);
  }
  return result;
}

function cleanField(name: string, value: unknown, depth: number, within: ReadonlySet<object>): unknown {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, "");
  const isEmpty = value === undefined || value === null || typeof value === "boolean";
  if (isEmpty) return value;
  if (SECRET_FIELD.test(plain) || CONTENT_FIELDS.has(plain)) return REDACTED;
  if (PHONE_FIELD.test(plain) && typeof value === "string") return maskPhone(value);
  return clean(value, depth + 1, within);
}

/** "+34 600 111 222" → "…222": enough to recognise one's own test phone, not enough to call somebody. */
export function maskPhone(phone: string): string {
  return `…${phone.replace(/\D/g, "").slice(-3)}`;
}

function omit(object: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
