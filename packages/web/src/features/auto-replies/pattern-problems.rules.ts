/** What is wrong with a pattern, from the server's sentence. Pure. */

const PROBLEMS = [
  ["missing closing )", "missingParenthesis"],
  ["unexpected )", "unexpectedParenthesis"],
  ["missing closing ]", "missingBracket"],
  ["missing argument to repetition operator", "nothingToRepeat"],
  ["invalid nested repetition operator", "repeatedTwice"],
  ["invalid repeat count", "repeatCount"],
  ["invalid or unsupported Perl syntax", "unsupported"],
  ["invalid character class range", "characterRange"],
  ["invalid escape sequence", "escape"],
  ["trailing backslash", "trailingBackslash"],
  ["duplicate capture group name", "groupName"],
  ["invalid named capture", "groupName"],
  ["repeats make it too large", "tooLarge"],
  ["expression too large", "tooLarge"],
  ["expression nests too deeply", "tooLarge"],
  ["too complicated", "tooLarge"],
] as const;

export type PatternProblem = (typeof PROBLEMS)[number][1] | "other";

/** The kind of mistake, and the part of the pattern that it is about where the server names one. */
export function readPatternProblem(sentence: string): {
  readonly kind: PatternProblem;
  readonly part: string | undefined;
} {
  const kind = PROBLEMS.find(([words]) => sentence.includes(words))?.[1] ?? "other";
  return { kind, part: /`(.+)`/.exec(sentence)?.[1] };
}
