export { createDatabase, type Database } from "./database.ts";
export { createTurns } from "./in-turn.ts";
export { listMissingMigrations, migrate } from "./migrate.ts";
export { createNotifications, type Notifications } from "./notifications.ts";
export { isWorthRetrying } from "./passing-errors.ts";
export { afterCommit, type Db, databaseOf, runInTransaction, runRepeatably, type Tx } from "./transaction.ts";
