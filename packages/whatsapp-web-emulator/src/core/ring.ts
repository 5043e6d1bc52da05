/** Keeps the newest `capacity` items and forgets the rest; adding costs the same however full it is. */
export interface Ring<T> {
  add(item: T): void;
  /** Oldest first. */
  toArray(): T[];
  /** How many were ever added since the last `clear`. */
  readonly total: number;
  clear(): void;
}

export function createRing<T>(capacity: number): Ring<T> {
  let slots: T[] = [];
  let total = 0;
  return {
    add(item) {
      if (capacity > 0) slots[total % capacity] = item;
      total += 1;
    },
    toArray() {
      if (total <= capacity) return slots.slice();
      const start = capacity > 0 ? total % capacity : 0;
      return [...slots.slice(start), ...slots.slice(0, start)];
    },
    get total() {
      return total;
    },
    clear() {
      slots = [];
      total = 0;
    },
  };
}
