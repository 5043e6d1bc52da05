/** What of a message people search for: the words it shows. Pure. */

/** Members of a content that hold shown words, wherever in it: text, captions, bodies, titles of buttons and rows, names of files and
 *  places. What a template is filled with stands in `text` members, too. */
const SHOWN: ReadonlySet<string> = new Set([
  "text",
  "caption",
  "body",
  "footer",
  "title",
  "description",
  "displayText",
  "filename",
  "name",
  "address",
  "formattedName",
  "organization",
  "phone",
]);
/** Enough for the longest message; the rest is not searched. */
const LONGEST_TEXT = 20_000;

export function textOf(content: unknown): string {
  const parts: string[] = [];
  collect(content, parts);
  return parts.join(" ").slice(0, LONGEST_TEXT);
}

function collect(value: unknown, parts: string[]): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    if (typeof member === "string") {
      if (SHOWN.has(key)) parts.push(member);
    } else collect(member, parts);
  }
}
