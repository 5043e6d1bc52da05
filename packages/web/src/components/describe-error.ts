import { ChasquiProblem, ConnectionProblem, TimeoutProblem } from "@chasqui/client";
import type { TFunction } from "i18next";

/** What is told of an error: what happened, what helps, and by which id the server's log knows it. */
export interface ErrorDescription {
  readonly title: string;
  readonly mend?: string | undefined;
  readonly requestId?: string | undefined;
}

/** Puts any error into words for people. Nothing of how the app is made gets through. */
export function describeError(error: unknown, t: TFunction): ErrorDescription {
  if (error instanceof ChasquiProblem) {
    return { title: translateProblem(error, t), mend: translateMend(error, t), requestId: error.requestId };
  }
  if (error instanceof ConnectionProblem) {
    return { title: t("common.errors.unreachable"), mend: t("common.errors.unreachableMend") };
  }
  if (error instanceof TimeoutProblem) {
    return { title: t("common.errors.timeout"), mend: t("common.errors.timeoutMend") };
  }
  return { title: t("common.errors.unexpected"), mend: t("common.errors.unexpectedMend") };
}

/** The server speaks English; what people often meet is said in their language. */
function translateProblem(problem: ChasquiProblem, t: TFunction): string {
  return t(`problems.${problem.code}.title`, { defaultValue: problem.message, ...problem.particulars });
}

function translateMend(problem: ChasquiProblem, t: TFunction): string | undefined {
  const mend = t(`problems.${problem.code}.mend`, { defaultValue: problem.mend ?? "", ...problem.particulars });
  return mend === "" ? undefined : mend;
}
