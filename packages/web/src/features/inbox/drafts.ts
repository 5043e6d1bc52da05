import { readKept, writeKept } from "./kept.ts";

/** What somebody has begun to write in a conversation, and not sent. */
export interface Draft {
  readonly text: string;
  readonly note: string;
}

const EMPTY: Draft = { text: "", note: "" };
/** The oldest are let go beyond this many: storage is small. */
const MOST_KEPT = 200;

export function readDraft(conversationId: string): Draft {
  return readKept<Record<string, Draft>>("drafts", {})[conversationId] ?? EMPTY;
}

export function keepDraft(conversationId: string, draft: Draft): void {
  const { [conversationId]: _before, ...others } = readKept<Record<string, Draft>>("drafts", {});
  const isEmpty = draft.text.trim() === "" && draft.note.trim() === "";
  const kept = isEmpty ? others : { ...others, [conversationId]: draft };
  writeKept("drafts", Object.fromEntries(Object.entries(kept).slice(-MOST_KEPT)));
}
