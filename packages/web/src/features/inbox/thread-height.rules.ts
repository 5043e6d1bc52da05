/** How high a row will be, roughly: the nearer, the less has to be put right once it is drawn. Pure. */
import type { ThreadRow } from "./thread-rows.rules.ts";

const LINE_PX = 20;
const LETTER_PX = 6.6;
const BUBBLE_SHARE = 0.8;
const MOST_BUBBLE_PX = 540;
const MEDIA_PX: Readonly<Record<string, number>> = {
  image: 206,
  video: 206,
  sticker: 128,
  audio: 48,
  document: 54,
  location: 84,
  contacts: 70,
  buttons: 90,
  list: 140,
  "cta-url": 60,
  template: 18,
};

export function estimateHeight(row: ThreadRow | undefined, width: number): number {
  if (!row) return 40;
  if (row.kind === "day") return 44;
  if (row.kind === "new") return 36;
  if (row.kind === "outgoing") return 48;
  const { item, isFirst } = row;
  if (item.kind === "event") return 32;
  if (item.kind === "note") return 62 + countLines(item.text, width) * LINE_PX;
  const media = MEDIA_PX[item.type] ?? 0;
  const text = item.text === null ? 0 : countLines(item.text, width) * LINE_PX;
  const more = (item.quoted ? 56 : 0) + (item.reactions.length > 0 ? 14 : 0) + (item.state === "failed" ? 60 : 0);
  return (
    (isFirst ? 8 : 2) +
    16 +
    (isFirst && item.direction === "outbound" ? 17 : 0) +
    Math.max(LINE_PX, media + text) +
    more
  );
}

function countLines(text: string, width: number): number {
  const letters = Math.max(20, Math.min(width * BUBBLE_SHARE, MOST_BUBBLE_PX) / LETTER_PX);
  return text.split("\n").reduce((lines, line) => lines + Math.max(1, Math.ceil((line.length + 8) / letters)), 0);
}
