/** What of an alert is stored: names that a platform chose are part of it, and may be of any length. Pure. */
import { createHash } from "node:crypto";

/** Subjects stand in a database index, which takes no text of any length. */
const MAX_SUBJECT_LENGTH = 200;
const SUBJECT_BEGINNING = 100;
const MAX_TITLE_LENGTH = 500;
const MAX_DETAIL_LENGTH = 4_000;

/** Of a long one the beginning is left, and a digest by which it is still told from every other. */
export function shortenSubject(subject: string): string {
  if (subject.length <= MAX_SUBJECT_LENGTH) return subject;
  const digest = createHash("sha256").update(subject).digest("hex");
  return `${subject.slice(0, SUBJECT_BEGINNING).toWellFormed()}…${digest}`;
}

export function shortenTexts<
  Alert extends { readonly subject: string; readonly title: string; readonly detail: string | null },
>(alert: Alert): Alert {
  const { subject, title, detail } = alert;
  return {
    ...alert,
    subject: shortenSubject(subject),
    title: shorten(title, MAX_TITLE_LENGTH),
    detail: detail === null ? null : shorten(detail, MAX_DETAIL_LENGTH),
  };
}

function shorten(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength).toWellFormed()}…`;
}
