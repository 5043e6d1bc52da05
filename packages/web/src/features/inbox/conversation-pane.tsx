import { Title } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type RefObject, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { ConversationBulkBar } from "./conversation-bulk-bar.tsx";
import { ConversationList } from "./conversation-list.tsx";
import { ConversationSkeletons } from "./conversation-row.tsx";
import { countFilters, filtersOf, inboxRoute } from "./filters.ts";
import classes from "./inbox.module.css";
import { listRows } from "./list-cache.rules.ts";
import { ListHeader } from "./list-header.tsx";
import { NewMessageButton } from "./new-message-button.tsx";
import { NothingFits } from "./nothing-fits.tsx";
import { conversationListQuery } from "./queries.ts";

interface ConversationPaneProps {
  readonly openId: string | undefined;
  /** Where the list stood when it was last seen, for a phone, where it goes away meanwhile. */
  readonly keptOffset: RefObject<number>;
}

/** The list of conversations with its search and filters. */
export function ConversationPane({ openId, keptOffset }: ConversationPaneProps) {
  const { t } = useTranslation();
  const mayWrite = useCan("conversations:write");
  const filters = filtersOf(inboxRoute.useSearch());
  const list = useInfiniteQuery(conversationListQuery(filters));
  const rows = useMemo(() => listRows(list.data), [list.data]);
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const selection = mayWrite ? { ids: selected, onChange: select } : undefined;
  const isFiltered = countFilters(filters) > 0 || filters.q !== undefined || filters.assigned !== undefined;

  return (
    <section className={classes.listPane} aria-label={t("inbox.conversations")}>
      <header className={classes.listHead}>
        <div className={classes.titleLine}>
          <Title order={1}>{t("inbox.title")}</Title>
          <NewMessageButton />
        </div>
        <ListHeader filters={filters} />
      </header>
      {list.isPending && <ConversationSkeletons />}
      {list.isError && rows.length === 0 && (
        <div className={classes.padded}>
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        </div>
      )}
      {list.isSuccess && rows.length === 0 && !isFiltered && (
        <EmptyState icon={IconInbox} title={t("inbox.empty.title")} text={t("inbox.empty.text")} />
      )}
      {list.isSuccess && rows.length === 0 && isFiltered && <NothingFits filters={filters} />}
      {rows.length > 0 && (
        <ConversationList
          // Another list begins at its top.
          key={JSON.stringify(filters)}
          rows={rows}
          openId={openId}
          keptOffset={keptOffset}
          selection={selection}
          isStale={list.isPlaceholderData}
          hasMore={list.hasNextPage}
          isLoadingMore={list.isFetchingNextPage}
          moreError={list.isFetchNextPageError ? list.error : null}
          onLoadMore={() => void list.fetchNextPage()}
        />
      )}
      {selection && <ConversationBulkBar rows={rows} selection={selection} />}
    </section>
  );
}
