/** Keeps the newest `capacity` items and forgets the rest; adding costs the same however full it is. */
export interface Ring<T> {
  /** @returns the item that had to go, if any */
  add(item: T): T | undefined;
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
      if (capacity <= 0) {
        total += 1;
        return item;
      }
      const index = total % capacity;
      const evicted = total >= capacity ? slots[index] : undefined;
      slots[index] = item;
      total += 1;
      return evicted;
    },
    toArray() {
      if (total <= capacity) return slots.slice();
      const start = total % capacity;
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
