import { keepPreviousData, type QueryKey, useInfiniteQuery } from "@tanstack/react-query";

interface CursorPage<Row> {
  readonly items: readonly Row[];
  readonly nextCursor?: string | null;
}

interface CursorListOptions<Row> {
  /** Begins with what live events call it: ["channels", filters]. */
  readonly queryKey: QueryKey;
  readonly fetchPage: (page: { cursor?: string }, options: { signal: AbortSignal }) => PromiseLike<CursorPage<Row>>;
  readonly enabled?: boolean;
}

export interface CursorListState<Row> {
  readonly rows: readonly Row[];
  readonly isLoading: boolean;
  /** Rows of a filter just left stay in sight, faded, until those of the new one come. */
  readonly isStale: boolean;
  readonly error: Error | null;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

/** A list of the API, page by page. What is shown of it belongs to CursorList. */
export function useCursorList<Row>({
  queryKey,
  fetchPage,
  enabled = true,
}: CursorListOptions<Row>): CursorListState<Row> {
  const query = useInfiniteQuery({
    queryKey,
    enabled,
    queryFn: async ({ pageParam, signal }) =>
      fetchPage(pageParam === undefined ? {} : { cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: CursorPage<Row>) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  return {
    rows: query.data?.pages.flatMap((page) => page.items) ?? [],
    isLoading: query.isLoading,
    isStale: query.isPlaceholderData,
    error: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}
