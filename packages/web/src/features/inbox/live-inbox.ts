/** Puts what the server tells into what is shown: the conversations and messages that changed are read, and nothing else. A list of ten
 *  thousand rows is not read anew because one of them got a message. */
import type { ChasquiEvent } from "@chasqui/client";
import type { InfiniteData, QueryClient, QueryKey } from "@tanstack/react-query";
import { api } from "../../app/api.ts";
import { onLiveEvent } from "../../app/live-connection.ts";
import { type ConversationFilters, toQuery } from "./filters.ts";
import { type ListData, patchFirstPage, patchList } from "./list-cache.rules.ts";
import { CONVERSATIONS_A_PAGE, conversationListKey, readLatest, threadKey } from "./queries.ts";
import { putItems, putLatest, type ThreadData } from "./thread-cache.rules.ts";

/** Events that come together are answered by reading once. */
const GATHER_MS = 120;
/** While a campaign runs everything changes all the time: so often it is looked at. */
const BUSY_MS = 1_500;
/** The server takes 600 requests a minute of one user. This many of them a second are spent on hearing of changes, some at once while it is
 *  calm: the rest is for what the person does. */
const REQUESTS_A_SECOND = 4;
const REQUESTS_AT_ONCE = 40;
/** As many as the API takes at once. */
const MOST_AT_ONCE = 200;

interface Changes {
  conversations: Set<string>;
  /** Of these more than messages changed. */
  states: Set<string>;
  messages: Set<string>;
  contacts: Set<string>;
  /** More than is named here. */
  hasMore: boolean;
  /** Events were missed: anything may be old. */
  isReset: boolean;
}

const nothing = (): Changes => ({
  conversations: new Set(),
  states: new Set(),
  messages: new Set(),
  contacts: new Set(),
  hasMore: false,
  isReset: false,
});

const started = new WeakMap<QueryClient, () => void>();
let users = 0;

/** Keeps lists and threads up to date until the returned function is called. What is not looked at is let go instead, and read when somebody
 *  comes back to it. */
export function keepInboxLive(queryClient: QueryClient): () => void {
  users += 1;
  if (!started.has(queryClient)) started.set(queryClient, start(queryClient));
  return () => {
    users -= 1;
    if (users > 0) return;
    started.get(queryClient)?.();
    started.delete(queryClient);
  };
}

function start(queryClient: QueryClient): () => void {
  let pending = nothing();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isReading = false;
  let isOver = false;
  /** Up to when what was asked for uses up what may be asked for, ms. */
  let usedUntil = 0;

  function hear(event: ChasquiEvent): void {
    gather(pending, event);
    plan(GATHER_MS);
  }

  function plan(afterMs: number): void {
    if (isOver || isReading) return;
    timer ??= setTimeout(() => void flush(), Math.max(afterMs, usedUntil - performance.now()));
  }

  async function flush(): Promise<void> {
    timer = undefined;
    const changes = pending;
    pending = nothing();
    isReading = true;
    const leastUsed = performance.now() - (REQUESTS_AT_ONCE / REQUESTS_A_SECOND) * 1_000;
    usedUntil = Math.max(usedUntil, leastUsed) + (countRequests(queryClient) / REQUESTS_A_SECOND) * 1_000;
    try {
      await apply(queryClient, changes);
    } catch {
      // The server is away, or something was removed meanwhile. What is missing comes with the reset that follows a lost connection.
      pending.isReset = true;
    } finally {
      isReading = false;
      const isEmpty = pending.conversations.size + pending.messages.size + pending.contacts.size === 0;
      if (!isEmpty || pending.hasMore || pending.isReset)
        plan(changes.hasMore || pending.isReset ? BUSY_MS : GATHER_MS);
    }
  }

  const stop = onLiveEvent(hear);
  return () => {
    isOver = true;
    clearTimeout(timer);
    stop();
    // Nobody hears for them any more.
    for (const queryKey of [conversationListKey, threadKey, ["conversations", "one"], ["conversations", "ai"]]) {
      queryClient.removeQueries({ queryKey, type: "inactive" });
    }
  };
}

function gather(pending: Changes, event: ChasquiEvent): void {
  if (event.kind === "reset") {
    pending.isReset = true;
    return;
  }
  if (event.kind.startsWith("messages.")) {
    for (const id of event.ids) pending.messages.add(id);
    for (const id of event.conversationIds ?? []) pending.conversations.add(id);
  } else if (event.kind === "conversations.changed") {
    for (const id of event.ids) pending.conversations.add(id);
    for (const id of event.ids) pending.states.add(id);
  } else if (event.kind === "contacts.changed") {
    for (const id of event.ids) pending.contacts.add(id);
  } else return;
  if (event.hasMore) pending.hasMore = true;
}

