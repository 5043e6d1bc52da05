import type { Config } from "../platform/config.ts";
import type { Logger } from "../platform/logger.ts";
import type { Console } from "./console.ts";

/** What every command is given. */
export interface CommandContext {
  readonly console: Console;
  /** Reads the configuration when it is needed, so that --help works without a valid one. @throws ConfigInvalid */
  loadConfig(): Config;
  /** For what happens beneath a command; writes only what went wrong, to standard error. */
  readonly logger: Logger;
  /** Decides the exit code of a command that has done more than succeed or fail. */
  setExitCode(code: number): void;
}
