import i18next from "i18next";

/** The text of a key that comes from the server, such as an error's code or an operation's id; undefined: we have no words for it.
 *  Call it where `useTranslation` is in use, so that a change of language draws it anew. */
export function findText(key: string, values: Readonly<Record<string, unknown>> = {}): string | undefined {
  return i18next.exists(key, values) ? String(i18next.t(key as never, values as never)) : undefined;
}
