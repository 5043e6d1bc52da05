import type { Kysely, Transaction } from "kysely";

/** The database outside a transaction. Stores write SQL with kysely's `sql` template, so no table types are declared. */
export type Db = Kysely<unknown>;
export type Tx = Transaction<unknown>;

const commitListeners = new WeakMap<object, Array<() => void>>();

/** Runs `work` in one transaction: all of it is committed, or, when it throws, none. */
export async function runInTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  const listeners: Array<() => void> = [];
  const result = await db.transaction().execute((tx) => {
    commitListeners.set(tx, listeners);
    return work(tx);
  });
  for (const listener of listeners) listener();
  return result;
}

/** Runs `callback` once the transaction is committed; never when it is rolled back. For wake-ups, not for what must not be
 *  lost: a crash between the commit and the callback loses it, so whoever waits for the wake-up also looks by itself. */
export function afterCommit(tx: Tx, callback: () => void): void {
  const listeners = commitListeners.get(tx);
  if (!listeners) throw new Error("afterCommit needs a transaction begun by runInTransaction");
  listeners.push(callback);
}
