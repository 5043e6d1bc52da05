import type { ConversationDetail } from "@chasqui/client";
import { Button, Loader, Skeleton } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../components/error-state.tsx";
import { inboxRoute } from "./filters.ts";
import { useOutgoing } from "./outgoing.ts";
import { threadQuery } from "./queries.ts";
import classes from "./thread.module.css";
import { type Quoted, ThreadActionsContext } from "./thread-actions.ts";
import { threadItems } from "./thread-cache.rules.ts";
import { ThreadRowView } from "./thread-row.tsx";
import { findNewFrom, makeRows } from "./thread-rows.rules.ts";
import { useMarkRead } from "./use-mark-read.ts";
import { useNewThreadActions } from "./use-thread-actions.ts";
import { useThreadScroll } from "./use-thread-scroll.ts";

interface ThreadProps {
  readonly conversation: ConversationDetail;
  readonly name: string;
  /** The message the thread stands at; undefined: the latest. */
  readonly around: string | undefined;
  readonly onQuote: (quoted: Quoted) => void;
}

/** Messages, notes and events, the latest at the bottom. Of however many there are, those in sight are drawn. */
export function Thread({ conversation, name, around, onQuote }: ThreadProps) {
  const { t } = useTranslation();
  const navigate = inboxRoute.useNavigate();
  const { id } = conversation;
  const thread = useInfiniteQuery(threadQuery(id, around));
  const outgoing = useOutgoing(id);
  const items = useMemo(() => threadItems(thread.data), [thread.data]);
  // Where "new" begins stays where it was when the thread was opened.
  const [unreadAtFirst] = useState(conversation.unreadCount);
  const [newFrom, setNewFrom] = useState<string | null>();
  if (newFrom === undefined && thread.data) {
    setNewFrom(around === undefined ? (findNewFrom(items, unreadAtFirst) ?? null) : null);
  }
  const isLatest = !thread.hasNextPage;
  const rows = useMemo(
    () => makeRows(items, newFrom ?? undefined, isLatest ? outgoing : []),
    [items, newFrom, outgoing, isLatest],
  );
  const [flashed, flash] = useState(around);
  const scroll = useThreadScroll({ rows, around, isReady: thread.data !== undefined, thread });
  const lastInbound = items.findLast((item) => item.kind === "message" && item.direction === "inbound");
  useMarkRead(conversation, isLatest && scroll.hasSeenEnd ? lastInbound?.id : undefined);

  function goTo(messageId: string): void {
    flash(messageId);
    if (!scroll.toMessage(messageId)) goAround(messageId);
  }
  function goAround(message: string | undefined): void {
    void navigate({
      to: "/inbox/$conversationId",
      params: { conversationId: id },
      search: ({ message: _before, ...now }) => ({ ...now, ...(message !== undefined && { message }) }),
      replace: message === undefined,
    });
  }
  const actions = useNewThreadActions({ conversation, name, onQuote, onGoTo: goTo });

  return (
    <ThreadActionsContext value={actions}>
      <div className={classes.thread}>
        <div
          ref={scroll.scroller}
          className={classes.scroller}
          role="log"
          aria-live="off"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
          tabIndex={0}
          aria-label={t("inbox.thread")}
          data-testid="thread"
        >
          {thread.isPending && <ThreadSkeleton />}
          {thread.isError && items.length === 0 && (
            <div className={classes.padded}>
              <ErrorState error={thread.error} level={3} onRetry={() => void thread.refetch()} />
            </div>
          )}
          {thread.isSuccess && rows.length === 0 && <p className={classes.empty}>{t("inbox.emptyThread")}</p>}
          {thread.isFetchingPreviousPage && (
            <div className={classes.loadingOlder}>
              <Loader size="sm" aria-label={t("common.loading")} />
            </div>
          )}
          <div ref={scroll.virtualizer.containerRef} className={classes.rows} data-ready={scroll.isPlaced || undefined}>
            {scroll.virtualizer.getVirtualItems().map(({ key, index }) => {
              const row = rows[index];
              return (
                row && (
                  <div key={key} ref={scroll.virtualizer.measureElement} data-index={index} className={classes.slot}>
                    <ThreadRowView row={row} isFlashed={row.kind === "item" && row.item.id === flashed} />
                  </div>
                )
              );
            })}
          </div>
        </div>
        {(thread.isFetchPreviousPageError || thread.isFetchNextPageError) && (
          <div className={classes.moreProblem}>
            <ErrorState
              error={thread.error}
              level={3}
              onRetry={() =>
                void (thread.isFetchPreviousPageError ? thread.fetchPreviousPage() : thread.fetchNextPage())
              }
            />
          </div>
        )}
        {!(scroll.isAtEnd && isLatest) && rows.length > 0 && (
          <Button
            className={classes.jump}
            variant="default"
            radius="xl"
            leftSection={<IconArrowDown size={16} />}
            onClick={() => (isLatest ? scroll.toEnd() : goAround(undefined))}
          >
            {scroll.newCount > 0 ? t("inbox.newBelow", { count: scroll.newCount }) : t("inbox.toLatest")}
          </Button>
        )}
      </div>
    </ThreadActionsContext>
  );
}

function ThreadSkeleton() {
  return (
    <div className={classes.skeletons} aria-hidden>
      {[48, 60, 35, 52, 44].map((width, index) => (
        <Skeleton key={width} height={44} width={`${width}%`} ml={index % 2 === 0 ? 0 : "auto"} radius="lg" />
      ))}
    </div>
  );
}
