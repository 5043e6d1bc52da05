import type { Kysely, Transaction } from "kysely";

/** The database outside a transaction. Stores write SQL with kysely's `sql` template, so no table types are declared. */
export type Db = Kysely<unknown>;
export type Tx = Transaction<unknown>;

interface OpenTransaction {
  readonly db: Db;
  readonly commitListeners: Array<() => void>;
}

const transactions = new WeakMap<object, OpenTransaction>();

/** Runs `work` in one transaction: all of it is committed, or, when it throws, none. */
export async function runInTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  const commitListeners: Array<() => void> = [];
  const result = await db.transaction().execute((tx) => {
    transactions.set(tx, { db, commitListeners });
    return work(tx);
  });
  for (const listener of commitListeners) listener();
  return result;
}

const DEADLOCK = "40P01";
const MAX_ATTEMPTS = 4;

/** As runInTransaction, but repeated when PostgreSQL ended it to break a deadlock. Only for work that may run more than once: statements
 *  alone, no stream read and nothing told to anybody. */
export async function runRepeatably<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runInTransaction(db, work);
    } catch (error) {
      if ((error as { code?: unknown }).code !== DEADLOCK || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/** Runs `callback` once the transaction is committed; never when it is rolled back. For wake-ups, not for what must not be
 *  lost: a crash between the commit and the callback loses it, so whoever waits for the wake-up also looks by itself. */
export function afterCommit(tx: Tx, callback: () => void): void {
  const transaction = transactions.get(tx);
  if (!transaction) throw new Error("afterCommit needs a transaction begun by runInTransaction");
  transaction.commitListeners.push(callback);
}

/** What a transaction begun by runInTransaction runs on; undefined: this is none. */
export function databaseOf(tx: Db | Tx): Db | undefined {
  return transactions.get(tx)?.db;
}
