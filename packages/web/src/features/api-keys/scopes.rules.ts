/** One thing that can be allowed, such as contacts, with its scopes. */
export interface ScopeGroup<S extends string> {
  /** The scope's first word: `contacts` of `contacts:read`. */
  readonly resource: string;
  readonly scopes: readonly S[];
}

/** Scopes by what they are for, in the order they came. `admin`, which stands for all, is in no group. */
export function groupScopes<S extends string>(scopes: readonly S[]): ScopeGroup<S>[] {
  const groups = Map.groupBy(
    scopes.filter((scope) => scope !== "admin"),
    (scope) => scope.split(":")[0] ?? scope,
  );
  return [...groups].map(([resource, members]) => ({ resource, scopes: members }));
}
