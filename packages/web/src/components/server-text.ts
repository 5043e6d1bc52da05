/** What the server says to people, in the viewer's language. The server's own sentences are the English; where a language has no words for
 *  a code, or the server did not give what stands in them, English is better than nothing. */
import i18next from "i18next";
import { familyOf } from "./server-text.rules.ts";

/** As the server tells something: by a code, with the names and figures of the sentence. See Particulars in the API. */
export interface Told {
  readonly code: string;
  readonly title: string;
  readonly mend?: string | null | undefined;
  readonly particulars?: Particulars | null | undefined;
}
export type Particulars = Readonly<Record<string, unknown>>;

export interface ToldTexts {
  readonly title: string;
  readonly mend: string | undefined;
}

/** Why something is as it is: a message that failed, a channel that stopped, a session that ended. */
export function describeReason(reason: Told): ToldTexts {
  return {
    title: findReasonText(reason, "title") ?? reason.title,
    // What has no mend here has none in translation: what helps may depend on where it happened.
    mend: (reason.mend == null ? undefined : findReasonText(reason, "mend")) ?? reason.mend ?? undefined,
  };
}

/** Why a file that somebody sent can't be shown. The same code says something else of a file than of a message. */
export function describeFileReason({ code, title, particulars }: Told): string {
  const ofFile = [`file-${code}`, `file-${code.replace(/-\d+$/, "")}`];
  const found = ofFile.map((one) => findServerText("reasons", one, "title", particulars)).find((text) => text);
  return found ?? findReasonText({ code, particulars }, "title") ?? title;
}

/** Undefined: there are no words for it. Of problems the web app has words of its own in English too; of a reason the server's say more. */
export function findReasonText(
  { code, particulars }: Pick<Told, "code" | "particulars">,
  part: "title" | "mend",
): string | undefined {
  const found = findServerText("reasons", code, part, particulars);
  return i18next.language === "en" ? found : (found ?? findServerText("problems", code, part, particulars));
}

/** A text of a code, or of its `variant`. The mend of the reason that it tells goes before its own. */
export function findServerText(
  group: "reasons" | "problems" | "alertReasons" | "checkReasons",
  code: string,
  part: "title" | "mend" | "detail",
  particulars?: Particulars | null,
): string | undefined {
  const { variant, reason, ...given } = particulars ?? {};
  const name = typeof variant === "string" ? variant : code;
  const inner = isReason(reason) ? reason : undefined;
  const ofInner = inner && findReasonText(inner, part === "mend" ? "mend" : "title");
  if (part === "mend" && ofInner !== undefined) return ofInner;
  const values = { ...speak(given), ...(inner && { reason: ofInner }), number: /\d+$/.exec(name)?.[0] };
  // A password's reason is a word by which one of several texts is chosen.
  const context = typeof reason === "string" ? { context: reason } : {};
  return [name, familyOf(name)]
    .filter((one) => one !== undefined)
    .map((one) => findWhole(`${group}.${one}.${part}`, values, context))
    .find((text) => text !== undefined);
}

function isReason(value: unknown): value is { code: string; particulars?: Particulars } {
  return typeof value === "object" && value !== null && typeof (value as { code?: unknown }).code === "string";
}

/** The text, unless something that stands in it is not known. */
function findWhole(key: string, values: Readonly<Record<string, unknown>>, options: object): string | undefined {
  const all = { ...values, ...options };
  if (!i18next.exists(key, all)) return undefined;
  const raw = String(i18next.t(key as never, { ...all, skipInterpolation: true } as never));
  const isWhole = [...raw.matchAll(/\{\{(\w+)\}\}/g)].every(([, name = ""]) => values[name] !== undefined);
  return isWhole ? String(i18next.t(key as never, all as never)).trim() : undefined;
}

const INSTANT = /^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/;

/** Times and figures as the viewer writes them; `count` stays a number, since plurals go by it. */
function speak(particulars: Particulars): Record<string, unknown> {
  const { language } = i18next;
  const entries = Object.entries(particulars).map(([name, value]) => {
    if (typeof value === "number" && name !== "count") return [name, value.toLocaleString(language)];
    const instant = typeof value === "string" ? INSTANT.exec(value) : null;
    if (instant === null) return [name, value];
    // A day alone has no zone.
    const style = instant[1] === undefined ? { timeZone: "UTC" } : ({ timeStyle: "short" } as const);
    return [name, new Date(value as string).toLocaleString(language, { dateStyle: "long", ...style })];
  });
  return Object.fromEntries(entries);
}
