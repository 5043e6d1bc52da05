import { invalidParameter } from "../http/graph-errors.ts";

/** How one kind of node answers `?fields=`. */
export interface FieldTable<N> {
  /** As Graph names it in errors, e.g. `WhatsAppBusinessPhoneNumber`. */
  readonly typeName: string;
  /** What comes without `fields`. */
  readonly defaults: readonly string[];
  readonly fields: Readonly<Record<string, (node: N) => unknown>>;
}

/**
 * Picks the asked fields of a node, plus its id (cloud-api.md §8.1). Sub-selections (`a{b}`) and modifiers (`a.limit(5)`)
 * are accepted and give the whole field. A field without a value is left out, as Graph does.
 * @throws GraphRefusal 100 naming a field that does not exist
 */
export function pickFields<N>(
  table: FieldTable<N>,
  node: N,
  id: string,
  wanted: string | null,
): Record<string, unknown> {
  const names = wanted === null || wanted === "" ? table.defaults : splitFields(wanted);
  const picked: Record<string, unknown> = {};
  for (const name of names) {
    if (name === "id") continue;
    const read = Object.hasOwn(table.fields, name) ? table.fields[name] : undefined;
    if (read === undefined) {
      throw invalidParameter(`Tried accessing nonexisting field (${name}) on node type (${table.typeName})`);
    }
    const value = read(node);
    if (value !== undefined) picked[name] = value;
  }
  picked.id = id;
  return picked;
}

/** Splits at commas outside braces and parentheses. */
function splitFields(text: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let name = "";
  for (const char of text) {
    if (char === "{" || char === "(") depth += 1;
    if (depth === 0 && char === ",") {
      names.push(name);
      name = "";
    } else if (depth === 0) name += char;
    if (char === "}" || char === ")") depth -= 1;
  }
  names.push(name);
  return names.map((text) => text.trim().replace(/\..*$/, "")).filter((text) => text !== "");
}

interface Page<T> {
  readonly items: readonly T[];
  readonly paging: { cursors: { before: string; after: string }; next?: string } | undefined;
}

/** One page of a list, with Graph's cursors; `next` only if there is another page (cloud-api.md §4.1). */
export function pageOf<T>(all: readonly T[], query: URLSearchParams, selfUrl: string, defaultLimit = 25): Page<T> {
  const limit = Math.max(1, Math.min(1000, Number(query.get("limit")) || defaultLimit));
  const after = query.get("after");
  const before = query.get("before");
  const start = after !== null ? readCursor(after) : before !== null ? Math.max(0, readCursor(before) - limit) : 0;
  const items = all.slice(start, start + limit);
  if (items.length === 0) return { items, paging: undefined };
  const end = start + items.length;
  const cursors = { before: writeCursor(start), after: writeCursor(end) };
  if (end >= all.length) return { items, paging: { cursors } };
  const next = new URL(selfUrl);
  for (const [name, value] of query) if (name !== "access_token") next.searchParams.set(name, value);
  next.searchParams.set("limit", String(limit));
  next.searchParams.set("after", cursors.after);
  return { items, paging: { cursors, next: next.href } };
}

function writeCursor(index: number): string {
  return Buffer.from(`cursor:${index}`).toString("base64url");
}

function readCursor(cursor: string): number {
  const index = /^cursor:(\d+)$/.exec(Buffer.from(cursor, "base64url").toString("latin1"))?.[1];
  if (index === undefined) throw invalidParameter("Invalid cursor.");
  return Number(index);
}
