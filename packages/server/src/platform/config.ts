import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { findLikelyTypos } from "./config-typos.ts";
import {
  CLOUD_API_VARIABLES,
  CONFIG_VARIABLES,
  type ConfigVariable,
  type ConfigVariableName,
  type LogLevel,
  splitList,
} from "./config-variables.ts";
import { ChasquiError } from "./errors.ts";

export { CONFIG_VARIABLES, type ConfigVariableName, LOG_LEVELS, type LogLevel } from "./config-variables.ts";

/** The settings of one server, checked and frozen. */
export interface Config {
  readonly http: { readonly port: number; readonly host: string; readonly corsOrigins: readonly string[] };
  /** Absolute. */
  readonly dataDir: string;
  /** Absent: the embedded PostgreSQL in the data folder. */
  readonly databaseUrl?: string;
  /** Absent: the key file in the data folder. */
  readonly secret?: string;
  /** Without a slash at the end. */
  readonly publicUrl?: string;
  /** What the API takes from one key, or from one address without a key. */
  readonly requestsAMinute: number;
  /** How long a file is kept that no message shows. */
  readonly mediaKeepDays: number;
  /** How long a posted event is kept as it came, once it had its effect. */
  readonly inboundKeepDays: number;
  /** How long the audit log remembers. */
  readonly auditKeepDays: number;
  readonly logLevel: LogLevel;
  /** Hosts and ranges of private networks that may be called all the same. */
  readonly allowedPrivateUrls: readonly string[];
  /** Variables that were set. What they say can't be changed while the server runs. */
  readonly given: readonly ConfigVariableName[];
  /** The channel of the environment, if there is one. */
  readonly cloudApi?: CloudApiConfig;
  /** `baseUrl` without a slash at the end. */
  readonly graph: { readonly baseUrl: string; readonly version: string };
  /** `rootKey` in hex and `caFile` only where an emulator stands in for WhatsApp. */
  readonly whatsappWeb: { readonly url: string; readonly rootKey?: string; readonly caFile?: string };
  /** Sentences about what is probably a mistake but keeps nothing from starting. */
  readonly warnings: readonly string[];
}

interface CloudApiConfig {
  readonly phoneNumberId: string;
  readonly businessAccountId: string;
  readonly appId: string;
  readonly accessToken: string;
  readonly appSecret: string;
  readonly verifyToken: string;
}

export interface ConfigProblem {
  readonly variable: string;
  /** What a value must look like. */
  readonly expected: string;
  /** What was given; absent for secrets and when nothing was. */
  readonly given?: string;
}

/** Every problem of the configuration at once. The message has one line a problem and shows no secret. */
export class ConfigInvalid extends ChasquiError {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map((problem) => `  ${describeProblem(problem)}`);
    super("invalid", "config-invalid", `The configuration has ${problems.length} problem(s):\n${lines.join("\n")}`, {
      mend: "Correct them in the environment or in the .env file, then start again.",
    });
    this.problems = problems;
  }
}

/** Reads the environment and the `.env` file in `cwd`; the environment wins, and an empty value counts as unset.
 *  @throws ConfigInvalid */
