import { ChasquiProblem } from "@chasqui/client";
import type { TFunction } from "i18next";
import { findText } from "../../components/find-text.ts";
import { fieldErrorsOf } from "../../components/form-problem.tsx";
import { describeTextProblem } from "../../components/text-problem.ts";

interface NamedProblem {
  readonly name: string;
  readonly message: string;
}

/** What the server found wrong, by the field of the form. */
export function aiErrorsOf(error: unknown, t: TFunction): Record<string, string> {
  if (!(error instanceof ChasquiProblem)) return {};
  if (error.code === "ai-settings-incomplete") {
    return Object.fromEntries(
      problemsOf(error).map(({ name, message }) => [name, findText(`aiReplies.incomplete.${name}`) ?? message]),
    );
  }
  if (error.code === "api-key-needed-again") return { apiKey: t("aiReplies.keyAgain") };
  if (error.code === "template-invalid") {
    return { prompt: describeTextProblem({ message: error.message, ...error.particulars }, t) };
  }
  return fieldErrorsOf(error);
}

function problemsOf({ particulars: { problems } }: ChasquiProblem): NamedProblem[] {
  return Array.isArray(problems) ? (problems as NamedProblem[]) : [];
}
