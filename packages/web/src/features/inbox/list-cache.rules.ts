/** The pages of the list, changed in place of being read anew: what has changed is taken out and put where it belongs now. Pure. */
import type { Conversation } from "@chasqui/client";

export interface ListPage {
  readonly items: readonly Conversation[];
  readonly nextCursor: string | null;
}

export interface ListData {
  readonly pages: ListPage[];
  readonly pageParams: unknown[];
}

export type ConversationSort = "latest" | "oldest" | "waiting" | "window";

/** @param asked the conversations that were asked for anew
 *  @param found those of them that still belong into the list */
export function patchList(
  data: ListData,
  asked: ReadonlySet<string>,
  found: readonly Conversation[],
  sort: ConversationSort,
): ListData {
  const fresh = new Map(found.map((one) => [one.id, one]));
  const moved: Conversation[] = [];
  const seen = new Set<string>();
  let pages = data.pages.map((page) => {
    if (!page.items.some(({ id }) => asked.has(id))) return page;
    const items: Conversation[] = [];
    for (const item of page.items) {
      if (!asked.has(item.id)) {
        items.push(item);
        continue;
      }
      const now = fresh.get(item.id);
      seen.add(item.id);
      if (!now) continue;
      if (keyOf(now, sort) === keyOf(item, sort)) items.push(keepMatch(now, item));
      else moved.push(keepMatch(now, item));
    }
    return { ...page, items };
  });
  for (const one of [...moved, ...found.filter(({ id }) => !seen.has(id))]) pages = insert(pages, one, sort);
  return { ...data, pages };
}

/** The first page as it is now, the rest as it was: for when more has changed than was named. */
export function patchFirstPage(data: ListData, first: ListPage, sort: ConversationSort): ListData {
  const last = first.items.at(-1);
  if (!last || first.nextCursor === null) return { pages: [first], pageParams: data.pageParams.slice(0, 1) };
  const ids = new Set(first.items.map(({ id }) => id));
  const isBehind = (one: Conversation) => !ids.has(one.id) && compare(last, one, sort) < 0;
  const rest = data.pages.map((page) => ({ ...page, items: page.items.filter(isBehind) }));
  const [head, ...others] = rest;
  if (!head) return { pages: [first], pageParams: data.pageParams };
  return { ...data, pages: [{ ...head, items: [...first.items, ...head.items] }, ...others] };
}

function insert(pages: ListPage[], one: Conversation, sort: ConversationSort): ListPage[] {
  for (const [index, page] of pages.entries()) {
    const at = page.items.findIndex((item) => compare(one, item, sort) < 0);
    if (at !== -1) return pages.with(index, { ...page, items: page.items.toSpliced(at, 0, one) });
  }
  const last = pages.at(-1);
  // Beyond what was read: it comes with its page.
  if (!last || last.nextCursor !== null) return pages;
  return pages.with(-1, { ...last, items: [...last.items, one] });
}

/** What a search found stays in sight: reading one anew by its id tells nothing of it. */
function keepMatch(now: Conversation, before: Conversation): Conversation {
  return now.match === null && before.match !== null ? { ...now, match: before.match } : now;
}

function compare(a: Conversation, b: Conversation, sort: ConversationSort): number {
  const [first, second] = sort === "latest" ? [b, a] : [a, b];
  const [one, other] = [keyOf(first, sort), keyOf(second, sort)];
  if (one !== other) return one < other ? -1 : 1;
  return first.id < second.id ? -1 : first.id > second.id ? 1 : 0;
}

function keyOf(one: Conversation, sort: ConversationSort): string {
  const at = { latest: null, oldest: null, waiting: one.waitingSince, window: one.windowExpiresAt }[sort];
  return at ?? one.lastMessageAt;
}

/** All rows, each once. */
export function listRows(data: ListData | undefined): Conversation[] {
  const seen = new Set<string>();
  const rows: Conversation[] = [];
  for (const page of data?.pages ?? []) {
    for (const item of page.items) {
      if (seen.has(item.id)) continue;
      seen.add(item.id);
      rows.push(item);
    }
  }
  return rows;
}
