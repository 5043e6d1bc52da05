import { ChasquiProblem, ConnectionProblem, TimeoutProblem } from "@chasqui/client";
import type { TFunction } from "i18next";
import { findServerText } from "./server-text.ts";

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
      title: findProblemText(error, "title") ?? error.message,
      mend: findProblemText(error, "mend") ?? error.mend,
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

/** The server speaks English. What people often meet has words of the web app's own, `problems.<code>.title` and `.mend`, in English too, and
 *  `title_<reason>` where the code has several; the rest is translated as reasons are. Undefined: it has not been translated. */
function findProblemText({ code, particulars }: ChasquiProblem, part: "title" | "mend"): string | undefined {
  const { retryAfterMs } = particulars;
  const values = {
    ...particulars,
    ...(typeof retryAfterMs === "number" && { count: Math.ceil(retryAfterMs / 60_000) }),
  };
  return findServerText("problems", code, part, values) ?? findServerText("reasons", code, part, values);
}
