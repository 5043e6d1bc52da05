import type { Conversation } from "@chasqui/client";
import { Loader } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../components/error-state.tsx";
import { isTyping } from "../../components/is-typing.ts";
import { ConversationRow, ROW_HEIGHT_PX } from "./conversation-row.tsx";
import classes from "./inbox.module.css";

export interface ListSelection {
  readonly ids: ReadonlySet<string>;
  readonly onChange: (ids: ReadonlySet<string>) => void;
}

interface ConversationListProps {
  readonly rows: readonly Conversation[];
  readonly openId: string | undefined;
  readonly keptOffset: RefObject<number>;
  readonly selection: ListSelection | undefined;
  readonly isStale: boolean;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly moreError: Error | null;
  readonly onLoadMore: () => void;
}

/** So many rows before the end the next page is fetched. */
const FETCH_AHEAD = 15;

/** The rows that are in sight, of however many there are. `j` and `k` go from one to the next. */
export function ConversationList(props: ConversationListProps) {
  const { t } = useTranslation();
  const { rows, openId, keptOffset, selection, isStale, hasMore, isLoadingMore, moreError, onLoadMore } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const keys = useMemo(() => rows.map(({ id }) => id), [rows]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_PX,
    getItemKey: useCallback((index: number) => keys[index] ?? index, [keys]),
    overscan: 8,
    initialOffset: () => keptOffset.current,
    directDomUpdates: true,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (hasMore && !isLoadingMore && moreError === null && last >= rows.length - FETCH_AHEAD) onLoadMore();
  }, [hasMore, isLoadingMore, moreError, last, rows.length, onLoadMore]);

  useLayoutEffect(
    () => () => {
      keptOffset.current = virtualizer.scrollOffset ?? 0;
    },
    [virtualizer, keptOffset],
  );

  const toggle = useToggle(selection);
  useRowKeys({ keys, openId, scroller, scrollTo: (index) => virtualizer.scrollToIndex(index, { align: "auto" }) });

  return (
    <div ref={scroller} className={classes.scroller} data-stale={isStale || undefined} data-testid="conversations">
      <ul ref={virtualizer.containerRef} className={classes.rows} aria-label={t("inbox.conversations")}>
        {items.map(({ key, index }) => {
          const row = rows[index];
          return (
            row && (
              <li
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                className={classes.rowSlot}
                aria-setsize={hasMore ? -1 : rows.length}
                aria-posinset={index + 1}
              >
                <ConversationRow
                  conversation={row}
                  isOpen={row.id === openId}
                  isSelected={selection?.ids.has(row.id) ?? false}
                  isSelecting={(selection?.ids.size ?? 0) > 0}
                  onToggle={toggle}
                />
              </li>
            )
          );
        })}
      </ul>
      {isLoadingMore && (
        <div className={classes.listEnd}>
          <Loader size="sm" aria-label={t("common.loading")} />
        </div>
      )}
      {moreError !== null && (
        <div className={classes.padded}>
          <ErrorState error={moreError} level={3} onRetry={onLoadMore} />
        </div>
      )}
    </div>
  );
}

/** Stays the same function, so that rows are not drawn anew because another one was selected. */
function useToggle(selection: ListSelection | undefined): ((id: string) => void) | undefined {
  const latest = useRef(selection);
  latest.current = selection;
  const toggle = useCallback((id: string) => {
    const now = latest.current;
    now?.onChange(now.ids.symmetricDifference(new Set([id])));
  }, []);
  return selection && toggle;
}

const STEPS: Readonly<Record<string, number>> = { j: 1, k: -1 };

/** `j` and `k` move the focus from row to row, also to rows that are not drawn yet. From elsewhere they begin at the open conversation. */
function useRowKeys(options: {
  keys: readonly string[];
  openId: string | undefined;
  scroller: RefObject<HTMLElement | null>;
  scrollTo: (index: number) => void;
}): void {
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const step = STEPS[event.key];
      if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const { keys, openId, scroller, scrollTo } = latest.current;
      const focused = document.activeElement?.closest<HTMLElement>("[data-row-link]")?.dataset.rowLink;
      const from = keys.indexOf(focused ?? openId ?? "");
      const next = from === -1 ? 0 : from + step;
      const id = keys[next];
      if (id === undefined) return;
      event.preventDefault();
      scrollTo(next);
      // The row may have to be drawn first.
      requestAnimationFrame(() => {
        requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-row-link="${id}"]`)?.focus());
      });
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
