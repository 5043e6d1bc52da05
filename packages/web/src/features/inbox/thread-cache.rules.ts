/** The pages of a thread, the oldest first, changed by what was read anew. Pure. */
import type { ConversationEvent, Note, Thread, ThreadMessage } from "@chasqui/client";

export type ThreadItem = ThreadMessage | Note | ConversationEvent;

export interface ThreadData {
  readonly pages: Thread[];
  readonly pageParams: unknown[];
}

/** In this order when they have the same time, as the server has them. */
const KINDS: readonly ThreadItem["kind"][] = ["message", "note", "event"];

export function keyOf({ kind, id }: Pick<ThreadItem, "kind" | "id">): string {
  return `${kind} ${id}`;
}

function compareItems(a: ThreadItem, b: ThreadItem): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.kind !== b.kind) return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);
  if (a.kind === "event") return Number(BigInt(a.id) - BigInt(b.id));
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Replaces items that are there and adds new ones where they belong: at the end, for what is newer than what was read. */
export function putItems(data: ThreadData, items: readonly ThreadItem[]): ThreadData {
  const fresh = new Map(items.map((item) => [keyOf(item), item]));
  const pages = data.pages.map((page) => {
    if (!page.items.some((item) => fresh.has(keyOf(item)))) return page;
    const replaced = page.items.map((item) => {
      const now = fresh.get(keyOf(item));
      fresh.delete(keyOf(item));
      return now ?? item;
    });
    return { ...page, items: replaced };
  });
  const last = pages.at(-1);
  // What lies behind has not been read: it comes with its page.
  if (fresh.size === 0 || !last || last.hasNewer) return { ...data, pages };
  const first = pages[0]?.items[0];
  const isWithin = (item: ThreadItem) => !pages[0]?.hasOlder || !first || compareItems(item, first) > 0;
  let grown = pages;
  for (const item of [...fresh.values()].filter(isWithin)) grown = insert(grown, item);
  return { ...data, pages: grown };
}

function insert(pages: Thread[], item: ThreadItem): Thread[] {
  for (let index = pages.length - 1; index >= 0; index -= 1) {
    const page = pages[index] as Thread;
    const before = page.items.findLastIndex((one) => compareItems(one, item) < 0);
    if (before === -1 && index > 0) continue;
    return pages.with(index, { ...page, items: page.items.toSpliced(before + 1, 0, item) });
  }
  return pages;
}

export function removeItem(data: ThreadData, key: string): ThreadData {
  const pages = data.pages.map((page) =>
    page.items.some((item) => keyOf(item) === key)
      ? { ...page, items: page.items.filter((item) => keyOf(item) !== key) }
      : page,
  );
  return { ...data, pages };
}

/** Puts the latest page, read anew, in its place. Where more has come than it holds, the rest is let go: scrolling back reads it again. */
export function putLatest(data: ThreadData, latest: Thread): ThreadData {
  const last = data.pages.at(-1);
  if (!last || last.hasNewer) return data;
  const [first] = latest.items;
  const newest = last.items.at(-1);
  const isGap = latest.hasOlder && first !== undefined && newest !== undefined && compareItems(newest, first) < 0;
  if (isGap || first === undefined) return { pages: [latest], pageParams: [{}] };
  const fresh = new Set(latest.items.map(keyOf));
  // Deleted, or moved: it is in the stretch of time that was read, and was not found there.
  const isGone = (item: ThreadItem) => compareItems(item, first) >= 0 && !fresh.has(keyOf(item));
  const pages = data.pages.map((page) =>
    page.items.some(isGone) ? { ...page, items: page.items.filter((item) => !isGone(item)) } : page,
  );
  return putItems({ ...data, pages }, latest.items);
}

export function threadItems(data: ThreadData | undefined): ThreadItem[] {
  return (data?.pages ?? []).flatMap((page) => page.items);
}
