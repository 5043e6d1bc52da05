import { type Command, InvalidArgumentError } from "commander";
import { type ApiKey, type ApiKeysService, isScope, SCOPES, type Scope } from "../domains/auth/index.ts";
import { systemClock } from "../platform/clock.ts";
import type { CommandContext } from "./command-context.ts";
import { withAuth } from "./with-auth.ts";

export function addApiKeysCommand(program: Command, context: CommandContext): void {
  const apiKeys = program.command("api-keys").description("make, list and revoke API keys");

  apiKeys
    .command("create")
    .description("make an API key and print it, this once")
    .requiredOption("--name <name>", "what it is for")
    .requiredOption("--scopes <scopes>", `what it may do, separated by commas: ${SCOPES.join(", ")}`, parseScopes)
    .option("--expires-at <time>", "when it stops working, e.g. 2027-01-01T00:00:00Z (default: never)", parseTime)
    .action((options: { name: string; scopes: Scope[]; expiresAt?: Date }) =>
      withAuth(context, async ({ auth, record }) => {
        const { apiKey, key } = await auth.apiKeys.createApiKey(options, undefined);
        const { id, name, scopes } = apiKey;
        const fields = [
          { name: "name", value: name },
          { name: "scopes", value: scopes },
        ];
        await record({ operation: "createApiKey", targetIds: [id], fields });
        context.console.tell(`API key "${apiKey.name}" (${apiKey.id}) may: ${apiKey.scopes.join(", ")}.`);
        context.console.tell("Keep it safe: it is shown this once and can't be shown again.");
        context.console.print(key);
      }),
    );

  apiKeys
    .command("list")
    .description("list the API keys, newest first")
    .action(() =>
      withAuth(context, async ({ auth }) => {
        const found = await listAll(auth.apiKeys);
        if (found.length === 0) context.console.tell("There is no API key yet. Make one with: chasqui api-keys create");
        const now = systemClock.now();
        for (const apiKey of found) context.console.print(describeApiKey(apiKey, now));
      }),
    );

  apiKeys
    .command("revoke")
    .description("make an API key stop working, for good")
    .argument("<id>", "its id, as list shows it", parseId)
    .action((id: string) =>
      withAuth(context, async ({ auth, record }) => {
        await auth.apiKeys.revokeApiKey(id, undefined);
        await record({ operation: "revokeApiKey", targetIds: [id] });
        context.console.tell("The API key is revoked. Running servers refuse it within 5 seconds.");
      }),
    );
}

async function listAll(service: ApiKeysService): Promise<ApiKey[]> {
  const found: ApiKey[] = [];
  let cursor: string | undefined;
  do {
    const page = await service.listApiKeys(200, cursor);
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

/** One line, columns separated by tabs: id, prefix, state, last use, scopes, name. */
function describeApiKey(apiKey: ApiKey, now: Date): string {
  const lastUse = apiKey.lastUsedAt ? `used ${apiKey.lastUsedAt.toISOString()}` : "never used";
  return [
    apiKey.id,
    `chq_${apiKey.prefix}_…`,
    stateOf(apiKey, now),
    lastUse,
    apiKey.scopes.join(","),
    apiKey.name,
  ].join("\t");
}

function stateOf({ revokedAt, expiresAt }: ApiKey, now: Date): string {
  if (revokedAt) return "revoked";
  return expiresAt && expiresAt <= now ? "expired" : "active";
}

function parseScopes(text: string): Scope[] {
  const scopes = text.split(",").map((part) => part.trim());
  const unknown = scopes.filter((scope) => !isScope(scope));
  if (unknown.length > 0)
    throw new InvalidArgumentError(`There is no scope ${unknown.join(", ")}; there are ${SCOPES.join(", ")}.`);
  return scopes.filter(isScope);
}

function parseTime(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new InvalidArgumentError("It must be a time like 2027-01-01T00:00:00Z.");
  return time;
}

function parseId(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text))
    throw new InvalidArgumentError("It must be an id as list shows it.");
  return text;
}
