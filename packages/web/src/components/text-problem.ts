import type { TFunction } from "i18next";

interface TextProblem {
  /** As the server says it: "Line 1, column 7: tag … not closed." */
  readonly message: string;
  readonly line?: unknown;
  readonly column?: unknown;
}

/** A mistake in a text with placeholders, and where it is. */
export function describeTextProblem({ message, line, column }: TextProblem, t: TFunction): string {
  const reason = message.replace(/^Line \d+, column \d+: /, "");
  return typeof line === "number" && typeof column === "number"
    ? t("fields.textMistake", { line, column, reason })
    : reason;
}
