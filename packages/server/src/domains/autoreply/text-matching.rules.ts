/** Comparing texts the way people write them: HÉLLO, ｈｅｌｌｏ and "hello " are the same word. Pure. */

export interface Exactness {
  readonly caseSensitive: boolean;
  readonly accentSensitive: boolean;
}

/** Zero-width spaces, soft hyphens, direction marks, emoji variation selectors: nobody sees them. (Not the joiners: they make letters and emoji.) */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|\p{Variation_Selector}/gu;
/** Accents, and the optional vowel signs of Arabic and Hebrew. In other scripts (Devanagari, Thai, kana) marks are letters of their own. */
const ACCENTED =
  /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}])\p{Nonspacing_Mark}+/gu;
/** Letters that Unicode does not take apart, as people write them who lack the key. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ł: "l",
  Ł: "L",
  ø: "o",
  Ø: "O",
  đ: "d",
  Đ: "D",
  ħ: "h",
  Ħ: "H",
  ı: "i",
  æ: "ae",
  Æ: "AE",
  œ: "oe",
  Œ: "OE",
};
const UNPLAIN = new RegExp(`[${Object.keys(PLAIN_LETTERS).join("")}]`, "g");

/** One form for all ways to write the same text: compatibility forms unified, case and accents gone (unless they matter), quotes plain,
 *  white space collapsed. */
export function normaliseText(text: string, exactness: Exactness): string {
  return fold(text, exactness).replace(/\s+/gu, " ").trim();
}

function fold(text: string, { caseSensitive, accentSensitive }: Exactness): string {
  let folded = text.normalize("NFKD").replace(INVISIBLE, "");
  if (!accentSensitive) {
    folded = folded.replace(ACCENTED, "$1").replace(UNPLAIN, (letter) => PLAIN_LETTERS[letter] ?? letter);
  }
  folded = folded
    .normalize("NFC")
    .replace(/[‘’ʼ‛]/g, "'")
    .replace(/[“”„‟]/g, '"');
  // Up and down again unites what has two small forms (ß and ss, the two sigmas).
  return caseSensitive ? folded : folded.toUpperCase().toLowerCase().replaceAll("ς", "σ");
}

/** What people put around a word without meaning it. Before it, / # @ ! stay: they make a command. */
const BEFORE_WORD = /^[\s\p{Pi}\p{Pf}\p{Ps}\p{Pd}"'`¿¡….,*_~·]$/u;
const AFTER_WORD = /^[\s\p{Sentence_Terminal}\p{Terminal_Punctuation}\p{Pi}\p{Pf}\p{Pe}\p{Pd}"'`…*_~·]$/u;

/** A normalised text without the punctuation around it: "¡hello!!" is "hello". Of punctuation alone, "?", nothing is left. */
export function stripPunctuation(text: string): string {
  // By hand: a regular expression anchored at the end takes quadratic time on what a stranger may write.
  const characters = [...text];
  let begin = 0;
  let end = characters.length;
  while (begin < end && BEFORE_WORD.test(characters[begin] ?? "")) begin += 1;
  while (end > begin && AFTER_WORD.test(characters[end - 1] ?? "")) end -= 1;
  return characters.slice(begin, end).join("");
}

/** `text` and `value` are normalised. */
export function containsText(text: string, value: string, wholeWord: boolean): boolean {
  let at = text.indexOf(value);
  while (at !== -1) {
    if (!wholeWord || (isBoundary(text, at) && isBoundary(text, at + value.length))) return true;
    at = text.indexOf(value, at + 1);
  }
  return false;
}

/** What follows `value` (normalised) at the start of `text` (as it was written), without the blanks or the colon between; undefined:
 *  it does not start so. */
export function findRest(text: string, value: string, wholeWord: boolean, exactness: Exactness): string | undefined {
  const written = text.normalize("NFC");
  let seen = "";
  // A letter with its marks at a time, so that a place in the normalised text is known in the written one.
  for (const { 0: part, index } of written.matchAll(/\s+|\P{M}\p{M}*|\p{M}+/gsu)) {
    seen += part.trim() === "" ? (seen === "" || seen.endsWith(" ") ? "" : " ") : fold(part, exactness);
    if (!value.startsWith(seen)) return undefined;
    if (seen.length < value.length) continue;
    const end = index + part.length;
    if (wholeWord && !isBoundary(written, end)) return undefined;
    return written.slice(end).replace(/^[:,]/u, "").trim();
  }
  return undefined;
}

const WORD = /[\p{L}\p{N}\p{M}_]/u;
/** Written without spaces: there every place may be the edge of a word. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function isBoundary(text: string, at: number): boolean {
  const before = characterBefore(text, at);
  const after = text.codePointAt(at);
  if (before === undefined || after === undefined) return true;
  const next = String.fromCodePoint(after);
  if (!WORD.test(before) || !WORD.test(next)) return true;
  return UNSPACED.test(before) || UNSPACED.test(next);
}

function characterBefore(text: string, at: number): string | undefined {
  const unit = text[at - 1];
  const isLowHalf = unit !== undefined && unit >= "\udc00" && unit <= "\udfff";
  return isLowHalf ? text.slice(at - 2, at) : unit;
}