export function loadConfig({ env, cwd }: { env: Readonly<Record<string, string | undefined>>; cwd: string }): Config {
  const problems: ConfigProblem[] = [];
  const given = new Map([...readDotEnv(cwd, problems), ...withoutEmpty(env)]);
  const value = (name: ConfigVariableName) => given.get(name) ?? findDefault(name);
  // The default is known to be fine wherever this is used.
  const required = (name: ConfigVariableName) => value(name) ?? "";

  problems.push(...CONFIG_VARIABLES.flatMap((variable) => checkVariable(variable, given.get(variable.name))));
  problems.push(...findMissingOfChannel(given));
  if (problems.length > 0) throw new ConfigInvalid(problems);

  const databaseUrl = value("DATABASE_URL");
  const secret = value("CHASQUI_SECRET");
  const publicUrl = value("CHASQUI_PUBLIC_URL");
  const rootKey = value("WHATSAPP_WEB_ROOT_KEY");
  const caFile = value("WHATSAPP_WEB_CA_FILE");
  return deepFreeze({
    http: {
      port: Number(required("PORT")),
      host: required("HOST"),
      corsOrigins: splitList(required("CHASQUI_CORS_ORIGINS")).map(withoutSlash),
    },
    dataDir: resolve(cwd, required("CHASQUI_DATA_DIR")),
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(secret !== undefined && { secret }),
    ...(publicUrl !== undefined && { publicUrl: withoutSlash(publicUrl) }),
    mediaKeepDays: Number(required("CHASQUI_MEDIA_KEEP_DAYS")),
    inboundKeepDays: Number(required("CHASQUI_INBOUND_KEEP_DAYS")),
    auditKeepDays: Number(required("CHASQUI_AUDIT_KEEP_DAYS")),
    requestsAMinute: Number(required("CHASQUI_REQUESTS_PER_MINUTE")),
    logLevel: required("LOG_LEVEL") as LogLevel,
    allowedPrivateUrls: splitList(value("CHASQUI_ALLOW_PRIVATE_URLS") ?? ""),
    given: CONFIG_VARIABLES.map((variable) => variable.name).filter((name) => given.has(name)),
    ...(given.has("WHATSAPP_PHONE_NUMBER_ID") && {
      cloudApi: {
        phoneNumberId: required("WHATSAPP_PHONE_NUMBER_ID"),
        businessAccountId: required("WHATSAPP_BUSINESS_ACCOUNT_ID"),
        appId: required("WHATSAPP_APP_ID"),
        accessToken: required("WHATSAPP_ACCESS_TOKEN"),
        appSecret: required("WHATSAPP_APP_SECRET"),
        verifyToken: required("WHATSAPP_VERIFY_TOKEN"),
      },
    }),
    graph: { baseUrl: withoutSlash(required("GRAPH_BASE_URL")), version: required("GRAPH_VERSION") },
    whatsappWeb: {
      url: required("WHATSAPP_WEB_URL"),
      ...(rootKey !== undefined && { rootKey }),
      ...(caFile !== undefined && { caFile: resolve(cwd, caFile) }),
    },
    warnings: findLikelyTypos(
      [...given.keys()],
      CONFIG_VARIABLES.map((variable) => variable.name),
    ),
  });
}

/** Every secret the configuration holds, for the log's redactor. */
export function findConfigSecrets({ databaseUrl, secret, cloudApi }: Config): string[] {
  const password = databaseUrl === undefined ? undefined : decodeURIComponent(new URL(databaseUrl).password);
  const secrets = [databaseUrl, password, secret, cloudApi?.accessToken, cloudApi?.appSecret, cloudApi?.verifyToken];
  return secrets.filter((value): value is string => value !== undefined && value !== "");
}

function readDotEnv(cwd: string, problems: ConfigProblem[]): Array<[string, string]> {
  const path = join(cwd, ".env");
  try {
    return withoutEmpty(parseEnv(readFileSync(path, "utf8")));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "ENOENT")
      problems.push({ variable: ".env", expected: "a file that can be read", given: `${path} (${code})` });
    return [];
  }
}

function withoutEmpty(env: Readonly<Record<string, string | undefined>>): Array<[string, string]> {
  return Object.entries(env)
    .map(([name, value]): [string, string] => [name, value?.trim() ?? ""])
    .filter(([, value]) => value !== "");
}

function findDefault(name: ConfigVariableName): string | undefined {
  const variable: ConfigVariable | undefined = CONFIG_VARIABLES.find((candidate) => candidate.name === name);
  return variable?.default;
}

function checkVariable(variable: ConfigVariable, value: string | undefined): ConfigProblem[] {
  if (value === undefined || variable.accepts(value)) return [];
  return [{ variable: variable.name, expected: variable.expects, ...(!variable.secret && { given: value }) }];
}

function findMissingOfChannel(given: ReadonlyMap<string, string>): ConfigProblem[] {
  const missing = CLOUD_API_VARIABLES.filter((name) => !given.has(name));
  if (missing.length === CLOUD_API_VARIABLES.length) return [];
  return missing.map((variable) => ({
    variable,
    expected: "to be set too, because other WHATSAPP_* variables are (all of them, or none)",
  }));
}

function describeProblem({ variable, expected, given }: ConfigProblem): string {
  return `${variable}: expected ${expected}${given === undefined ? "" : `, but it is ${JSON.stringify(given)}`}.`;
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}

function deepFreeze<T extends object>(value: T): T {
  for (const child of Object.values(value)) if (typeof child === "object" && child !== null) deepFreeze(child);
  return Object.freeze(value);
}
