/** Which passwords are refused. Length is what counts; the rest keeps out what is tried first. No rule asks for capitals or signs:
 *  they lead to `Password1!`. */
import { COMMON_WORDS } from "./common-words.ts";

const SHORTEST = 10;
/** Argon2 takes any length; nobody types more. */
export const LONGEST_PASSWORD = 200;

export interface PasswordOwner {
  readonly name: string;
  readonly email: string;
}

export interface PasswordWeakness {
  /** Stable: the web app says it in the person's language. */
  readonly reason: "too-short" | "common" | "like-name-or-email";
  readonly sentence: string;
}

export function findPasswordWeakness(password: string, owner: PasswordOwner): PasswordWeakness | undefined {
  if ([...password.normalize("NFKC")].length < SHORTEST) {
    return { reason: "too-short", sentence: `A password needs at least ${SHORTEST} characters.` };
  }
  if (countPieces(password) < FEWEST_PIECES) {
    return {
      reason: "common",
      sentence: "The password is one of the first that are tried: a common word, a run of keys or digits.",
    };
  }
  if (countPieces(password, wordsOf(owner)) < FEWEST_PIECES) {
    return {
      reason: "like-name-or-email",
      sentence: "The password is little more than the name or the e-mail address.",
    };
  }
  return undefined;
}

function wordsOf({ name, email }: PasswordOwner): ReadonlySet<string> {
  const [local = "", domain = ""] = email.split("@");
  const whole = [name, name.replace(/\s/g, ""), email, local, domain];
  const words = [...whole, ...whole.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u))];
  return new Set(words.map(simplify).filter((word) => word.length >= 3));
}

/** A common word, a run of keys, a year, a repetition counts as one; any other character counts as one as well. */
const FEWEST_PIECES = 6;

/** The fewest pieces that make up the password: a measure of what somebody has to guess who knows how people choose. */
function countPieces(password: string, ownWords: ReadonlySet<string> = new Set()): number {
  const text = simplify(password);
  const unmasked = unmask(text);
  const fewest = [0];
  for (let end = 1; end <= text.length; end++) {
    let best = (fewest[end - 1] ?? 0) + 1;
    for (let start = Math.max(0, end - LONGEST_PIECE); start <= end - 2; start++) {
      if (!isPiece(text, unmasked, start, end, ownWords)) continue;
      best = Math.min(best, (fewest[start] ?? 0) + 1);
    }
    fewest.push(best);
  }
  return fewest[text.length] ?? 0;
}

const LONGEST_PIECE = 80;

function isPiece(text: string, unmasked: string, start: number, end: number, ownWords: ReadonlySet<string>): boolean {
  const piece = text.slice(start, end);
  const plain = unmasked.slice(start, end);
  const before = text.slice(Math.max(0, start - piece.length), start);
  if (piece === before) return true;
  if (piece.length < 3) return false;
  return (
    [COMMON_WORDS, ownWords].some((words) => words.has(piece) || words.has(plain)) ||
    /^(19|20)\d\d$/.test(piece) ||
    isRun(piece)
  );
}

/** Neighbours on a keyboard or in an alphabet, in either direction and around the corner. */
const ROWS = [
  "01234567890123456789",
  "02468024680",
  "1357913579",
  "12345678910111213",
  "102030405060708090100",
  "112233445566778899001122",
  "123321123321",
  "abcdefghijklmnopqrstuvwxyz",
  "aabbccddeeffgg",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertyuiop[]",
  "asdfghjkl;'",
  "zxcvbnm,./",
  "azertyuiopqsdfghjklmwxcvbn",
  "1q2w3e4r5t6y7u8i9o0p",
  "q1w2e3r4t5y6u7i8o9p0",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
  "1a2b3c4d5e6f7g8h9i",
  "a1b2c3d4e5f6g7h8i9",
  "147258369147",
  "159357258456",
  "qazwsxedcrfvtgbyhnujm",
  "!@#$%^&*()_+",
  '!"·$%&/()=?',
];
const RUNS = ROWS.flatMap((row) => [row, [...row].reverse().join("")]);

function isRun(piece: string): boolean {
  return RUNS.some((run) => run.includes(piece)) || /^(.)\1+$/.test(piece);
}

/** Lower case without accents. */
function simplify(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

const MASKS: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "@": "a",
  $: "s",
  "!": "i",
  "+": "t",
};

/** `p4$$w0rd` is `password`. As long as the text. */
function unmask(text: string): string {
  return text.replace(/./gs, (character) => MASKS[character] ?? character);
}