async function apply(queryClient: QueryClient, changes: Changes): Promise<void> {
  for (const root of [conversationListKey, threadKey]) queryClient.removeQueries({ queryKey: root, type: "inactive" });
  if (changes.isReset) {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: ["conversations"] }),
      queryClient.invalidateQueries({ queryKey: threadKey }),
    ]);
    return;
  }
  const isAll = changes.hasMore || changes.conversations.size > MOST_AT_ONCE;
  const named = { one: changes.conversations, ai: changes.states };
  await Promise.all([
    ...activeLists(queryClient).map((queryKey) => refreshList(queryClient, queryKey, changes, isAll)),
    ...activeThreads(queryClient)
      .filter((queryKey) => isAll || changes.conversations.has(String(queryKey[1])))
      .map((queryKey) => refreshThread(queryClient, queryKey, changes)),
    ...(["one", "ai"] as const).map((part) =>
      queryClient.invalidateQueries({
        queryKey: ["conversations", part],
        predicate: ({ queryKey }) => isAll || named[part].has(String(queryKey[2])) || changes.contacts.size > 0,
      }),
    ),
  ]);
}

/** About how many requests one look costs. */
function countRequests(queryClient: QueryClient): number {
  return activeLists(queryClient).length + 3 * activeThreads(queryClient).length;
}

const activeLists = (queryClient: QueryClient) => activeKeys(queryClient, conversationListKey);
const activeThreads = (queryClient: QueryClient) => activeKeys(queryClient, threadKey);

function activeKeys(queryClient: QueryClient, queryKey: QueryKey): QueryKey[] {
  return queryClient
    .getQueryCache()
    .findAll({ queryKey, type: "active" })
    .map((query) => query.queryKey);
}

async function refreshList(queryClient: QueryClient, queryKey: QueryKey, changes: Changes, isAll: boolean) {
  const filters = (queryKey[2] ?? {}) as ConversationFilters;
  const sort = filters.sort ?? "latest";
  const data = queryClient.getQueryData<ListData>(queryKey);
  // On its way for the first time: what it brings is new enough.
  if (!data) return;
  if (isAll) {
    const first = await api.conversations.list({ ...toQuery(filters), limit: CONVERSATIONS_A_PAGE });
    queryClient.setQueryData<ListData>(queryKey, (now) => now && patchFirstPage(now, first, sort));
    return;
  }
  const asked = new Set([...changes.conversations, ...idsWithContacts(data, changes.contacts)]);
  if (asked.size === 0) return;
  const ids = [...asked].slice(0, MOST_AT_ONCE);
  const { items } = await api.conversations.list({ ...toQuery(filters), ids: ids.join(","), limit: MOST_AT_ONCE });
  // What is open has just been read: it does not vanish from under the reader's eyes.
  const open = new Set(
    filters.unread === "yes" ? activeKeys(queryClient, ["conversations", "one"]).map(([, , id]) => id) : [],
  );
  const found = new Set(items.map(({ id }) => id));
  const changed = new Set(ids.filter((id) => found.has(id) || !open.has(id)));
  queryClient.setQueryData<ListData>(queryKey, (now) => now && patchList(now, changed, items, sort));
}

function idsWithContacts(data: ListData, contacts: ReadonlySet<string>): string[] {
  if (contacts.size === 0) return [];
  const rows = data.pages.flatMap(({ items }) => items);
  return rows.filter(({ contact }) => contact && contacts.has(contact.id)).map(({ id }) => id);
}

async function refreshThread(queryClient: QueryClient, queryKey: QueryKey, changes: Changes): Promise<void> {
  const conversationId = String(queryKey[1]);
  const data = queryClient.getQueryData<ThreadData>(queryKey);
  if (!data) return;
  const shown = new Set(data.pages.flatMap(({ items }) => items.map(({ id }) => id)));
  const latest = await readLatest(conversationId);
  const inLatest = new Set(latest.items.map(({ id }) => id));
  const older = [...changes.messages].filter((id) => shown.has(id) && !inLatest.has(id)).slice(0, MOST_AT_ONCE);
  const { items } =
    older.length === 0
      ? { items: [] }
      : await api.conversations.getThread(conversationId, { messageIds: older.join(",") });
  queryClient.setQueryData<ThreadData>(queryKey, (now) => now && putItems(putLatest(now, latest), items));
}

/** Shows at once what a person has just done, before the server tells of it. */
export function putIntoThreads(
  queryClient: QueryClient,
  conversationId: string,
  change: (data: ThreadData) => ThreadData,
): void {
  queryClient.setQueriesData<ThreadData>({ queryKey: [...threadKey, conversationId] }, (now) => now && change(now));
}

/** The same for the rows of the lists. */
export function putIntoLists(
  queryClient: QueryClient,
  ids: ReadonlySet<string>,
  change: (one: InfiniteRow) => InfiniteRow,
): void {
  queryClient.setQueriesData<ListData>({ queryKey: conversationListKey }, (now) => {
    if (!now) return now;
    const pages = now.pages.map((page) =>
      page.items.some(({ id }) => ids.has(id))
        ? { ...page, items: page.items.map((item) => (ids.has(item.id) ? change(item) : item)) }
        : page,
    );
    return { ...now, pages };
  });
}

type InfiniteRow = InfiniteData<ListData["pages"][number]>["pages"][number]["items"][number];
