import { type Command, InvalidArgumentError } from "commander";
import type { Role } from "../app.ts";
import { findConfigSecrets } from "../platform/config.ts";
import { createLogger } from "../platform/logger.ts";
import type { CommandContext } from "./command-context.ts";

const ROLES = ["http", "dispatch", "jobs"] as const satisfies readonly Role[];

export function addServeCommand(program: Command, context: CommandContext): void {
  program
    .command("serve")
    .description("run the server until it is told to stop")
    .option(
      "--roles <roles>",
      "what this process does, separated by commas: http, dispatch, jobs",
      parseRoles,
      new Set(ROLES),
    )
    .option("--port <port>", "port to listen on, instead of PORT", parsePort)
    .action(async (options: { roles: ReadonlySet<Role>; port?: number }) => {
      const loaded = context.loadConfig();
      const config = { ...loaded, http: { ...loaded.http, port: options.port ?? loaded.http.port } };
      const logger = createLogger({ level: config.logLevel });
      for (const secret of findConfigSecrets(config)) logger.redactor.add(secret);
      for (const warning of config.warnings) logger.warn(warning);
      // Only now: the other commands need not load the whole server.
      const { serveUntilStopped } = await import("./serve.ts");
      context.setExitCode(await serveUntilStopped({ config, roles: options.roles, logger, console: context.console }));
    });
}

function parseRoles(text: string): ReadonlySet<Role> {
  const asked = text.split(",").map((part) => part.trim());
  const unknown = asked.filter((role) => !ROLES.some((known) => known === role));
  if (unknown.length > 0)
    throw new InvalidArgumentError(`There is no role ${unknown.join(", ")}; there are ${ROLES.join(", ")}.`);
  return new Set(ROLES.filter((role) => asked.includes(role)));
}

function parsePort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError("It must be a number from 0 to 65535.");
  return Number(text);
}
