import { ChasquiProblem } from "@chasqui/client";
import type { TFunction } from "i18next";
import { describeTextProblem } from "../../components/text-problem.ts";
import { readPatternProblem } from "./pattern-problems.rules.ts";
import { fieldOfPath } from "./rule-form.rules.ts";

/** What the server found wrong, beside the field of the form that it is about. */
export function ruleErrorsOf(error: unknown, t: TFunction): Record<string, string> {
  if (!(error instanceof ChasquiProblem)) return {};
  switch (error.code) {
    case "pattern-invalid":
      return { pattern: explainPattern(error.message, t) };
    case "match-value-empty":
      return { values: t("autoReplies.fields.valueEmpty") };
    case "template-invalid":
      return { text: describeTextProblem({ message: error.message, ...error.particulars }, t) };
    case "template-unknown":
      return { templateId: t("autoReplies.fields.templateGone") };
    case "channel-unknown":
      return { channelId: t("autoReplies.fields.channelGone") };
    default:
      return Object.fromEntries(error.fields.map(({ path, message }) => [fieldOfPath(path), message]));
  }
}

function explainPattern(sentence: string, t: TFunction): string {
  const { kind, part } = readPatternProblem(sentence);
  const explained = t(`autoReplies.patternProblems.${kind}`);
  return part === undefined ? explained : t("autoReplies.patternProblems.at", { explained, part });
}
