import { useEffect, useRef } from "react";
import { isTyping } from "./is-typing.ts";

/** How long the second key may be waited for. */
const SEQUENCE_MS = 1500;

/** Two keys one after the other, such as `g` then `i`. Not while somebody types. */
export function useKeySequence(first: string, actions: Readonly<Record<string, () => void>>): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    let startedAt = Number.NEGATIVE_INFINITY;
    function onKeyDown(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.timeStamp - startedAt < SEQUENCE_MS && latest.current[event.key]) {
        event.preventDefault();
        startedAt = Number.NEGATIVE_INFINITY;
        latest.current[event.key]?.();
        return;
      }
      startedAt = event.key === first ? event.timeStamp : Number.NEGATIVE_INFINITY;
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [first]);
}
