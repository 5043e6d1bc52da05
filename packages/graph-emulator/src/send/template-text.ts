import type { JsonObject } from "../http/body.ts";

/** The distinct placeholders of a template text, in order of appearance: `["1", "2"]` or `["first_name"]`. */
export function placeholders(text: unknown): string[] {
  if (typeof text !== "string" || !text.includes("{{")) return [];
  return [...new Set([...text.matchAll(/\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g)].map((match) => match[1] ?? ""))];
}

/** Puts parameters into a template text. A placeholder without a value stays as it is. */
export function fillPlaceholders(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g, (whole, name: string) => values.get(name) ?? whole);
}

/** A template's component by upper-case type, e.g. `BODY`. */
export function findComponent(components: readonly JsonObject[], type: string): JsonObject | undefined {
  return components.find((component) => String(component.type).toUpperCase() === type);
}
