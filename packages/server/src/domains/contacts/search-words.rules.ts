/** What people type to find something, as the database looks for it: words without case, accents and punctuation, each a beginning; and
 *  phone numbers in any writing. Pure. */
import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from "libphonenumber-js/min";

/** What is longer is no word; whoever looks for it finds it by its beginning. */
const LONGEST_WORD = 60;
/** Beyond these a text is not searched. */
const MOST_WORDS = 500;
const MOST_WORDS_ASKED = 12;

/** The words of a text, each once, in the order in which they first come. */
export function readWords(text: string): string[] {
  const folded = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  const words = new Set<string>();
  for (const [word] of folded.matchAll(/[\p{L}\p{N}]+/gu)) {
    words.add([...word].slice(0, LONGEST_WORD).join(""));
    if (words.size === MOST_WORDS) break;
  }
  return [...words];
}

/** PostgreSQL's tsquery for texts that have a word beginning with each of these; undefined: there is no word in it. */
export function toWordQuery(text: string): string | undefined {
  const words = readWords(text).slice(0, MOST_WORDS_ASKED);
  // Letters and digits alone: nothing in them needs escaping.
  return words.length === 0 ? undefined : words.map((word) => `'${word}':*`).join(" & ");
}

/** How the phone numbers begin or end that somebody may mean. */
export interface PhonePattern {
  /** Of E.164 numbers, with +. */
  readonly beginnings: readonly string[];
  /** Read backwards: "222" for numbers that end in 222. */
  readonly endings: readonly string[];
}

/** Fewer digits could mean half of all numbers. */
const FEWEST_DIGITS = 3;
const CALLING_CODES = [...new Set(getCountries().map((country) => getCountryCallingCode(country)))];

/** undefined: this is no phone number, nor a part of one. */
export function readPhonePattern(text: string): PhonePattern | undefined {
  const digits = text.replace(/\D/g, "");
  if (digits.length < FEWEST_DIGITS || !/^[\s+\d().\-/]+$/.test(text)) return undefined;
  const isInternational = /^\s*(\+|00)/.test(text);
  // Within a country people write a 0 before it (or abroad 00), which is no part of the number.
  const core = digits.replace(/^0+/, "");
  if (core.length < FEWEST_DIGITS) return undefined;
  // It knows what else is no part of the number, such as the (0) in +44 (0)20.
  const exact = isInternational ? parsePhoneNumberFromString(`+${core}`)?.number : undefined;
  const beginnings = new Set([`+${core}`, ...(exact === undefined ? [] : [exact])]);
  if (!isInternational) for (const code of CALLING_CODES) beginnings.add(`+${code}${core}`);
  return { beginnings: [...beginnings], endings: [[...core].reverse().join("")] };
}
