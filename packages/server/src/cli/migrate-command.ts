import type { Command } from "commander";
import { migrate } from "../platform/db/index.ts";
import type { CommandContext } from "./command-context.ts";
import { withDatabase } from "./open-database.ts";

export function addMigrateCommand(program: Command, context: CommandContext): void {
  program
    .command("migrate")
    .description("bring the database up to date (serve does it too)")
    .action(() =>
      withDatabase(context.loadConfig(), context.logger, async (database) => {
        const { applied } = await migrate(database);
        for (const name of applied) context.console.print(name);
        context.console.tell(applied.length === 0 ? "The database was up to date." : "The database is up to date.");
      }),
    );
}
