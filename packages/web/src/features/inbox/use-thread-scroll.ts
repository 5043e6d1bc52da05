import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { type ReactVirtualizer, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ThreadData } from "./thread-cache.rules.ts";
import { estimateHeight } from "./thread-height.rules.ts";
import type { ThreadRow } from "./thread-rows.rules.ts";

/** So near to the end counts as at the end. */
const AT_END_PX = 80;
/** So many rows before either edge more is fetched. */
const FETCH_AHEAD = 25;

interface Options {
  readonly rows: readonly ThreadRow[];
  readonly around: string | undefined;
  readonly isReady: boolean;
  readonly thread: Pick<
    UseInfiniteQueryResult<ThreadData>,
    | "hasPreviousPage"
    | "hasNextPage"
    | "isFetchingPreviousPage"
    | "isFetchingNextPage"
    | "isFetchPreviousPageError"
    | "isFetchNextPageError"
    | "fetchPreviousPage"
    | "fetchNextPage"
  >;
}

interface ThreadScroll {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly virtualizer: ReactVirtualizer<HTMLDivElement, HTMLDivElement>;
  /** It stands where it is to begin: nothing is shown before. */
  readonly isPlaced: boolean;
  readonly isAtEnd: boolean;
  /** The end has been in sight and nothing has come since that was not. */
  readonly hasSeenEnd: boolean;
  /** Messages of the contact below what is in sight, since the end was. */
  readonly newCount: number;
  readonly toEnd: () => void;
  /** False: it is not among what was read. */
  readonly toMessage: (messageId: string) => boolean;
}

/** Where a thread stands: at its end and following it, or where somebody scrolled to, also while older messages come in above. */
export function useThreadScroll({ rows, around, isReady, thread }: Options): ThreadScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const latestRows = useRef(rows);
  latestRows.current = rows;
  const [isPlaced, setPlaced] = useState(false);
  const [isAtEnd, setAtEnd] = useState(around === undefined);
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimateHeight(latestRows.current[index], scroller.current?.clientWidth ?? 600),
    // A new function with new rows: the positions are reckoned anew then.
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    overscan: 6,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: AT_END_PX,
    paddingStart: 12,
    paddingEnd: 12,
    directDomUpdates: true,
    onChange(instance, isSync) {
      if (!isSync || !instance.isScrolling) setAtEnd(instance.isAtEnd(AT_END_PX));
    },
  });

  const findRow = (messageId: string) =>
    latestRows.current.findIndex((row) => row.kind === "item" && row.item.id === messageId);

  useLayoutEffect(() => {
    if (!isReady || isPlaced || rows.length === 0) return;
    const middle = around === undefined ? -1 : rows.findIndex((row) => row.kind === "item" && row.item.id === around);
    const newLine = rows.findIndex(({ kind }) => kind === "new");
    if (middle !== -1) virtualizer.scrollToIndex(middle, { align: "center" });
    else if (newLine !== -1 && isBeyondSight(rows, newLine, scroller.current)) {
      virtualizer.scrollToIndex(newLine, { align: "start" });
    } else virtualizer.scrollToEnd();
    setPlaced(true);
  }, [isReady, isPlaced, rows, around, virtualizer]);

  useFollowEnd(virtualizer, scroller, isPlaced);
  useAnchor(virtualizer, scroller, rows, isPlaced);

  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const { hasPreviousPage, hasNextPage, isFetchingPreviousPage, isFetchingNextPage } = thread;
  const { isFetchPreviousPageError, isFetchNextPageError, fetchPreviousPage, fetchNextPage } = thread;
  const isFetching = isFetchingPreviousPage || isFetchingNextPage;
  useEffect(() => {
    if (!isPlaced || isFetching) return;
    if (hasPreviousPage && !isFetchPreviousPageError && first < FETCH_AHEAD) void fetchPreviousPage();
    else if (hasNextPage && !isFetchNextPageError && last > rows.length - FETCH_AHEAD) void fetchNextPage();
  }, [
    isPlaced,
    isFetching,
    hasPreviousPage,
    hasNextPage,
    isFetchPreviousPageError,
    isFetchNextPageError,
    fetchPreviousPage,
    fetchNextPage,
    first,
    last,
    rows.length,
  ]);

  const seenUpTo = useRef<string>(undefined);
  const isSeen = isPlaced && isAtEnd && !hasNextPage;
  const lastKey = rows.at(-1)?.key;
  useEffect(() => {
    if (isSeen) seenUpTo.current = lastKey;
  }, [isSeen, lastKey]);
  // Opening a thread counts as seeing it, also where the line "new" lies above its end.
  const [hasOpened, setOpened] = useState(false);
  if (isPlaced && around === undefined && !hasOpened) setOpened(true);
  const openedUpTo = useRef<string>(undefined);
  if (hasOpened && openedUpTo.current === undefined) openedUpTo.current = lastKey;

  return {
    scroller,
    virtualizer,
    isPlaced,
    isAtEnd,
    hasSeenEnd: isSeen || (hasOpened && openedUpTo.current === lastKey),
    newCount: isAtEnd ? 0 : countNew(rows, seenUpTo.current ?? openedUpTo.current),
    toEnd: () => virtualizer.scrollToEnd(),
    toMessage(messageId) {
      const index = findRow(messageId);
      if (index === -1) return false;
      virtualizer.scrollToIndex(index, { align: "center" });
      return true;
    },
  };
}

