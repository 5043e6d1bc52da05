/** What a run found, each kind of thing once, with what is needed to see it again. */
export interface Finding {
  readonly where: string;
  readonly what: string;
  readonly times: number;
  /** Of the first time. */
  readonly requestNumber: number;
  readonly example: string | undefined;
}

export interface Findings {
  readonly seed: number;
  readonly all: readonly Finding[];
  add(where: string, what: string, requestNumber: number, describe?: () => string): void;
}

export function createFindings(seed: number): Findings {
  const found = new Map<string, Finding>();
  return {
    seed,
    get all() {
      return [...found.values()];
    },
    add(where, what, requestNumber, describe) {
      const key = `${where}\n${what}`;
      const before = found.get(key);
      found.set(
        key,
        before
          ? { ...before, times: before.times + 1 }
          : { where, what, times: 1, requestNumber, example: describe?.() },
      );
    },
  };
}
