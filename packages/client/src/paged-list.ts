/** One page of a list. */
export interface ListPage {
  readonly items: readonly unknown[];
  /** Where the next page begins; null or absent: this is the last one. */
  readonly nextCursor?: string | null;
}

/** What a list is a list of. */
export type ItemOf<Page extends ListPage> = Awaited<Page["items"][number]>;

/** A list of any length. Awaited, it is its first page; iterated, it is every item, and pages are fetched as they are needed.
 *
 *  Nothing is fetched before it is awaited or iterated.
 *
 *  ```ts
 *  const { items, nextCursor } = await chasqui.messages.list({ limit: 50 });
 *  for await (const message of chasqui.messages.list({ state: "failed" })) console.log(message.id);
 *  ``` */
export interface PagedList<Page extends ListPage> extends Promise<Page>, AsyncIterable<ItemOf<Page>> {
  /** The pages one by one. */
  pages(): AsyncIterable<Page>;
}

/** @param fetchPage fetches the page a cursor points to; undefined: the first one */
export function createPagedList<Page extends ListPage>(
  fetchPage: (cursor: string | undefined) => Promise<Page>,
): PagedList<Page> {
  let first: Promise<Page> | undefined;
  const fetchFirst = () => {
    first ??= fetchPage(undefined);
    return first;
  };

  async function* pages(): AsyncGenerator<Page> {
    let page = await fetchPage(undefined);
    yield page;
    while (typeof page.nextCursor === "string") {
      page = await fetchPage(page.nextCursor);
      yield page;
    }
  }

  async function* items(): AsyncGenerator<ItemOf<Page>> {
    for await (const page of pages()) yield* page.items as readonly ItemOf<Page>[];
  }

  return {
    // biome-ignore lint/suspicious/noThenProperty: to be awaited is what it is for
    then: (onFulfilled, onRejected) => fetchFirst().then(onFulfilled, onRejected),
    catch: (onRejected) => fetchFirst().catch(onRejected),
    finally: (onFinally) => fetchFirst().finally(onFinally),
    [Symbol.toStringTag]: "PagedList",
    pages,
    [Symbol.asyncIterator]: items,
  };
}
