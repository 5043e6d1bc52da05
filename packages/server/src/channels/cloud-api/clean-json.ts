/** Parses what a platform posted into plain values PostgreSQL and we can live with. Pure. */
import { TranslationError } from "../channel.ts";

/** Meta's own bodies are about ten deep. */
const MAX_DEPTH = 64;
/** An unquoted integer of 16 digits or more, somewhere: only then is the slower parse that keeps its digits worth it. */
const LONG_INTEGER = /[:,[\s]-?\d{16}/;
const INTEGER = /^-?\d+$/;

/** Parses `body` and, in every string and key, replaces NUL and lone surrogates by U+FFFD (PostgreSQL takes neither). Integers beyond
 *  2^53 come back as strings, since rounding an id is worse than changing its type. Numbers beyond all bounds become null. `__proto__` keys are dropped.
 *  @throws TranslationError when it is not JSON or is nested too deeply. */
export function parseCleanJson(body: Buffer): unknown {
  const text = body.toString("utf8");
  let parsed: unknown;
  try {
    parsed = LONG_INTEGER.test(text) ? JSON.parse(text, keepLongInteger) : JSON.parse(text);
  } catch (cause) {
    throw new TranslationError("the body is not JSON", { cause });
  }
  return clean(parsed, 0);
}

function keepLongInteger(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && INTEGER.test(source) ? source : value;
}

/** Cleans in place: the tree is ours alone, and most of it is clean already. */
function clean(value: unknown, depth: number): unknown {
  if (typeof value === "string") return cleanString(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= MAX_DEPTH) throw new TranslationError(`the body is nested more than ${MAX_DEPTH} deep`);
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) value[index] = clean(value[index], depth + 1);
    return value;
  }
  cleanMembers(value as Record<string, unknown>, depth);
  return value;
}

function cleanMembers(record: Record<string, unknown>, depth: number): void {
  for (const key of Object.keys(record)) {
    if (key === "__proto__") {
      // JSON.parse makes it an ordinary member; a later copy by assignment would make it the prototype.
      delete record[key];
      continue;
    }
    const before = record[key];
    const after = clean(before, depth + 1);
    const cleanKey = cleanString(key);
    if (cleanKey !== key) {
      delete record[key];
      record[cleanKey] = after;
    } else if (after !== before) {
      record[key] = after;
    }
  }
}

/** `text` as PostgreSQL takes it. */
export function cleanString(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  return wellFormed.includes("\0") ? wellFormed.replaceAll("\0", "\ufffd") : wellFormed;
}
