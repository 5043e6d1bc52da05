/** WhatsApp's own markup, as WhatsApp shows it. Pure. */

export type Inline =
  | { readonly kind: "text" | "code"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string }
  | { readonly kind: "bold" | "italic" | "strike"; readonly children: readonly Inline[] };

export type Block =
  | { readonly kind: "line" | "quote"; readonly children: readonly Inline[] }
  | { readonly kind: "item"; readonly marker: string; readonly children: readonly Inline[] }
  | { readonly kind: "mono"; readonly text: string };

const STYLES = { "*": "bold", _: "italic", "~": "strike" } as const;
type Marker = keyof typeof STYLES;

const LINK = /https?:\/\/[^\s<>]+|www\.[^\s<>]+\.[^\s<>]+/y;
/** What follows an address in a sentence and is no part of it. */
const AFTER_LINK = /[.,;:!?'"*_~)\]}]+$/;
const IS_WORD = /[\p{L}\p{N}]/u;

/** Reads `*bold*`, `_italic_`, `~strike~`, code, quotes, lists and links. What is not closed stays as it was typed. */
export function readWhatsAppText(text: string): Block[] {
  // Every second piece stood between two fences.
  const pieces = text.split(/```([\s\S]+?)```/);
  return pieces.flatMap((piece, index) => {
    if (index % 2 === 1) return [{ kind: "mono" as const, text: trimOneBreak(piece) }];
    const isAlone = pieces.length === 1;
    const between = isAlone ? piece : trimOneBreak(piece);
    return between === "" && !isAlone ? [] : between.split("\n").map(readLine);
  });
}

/** A fence's own line breaks are not part of what it holds. */
function trimOneBreak(text: string): string {
  return text.replace(/^\n/, "").replace(/\n$/, "");
}

function readLine(line: string): Block {
  const quote = /^> (.+)$/.exec(line);
  if (quote?.[1] !== undefined) return { kind: "quote", children: readInline(quote[1]) };
  const bullet = /^[*-] (.+)$/.exec(line);
  if (bullet?.[1] !== undefined) return { kind: "item", marker: "•", children: readInline(bullet[1]) };
  const numbered = /^(\d{1,3}\.) (.+)$/.exec(line);
  if (numbered?.[1] !== undefined && numbered[2] !== undefined) {
    return { kind: "item", marker: numbered[1], children: readInline(numbered[2]) };
  }
  return { kind: "line", children: readInline(line) };
}

function readInline(line: string): Inline[] {
  const found: Inline[] = [];
  /** Of these no end comes any more, so none is looked for again. */
  const endless = new Set<string>();
  let plainFrom = 0;
  let index = 0;
  while (index < line.length) {
    const one = readOne(line, index, endless);
    if (one === undefined) {
      index += 1;
      continue;
    }
    if (plainFrom < index) found.push({ kind: "text", text: line.slice(plainFrom, index) });
    found.push(one.inline);
    index = one.end;
    plainFrom = index;
  }
  if (plainFrom < line.length) found.push({ kind: "text", text: line.slice(plainFrom) });
  return found;
}

function readOne(line: string, index: number, endless: Set<string>): { inline: Inline; end: number } | undefined {
  const first = line.charAt(index);
  if (first === "h" || first === "w") return readLink(line, index);
  if (first !== "`" && !(first in STYLES)) return undefined;
  if (endless.has(first) || !opens(line, index)) return undefined;
  const end = findEnd(line, index, first);
  if (end === undefined) {
    endless.add(first);
    return undefined;
  }
  const inner = line.slice(index + 1, end);
  const inline: Inline =
    first === "`" ? { kind: "code", text: inner } : { kind: STYLES[first as Marker], children: readInline(inner) };
  return { inline, end: end + 1 };
}

function readLink(line: string, index: number): { inline: Inline; end: number } | undefined {
  if (index > 0 && IS_WORD.test(line.charAt(index - 1))) return undefined;
  LINK.lastIndex = index;
  const text = LINK.exec(line)?.[0].replace(AFTER_LINK, "");
  if (text === undefined) return undefined;
  const href = text.startsWith("www.") ? `https://${text}` : text;
  if (!URL.canParse(href)) return undefined;
  return { inline: { kind: "link", text, href }, end: index + text.length };
}

/** A marker opens at the beginning of a word: `2*3*4` is no bold. */
function opens(line: string, index: number): boolean {
  return !IS_WORD.test(line.charAt(index - 1)) && /\S/.test(line.charAt(index + 1));
}

function findEnd(line: string, from: number, marker: string): number | undefined {
  for (let index = line.indexOf(marker, from + 2); index !== -1; index = line.indexOf(marker, index + 1)) {
    if (/\S/.test(line.charAt(index - 1)) && !IS_WORD.test(line.charAt(index + 1))) return index;
  }
  return undefined;
}

/** Without its markup and on one line, for lists and quotes. */
export function toPlainText(text: string): string {
  const plain = (inline: Inline): string => ("text" in inline ? inline.text : inline.children.map(plain).join(""));
  return readWhatsAppText(text)
    .map((block) => (block.kind === "mono" ? block.text : block.children.map(plain).join("")))
    .join(" ")
    .replace(/\s+/g, " ");
}

const MOST_LARGE = 3;
const EMOJI_ONLY =
  /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u200d\ufe0f\u20e3\s]|[#*0-9]\ufe0f?\u20e3)+$/u;

/** Up to three emoji and nothing else: shown large. */
export function isFewEmoji(text: string): boolean {
  if (text.length > 40 || !EMOJI_ONLY.test(text)) return false;
  const graphemes = [...new Intl.Segmenter().segment(text)].filter(({ segment }) => segment.trim() !== "");
  return graphemes.length > 0 && graphemes.length <= MOST_LARGE;
}
