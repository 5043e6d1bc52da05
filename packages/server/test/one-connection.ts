/** Whoever is in a transaction and waits for a second connection waits for ever once every connection of the pool does the same. Imported
 *  for its effect: such a wait is an error, in whatever test comes by. Also for `node --import`. */
import { AsyncLocalStorage } from "node:async_hooks";
import { TransactionBuilder } from "kysely";
import pg from "pg";

/** Set for all that a transaction's work does; what it leaves running may connect once it has ended. */
const within = new AsyncLocalStorage<{ hasEnded: boolean }>();

type Execute = TransactionBuilder<unknown>["execute"];
const execute: Execute = TransactionBuilder.prototype.execute;
TransactionBuilder.prototype.execute = function executeWithin(this: TransactionBuilder<unknown>, work) {
  const transaction = { hasEnded: false };
  return execute.call<TransactionBuilder<unknown>, Parameters<Execute>, ReturnType<Execute>>(this, (tx) =>
    within
      .run(transaction, () => work(tx))
      .finally(() => {
        transaction.hasEnded = true;
      }),
  );
} as Execute;

type Connect = (this: pg.Pool, callback?: (error: Error) => void) => unknown;
const connect = pg.Pool.prototype.connect as Connect;
pg.Pool.prototype.connect = function connectOutside(this: pg.Pool, callback) {
  if (within.getStore()?.hasEnded !== false) return connect.call(this, callback);
  const error = new Error("work in a transaction asked for a second connection: hand it the transaction");
  // What runs in the background would say so in the server's log alone.
  process.stderr.write(`${error.stack}\n`);
  if (callback === undefined) return Promise.reject(error);
  return callback(error);
} as Connect as typeof pg.Pool.prototype.connect;
