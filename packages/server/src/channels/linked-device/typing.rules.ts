import type { MessageContent } from "../content.ts";

const MS_PER_SIGN = 60;
const SHORTEST_MS = 800;
const LONGEST_MS = 8_000;

/** How long a person would type or speak before this goes out. `chance` from 0 to 1. Pure. */
export function typingMs(content: MessageContent, chance: number): number {
  const signs = "text" in content ? content.text.length : "caption" in content ? (content.caption?.length ?? 0) : 20;
  const typed = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, signs * MS_PER_SIGN));
  return Math.round(typed * (0.7 + 0.6 * chance));
}