/** Who stands at the end stays there until they scroll up: also when something comes in before the last row, a row turns out higher, or what is
 *  written below takes more room. The virtualizer follows only what is added behind the last row. */
function useFollowEnd(
  virtualizer: ReactVirtualizer<HTMLDivElement, HTMLDivElement>,
  scroller: RefObject<HTMLDivElement | null>,
  isPlaced: boolean,
): void {
  useEffect(() => {
    const element = scroller.current;
    if (!element || !isPlaced) return;
    let follows = virtualizer.isAtEnd(AT_END_PX);
    let { scrollTop: top, scrollHeight: height } = element;
    const look = () => {
      if (virtualizer.isAtEnd(AT_END_PX)) follows = true;
      // What only lost height was not scrolled.
      else if (element.scrollTop < top && element.scrollHeight >= height) follows = false;
      ({ scrollTop: top, scrollHeight: height } = element);
    };
    const observer = new ResizeObserver(() => {
      if (follows) virtualizer.scrollToEnd();
    });
    element.addEventListener("scroll", look, { passive: true });
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => {
      element.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, [virtualizer, scroller, isPlaced]);
}

/** Keeps what is looked at in its place when older messages come in above. The virtualizer does so by itself, but not at the very top. */
function useAnchor(
  virtualizer: ReactVirtualizer<HTMLDivElement, HTMLDivElement>,
  scroller: RefObject<HTMLDivElement | null>,
  rows: readonly ThreadRow[],
  isPlaced: boolean,
): void {
  const anchor = useRef<{ key: string; above: number }>(undefined);
  const firstKey = useRef<string>(undefined);

  useEffect(() => {
    const element = scroller.current;
    if (!element || !isPlaced) return;
    const look = () => {
      const item = virtualizer.getVirtualItemForOffset(element.scrollTop);
      anchor.current = item && { key: String(item.key), above: element.scrollTop - item.start };
    };
    look();
    element.addEventListener("scroll", look, { passive: true });
    return () => element.removeEventListener("scroll", look);
  }, [virtualizer, scroller, isPlaced]);

  useLayoutEffect(() => {
    const former = firstKey.current;
    firstKey.current = rows[0]?.key;
    const element = scroller.current;
    const known = anchor.current;
    if (!element || !known || former === undefined || former === rows[0]?.key) return;
    const index = rows.findIndex((row) => row.key === known.key);
    const start = index === -1 ? undefined : virtualizer.measurementsCache[index]?.start;
    if (start === undefined) return;
    const wanted = start + known.above;
    if (Math.abs(element.scrollTop - wanted) > 1) virtualizer.scrollToOffset(wanted);
  }, [rows, scroller, virtualizer]);
}

/** Messages of the contact behind a row. */
function countNew(rows: readonly ThreadRow[], after: string | undefined): number {
  if (after === undefined) return 0;
  let count = 0;
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index];
    if (!row || row.key === after) return count;
    if (row.kind === "item" && row.item.kind === "message" && row.item.direction === "inbound") count += 1;
  }
  // It is not there any more: what came since can't be told from the rest.
  return 0;
}

function isBeyondSight(rows: readonly ThreadRow[], from: number, scroller: HTMLElement | null): boolean {
  const { clientHeight = 0, clientWidth = 600 } = scroller ?? {};
  const heights = rows.slice(from).map((row) => estimateHeight(row, clientWidth));
  return heights.reduce((sum, height) => sum + height, 0) > clientHeight;
}
