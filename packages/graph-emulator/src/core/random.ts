/** A seeded pseudo-random source: the same seed gives the same run. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** True with the given probability (0 to 1). */
  chance(probability: number): boolean;
  /** Shuffles in place. */
  shuffle<T>(items: T[]): T[];
}

/** Mulberry32: 32 bits of state, good enough to pick what to drop and in which order. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  return {
    next,
    chance: (probability) => probability > 0 && next() < probability,
    shuffle(items) {
      for (let index = items.length - 1; index > 0; index -= 1) {
        const other = Math.floor(next() * (index + 1));
        const held = items[index];
        items[index] = items[other] as (typeof items)[number];
        items[other] = held as (typeof items)[number];
      }
      return items;
    },
  };
}
