import type { Clock } from "../../platform/clock.ts";
import { type Db, runRepeatably, type Tx } from "../../platform/db/index.ts";
import { TooManySignIns } from "./auth.errors.ts";
import * as store from "./sign-in-failures.store.ts";
import type { Counter } from "./sign-in-limits.rules.ts";

/** Slows down guessing, for all nodes together: see sign-in-limits.rules.ts. */
export interface SignInLimits {
  /** Counts an attempt as failed before it is looked at: many at once can't slip through. @throws TooManySignIns */
  begin(counters: readonly Counter[]): Promise<void>;
  /** The attempt did not fail. */
  succeed(tx: Tx, counters: readonly Counter[]): Promise<void>;
}

export function createSignInLimits({ db, clock }: { db: Db; clock: Clock }): SignInLimits {
  /** In one order, so that two attempts never wait for each other. */
  const inOrder = (counters: readonly Counter[]) => [...counters].sort((a, b) => a.key.compare(b.key));

  return {
    async begin(counters) {
      const now = clock.now();
      await runRepeatably(db, async (tx) => {
        for (const counter of inOrder(counters)) {
          if (await store.countFailure(tx, counter, now)) continue;
          const end = await store.findPauseEnd(tx, counter.key);
          // Thrown within the transaction: none of the others has counted it either.
          throw new TooManySignIns(Math.max(1_000, (end?.getTime() ?? 0) - now.getTime()));
        }
      });
    },
    async succeed(tx, counters) {
      for (const { key, isClearedBySuccess } of inOrder(counters)) {
        if (isClearedBySuccess) await store.forgetFailures(tx, key);
        else await store.takeBackFailure(tx, key, clock.now());
      }
    },
  };
}
