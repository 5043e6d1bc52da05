/** Something that is not as promised. */
export interface Finding {
  readonly kind:
    | "lost"
    | "doubled"
    | "invented"
    | "out-of-order"
    | "too-early"
    | "unreconciled"
    | "unexplained-doubt"
    | "fencing"
    | "webhook-lost"
    | "webhook-doubled"
    | "wrong-state"
    | "idempotency"
    | "trouble";
  readonly what: string;
  /** Whose story to tell. */
  readonly messageId?: string | undefined;
}

export function groupBy<T, K>(list: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
