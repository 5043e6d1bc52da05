import { type Dispatch, type SetStateAction, useEffect, useRef, useState } from "react";
import { type Draft, keepDraft, readDraft } from "./drafts.ts";

const PAUSE_MS = 300;

/** What is being written in a conversation, kept on this device as it is typed. */
export function useDraft(conversationId: string, part: keyof Draft): [string, Dispatch<SetStateAction<string>>] {
  const [text, setText] = useState(() => readDraft(conversationId)[part]);
  const latest = useRef(text);
  latest.current = text;
  useEffect(() => {
    const keep = () => keepDraft(conversationId, { ...readDraft(conversationId), [part]: text });
    if (text === "") {
      // Sent: nothing of it may come back.
      keep();
      return;
    }
    const timer = setTimeout(keep, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [conversationId, part, text]);
  useEffect(() => {
    const keep = () => keepDraft(conversationId, { ...readDraft(conversationId), [part]: latest.current });
    window.addEventListener("pagehide", keep);
    return () => {
      window.removeEventListener("pagehide", keep);
      keep();
    };
  }, [conversationId, part]);
  return [text, setText];
}
