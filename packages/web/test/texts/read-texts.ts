import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const LANGUAGES = ["en", "es", "pt"] as const;
export type Language = (typeof LANGUAGES)[number];
const FOLDER = join(import.meta.dirname, "../../src/i18n");
const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Every text of a language by its key, such as `users.invite.verb`. */
export function readTexts(language: Language): Map<string, string> {
  const texts = new Map<string, string>();
  for (const file of readdirSync(join(FOLDER, language))) {
    const content: unknown = JSON.parse(readFileSync(join(FOLDER, language, file), "utf8"));
    gather(content, file.replace(/\.json$/, ""), texts);
  }
  return texts;
}

function gather(content: unknown, key: string, into: Map<string, string>): void {
  if (typeof content === "string") into.set(key, content);
  else for (const [name, inner] of Object.entries(content as object)) gather(inner, `${key}.${name}`, into);
}

/** The key as the code asks for it: `scopeCount` of `scopeCount_one`. */
export function withoutPlural(key: string): string {
  return key.replace(PLURAL, "");
}

/** `{{name}}` and `{{count}}` of a text, sorted. */
export function findPlaceholders(text: string): string[] {
  return [...text.matchAll(/\{\{\s*([\w.]+)/g)].map(([, name = ""]) => name).sort();
}
