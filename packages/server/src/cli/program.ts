import { Command, CommanderError } from "commander";
import { ConfigInvalid, loadConfig } from "../platform/config.ts";
import { createLogger } from "../platform/logger.ts";
import { addApiKeysCommand } from "./api-keys-command.ts";
import { addChannelsCommand } from "./channels-command.ts";
import type { CommandContext } from "./command-context.ts";
import { type Console, processConsole } from "./console.ts";
import { addDoctorCommand } from "./doctor-command.ts";
import { EXIT_CONFIG, EXIT_FAILED, EXIT_OK, EXIT_USAGE } from "./exit-codes.ts";
import { describeFailure } from "./failure.ts";
import { addMigrateCommand } from "./migrate-command.ts";
import { addServeCommand } from "./serve-command.ts";
import { addUserCommand } from "./user-command.ts";

export interface CliInput {
  /** What follows the program's name. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where `.env` is looked for and relative paths begin. */
  readonly cwd: string;
  readonly console?: Console;
}

/** Runs one command and resolves with the exit code. Never rejects: what goes wrong is told in sentences. */
export async function runCli({ args, env, cwd, console = processConsole }: CliInput): Promise<number> {
  let exitCode = EXIT_OK;
  const context: CommandContext = {
    console,
    loadConfig: () => loadConfig({ env, cwd }),
    logger: createLogger({ level: "error", destination: process.stderr }),
    setExitCode: (code) => {
      exitCode = code;
    },
  };
  try {
    await createProgram(context).parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has said what was wrong already; asked-for help is no failure.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_OK : EXIT_USAGE;
    console.tell(describeFailure(error));
    return error instanceof ConfigInvalid ? EXIT_CONFIG : EXIT_FAILED;
  }
}

function createProgram(context: CommandContext): Command {
  const program = new Command("chasqui")
    .description("Self-hosted WhatsApp automation. Settings come from the environment and from .env; see the README.")
    .exitOverride()
    .showHelpAfterError("Add --help to see what is possible.")
    .configureOutput({
      writeOut: (text) => context.console.print(text.trimEnd()),
      writeErr: (text) => context.console.tell(text.trimEnd()),
    });
  addServeCommand(program, context);
  addMigrateCommand(program, context);
  addUserCommand(program, context);
  addApiKeysCommand(program, context);
  addChannelsCommand(program, context);
  addDoctorCommand(program, context);
  return program;
}
