import { type DestinationStream, type LogFn, type Logger as Pino, pino, destination as pinoDestination } from "pino";
import { LOG_LEVELS, type LogLevel } from "./config.ts";
import { cleanForLog, createRedactor, type Redactor } from "./log-redaction.ts";

export { maskPhone } from "./log-redaction.ts";

/** Writes one JSON object a line. Log ids and codes; message texts and whole phone numbers don't belong in a log. */
export interface Logger {
  /** One level for the whole tree of loggers: setting it on any of them takes effect on all, at once. */
  level: LogLevel;
  /** Tell it of every secret as soon as it is known. Shared by the whole tree. */
  readonly redactor: Redactor;
  readonly fatal: LogFn;
  readonly error: LogFn;
  readonly warn: LogFn;
  readonly info: LogFn;
  readonly debug: LogFn;
  readonly trace: LogFn;
  readonly silent: LogFn;
  /** A logger that adds `bindings` to every line. Costs next to nothing until it writes. */
  child(bindings: Record<string, unknown>): Logger;
}

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Default: standard output. */
  readonly destination?: DestinationStream;
}

export function createLogger({ level, destination }: LoggerOptions): Logger {
  const redactor = createRedactor();
  // Written at once: what is still in a buffer is lost in the crash that one would want to read about.
  const output = destination ?? pinoDestination({ fd: 1, sync: true });
  const writer = pino(
    {
      // The level is decided by LeveledLogger: pino's children keep the level they were born with.
      level: "trace",
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (object) => cleanForLog(object) as Record<string, unknown>,
        bindings: (bindings) => cleanForLog(bindings) as Record<string, unknown>,
      },
      serializers: { err: (error: unknown) => error },
    },
    { write: (line: string) => output.write(redactor.redact(line)) },
  );
  return new LeveledLogger({ level, redactor }, () => writer);
}

interface SharedState {
  level: LogLevel;
  readonly redactor: Redactor;
}

/** pino behind a level that a whole tree of loggers shares. A class, because one is made for every HTTP request and methods
 *  on a prototype cost nothing to make. */
class LeveledLogger implements Logger {
  readonly #shared: SharedState;
  readonly #open: () => Pino;
  #pino: Pino | undefined;

  constructor(shared: SharedState, open: () => Pino) {
    this.#shared = shared;
    this.#open = open;
  }

  get level(): LogLevel {
    return this.#shared.level;
  }
  set level(level: LogLevel) {
    this.#shared.level = level;
  }
  get redactor(): Redactor {
    return this.#shared.redactor;
  }

  fatal(...line: unknown[]): void {
    this.#write("fatal", line);
  }
  error(...line: unknown[]): void {
    this.#write("error", line);
  }
  warn(...line: unknown[]): void {
    this.#write("warn", line);
  }
  info(...line: unknown[]): void {
    this.#write("info", line);
  }
  debug(...line: unknown[]): void {
    this.#write("debug", line);
  }
  trace(...line: unknown[]): void {
    this.#write("trace", line);
  }
  silent(): void {}

  child(bindings: Record<string, unknown>): Logger {
    return new LeveledLogger(this.#shared, () => this.#writer().child(bindings));
  }

  #write(level: Exclude<LogLevel, "silent">, line: unknown[]): void {
    if (LOG_LEVELS.indexOf(level) > weightOf(this.#shared.level)) return;
    (this.#writer()[level] as (...line: unknown[]) => void)(...line);
  }

  #writer(): Pino {
    this.#pino ??= this.#open();
    return this.#pino;
  }
}

/** Position of the least important level that is still written. */
function weightOf(level: LogLevel): number {
  return level === "silent" ? -1 : LOG_LEVELS.indexOf(level);
}
