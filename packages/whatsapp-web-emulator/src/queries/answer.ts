import type { BinaryNode } from "baileys";

/** What an `<iq>` is answered with: parts of a result, or an error. */
export interface Answer {
  readonly content?: BinaryNode[] | undefined;
  readonly error?: { readonly code: string; readonly text: string } | undefined;
}

export function refused(code: number, text: string): Answer {
  return { error: { code: String(code), text } };
}
