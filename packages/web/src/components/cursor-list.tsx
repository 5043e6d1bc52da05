import { Button, Stack } from "@mantine/core";
import { IconFilterOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./cursor-list.module.css";
import { EmptyState } from "./empty-state.tsx";
import { ErrorState } from "./error-state.tsx";
import { RowSkeletons } from "./page-skeleton.tsx";
import type { CursorListState } from "./use-cursor-list.ts";

interface CursorListProps<Row> {
  readonly list: CursorListState<Row>;
  /** When there is nothing at all: what this is for and how to begin. */
  readonly empty: ReactNode;
  /** Set while a filter is on: then nothing only means that nothing fits, and this takes the filters off. */
  readonly onClearFilters?: (() => void) | undefined;
  readonly children: (rows: readonly Row[]) => ReactNode;
}

/** A list in all its states: on its way, failed, empty, nothing that fits, rows, more rows. */
export function CursorList<Row>({ list, empty, onClearFilters, children }: CursorListProps<Row>) {
  const { t } = useTranslation();
  if (list.isLoading) return <RowSkeletons rows={8} />;
  if (list.error && list.rows.length === 0) return <ErrorState error={list.error} onRetry={list.retry} />;
  if (list.rows.length === 0 && onClearFilters === undefined) return empty;
  if (list.rows.length === 0) {
    return (
      <EmptyState
        icon={IconFilterOff}
        title={t("common.noMatch.title")}
        text={t("common.noMatch.text")}
        action={
          <Button variant="default" onClick={onClearFilters}>
            {t("common.clearFilters")}
          </Button>
        }
      />
    );
  }
  return (
    <Stack gap="sm" className={classes.root} data-stale={list.isStale || undefined}>
      {children(list.rows)}
      {list.error && <ErrorState error={list.error} onRetry={list.retry} />}
      {list.hasMore && (
        <Button variant="default" loading={list.isLoadingMore} onClick={list.loadMore} className={classes.more}>
          {t("common.showMore")}
        </Button>
      )}
    </Stack>
  );
}
