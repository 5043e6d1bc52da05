import type { Alert } from "@chasqui/client";
import { findServerText } from "./server-text.ts";

export interface AlertTexts {
  readonly title: string;
  /** The platform's own words, mostly. */
  readonly detail: string | null;
  readonly mend: string | null;
}

/** What happened and what helps, in the viewer's language. */
export function describeAlert({ kind, title, detail, mend, particulars }: Alert): AlertTexts {
  const find = (part: "title" | "detail" | "mend") => findServerText("alertReasons", kind, part, particulars);
  return {
    title: find("title") ?? title,
    detail: find("detail") ?? detail,
    mend: (mend === null ? undefined : find("mend")) ?? mend,
  };
}
