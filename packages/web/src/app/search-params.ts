/** What pages keep in the URL: read from it without trusting it, and left out of it where there is nothing to say. */

type Read<T> = (value: unknown) => T | undefined;
type SearchOf<Shape extends Record<string, Read<unknown>>> = {
  [Name in keyof Shape]?: NonNullable<ReturnType<Shape[Name]>>;
};

/** Any text. The router reads `?q=123` as a number. */
export const anyText: Read<string> = (value) => {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text !== "" ? text : undefined;
};

/** One of these words. */
export function oneOf<const Words extends readonly string[]>(words: Words): Read<Words[number]> {
  return (value) => words.find((word) => word === value);
}

/** For `validateSearch`:
 *  ```ts
 *  validateSearch: readSearch({ q: anyText, state: oneOf(["active", "paused"]) })
 *  ``` */
export function readSearch<Shape extends Record<string, Read<unknown>>>(shape: Shape) {
  return (search: Record<string, unknown>): SearchOf<Shape> => {
    const read = Object.entries(shape).map(([name, readValue]) => [name, readValue(search[name])] as const);
    return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as SearchOf<Shape>;
  };
}

/** What a change of filters is: undefined takes one off. */
export type FilterChange<Filters> = { readonly [Name in keyof Filters]?: Filters[Name] | undefined };

/** Filters after a change. None is kept that says nothing, so that it does not stand in the URL. */
export function changeFilters<Filters extends object>(before: Filters, change: FilterChange<Filters>): Filters {
  const after = Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(after) as Filters;
}
