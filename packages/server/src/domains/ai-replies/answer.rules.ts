/** What becomes of a provider's words: text for the contact, or a hand-over. Pure. */
import type { AiAnswer } from "./providers/provider.ts";

/** A model that can't help writes this; what stands before it is still for the contact. */
export const HAND_OVER_MARKER = "[[HAND_OVER]]";
const MARKER = /\[\[\s*hand[\s_-]?over\s*\]\]/i;
/** Models that think aloud. */
const THOUGHTS = /^\s*<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/i;

export type Verdict =
  | { readonly kind: "reply"; readonly text: string }
  | { readonly kind: "hand-over"; readonly text: string | null; readonly reason: string | null }
  | { readonly kind: "silence" };

export function judgeAnswer({ text, handsOver, reason }: AiAnswer, maxCharacters: number): Verdict {
  const said = clean(text ?? "");
  const marker = MARKER.exec(said);
  const forContact = cut(marker ? said.slice(0, marker.index).trim() : said, maxCharacters);
  if (handsOver || marker) return { kind: "hand-over", text: forContact === "" ? null : forContact, reason };
  return forContact === "" ? { kind: "silence" } : { kind: "reply", text: forContact };
}

/** Fit for PostgreSQL and for WhatsApp. */
function clean(text: string): string {
  return text.replace(THOUGHTS, "").replaceAll("\0", "").toWellFormed().trim();
}

/** At the end of a sentence if there is one in the second half, else between two words. */
function cut(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const head = text.slice(0, maxCharacters).toWellFormed();
  const sentences = [...head.matchAll(/[.!?…。！？](?=\s)|\n/gu)];
  const end = sentences.at(-1)?.index ?? -1;
  if (end >= maxCharacters / 2) return head.slice(0, end + 1).trim();
  const words = head.slice(0, maxCharacters - 1);
  const space = words.lastIndexOf(" ");
  return `${(space > maxCharacters / 2 ? words.slice(0, space) : words).trim()}…`;
}
