import { ChasquiProblem, ConnectionProblem, TimeoutProblem } from "@chasqui/client";
import type { TFunction } from "i18next";
import { findText } from "./find-text.ts";

/** What is told of an error: what happened, what helps, and by which id the server's log knows it. */
export interface ErrorDescription {
  readonly title: string;
  readonly mend?: string | undefined;
  readonly requestId?: string | undefined;
}

/** Puts any error into words for people. Nothing of how the app is made gets through. */
export function describeError(error: unknown, t: TFunction): ErrorDescription {
  if (error instanceof ChasquiProblem) {
    return {
      title: translate(error, "title") ?? error.message,
      mend: translate(error, "mend") ?? error.mend,
      requestId: error.requestId,
    };
  }
  if (error instanceof ConnectionProblem) {
    return { title: t("common.errors.unreachable"), mend: t("common.errors.unreachableMend") };
  }
  if (error instanceof TimeoutProblem) {
    return { title: t("common.errors.timeout"), mend: t("common.errors.timeoutMend") };
  }
  return { title: t("common.errors.unexpected"), mend: t("common.errors.unexpectedMend") };
}

/** The server speaks English. What people often meet is said in their language: `problems.<code>.title` and `.mend`, with the
 *  particulars in it, and `title_<reason>` where the code has several reasons. Undefined: it has not been translated. */
function translate(problem: ChasquiProblem, part: "title" | "mend"): string | undefined {
  const { reason, retryAfterMs } = problem.particulars;
  return findText(`problems.${problem.code}.${part}`, {
    ...problem.particulars,
    ...(typeof reason === "string" && { context: reason }),
    ...(typeof retryAfterMs === "number" && { count: Math.ceil(retryAfterMs / 60_000) }),
  });
}
