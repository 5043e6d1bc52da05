export { createDatabase, type Database, type DatabaseOptions } from "./database.ts";
export { listMissingMigrations, type MigrationResult, migrate } from "./migrate.ts";
export { createNotifications, type Notifications } from "./notifications.ts";
export { isWorthRetrying } from "./passing-errors.ts";
export { afterCommit, type Db, runInTransaction, type Tx } from "./transaction.ts";
