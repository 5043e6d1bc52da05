import type { Rule } from "@chasqui/client";

/** Whether every word is in a rule's name, in what it looks for, or in what it answers; case and accents don't count. Pure. */
export function fitsSearch(rule: Pick<Rule, "name" | "match" | "reply">, search: string): boolean {
  const text = fold(wordsOf(rule).join("\n"));
  return fold(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function wordsOf({ name, match, reply }: Pick<Rule, "name" | "match" | "reply">): string[] {
  const wanted = "values" in match ? match.values : "pattern" in match ? [match.pattern] : [];
  switch (reply.type) {
    case "text":
      return [name, ...wanted, reply.text];
    case "buttons":
      return [name, ...wanted, reply.body, reply.footer ?? "", ...reply.buttons.map(({ title }) => title)];
    case "ask-ai":
      return [name, ...wanted, reply.instructions ?? ""];
    default:
      return [name, ...wanted];
  }
}

function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
}
