import { type Command, InvalidArgumentError } from "commander";
import { z } from "zod";
import {
  linkUrl,
  type OneTimeLink,
  stateOf,
  USER_ROLES,
  type UserRole,
  type UsersService,
} from "../domains/auth/index.ts";
import type { Config } from "../platform/config.ts";
import type { CommandContext } from "./command-context.ts";
import { type AuthTools, withAuth } from "./with-auth.ts";

type User = Awaited<ReturnType<UsersService["get"]>>;

/** People, for who has the machine: also the way back in for an owner who has lost the password. */
export function addUserCommand(program: Command, context: CommandContext): void {
  const user = program.command("user").description("invite and list users, let them back in, change their role");

  user
    .command("create")
    .description("make a user and print the invitation by which they choose a password, once")
    .requiredOption("--name <name>", "what others call them", parseName)
    .requiredOption("--email <address>", "by which they sign in", parseEmail)
    .option("--role <role>", `one of ${USER_ROLES.join(", ")}`, parseRole, "agent" as UserRole)
    .action((options: { name: string; email: string; role: UserRole }) =>
      withAuth(context, async ({ auth, config, record }) => {
        const { user, link } = await auth.users.invite(options, undefined);
        await record({ operation: "createUser", targetIds: [user.id], fields: fieldsOf(options) });
        context.console.tell(
          `${user.name} <${user.email}> is invited as ${user.role}. Give them this link; it works once:`,
        );
        printLink(context, config, link);
      }),
    );

  user
    .command("list")
    .description("list the users, the first who came first")
    .action(() =>
      withAuth(context, async ({ auth }) => {
        const found = await listAll(auth.users);
        if (found.length === 0) context.console.tell("There is no user yet. The server prints a link when it starts.");
        for (const each of found) context.console.print(describeUser(each));
      }),
    );

  user
    .command("reset-password")
    .description("print a link by which a user chooses a new password, once; until then nothing changes")
    .argument("<email>", "their e-mail address", parseEmail)
    .action((email: string) =>
      withAuth(context, async ({ auth, config, record }) => {
        const { id, name, disabledAt } = await auth.users.getByEmail(email);
        if (disabledAt !== null)
          context.console.tell(`${name} is disabled, and stays out until somebody enables them.`);
        const link = await auth.users.createLink(id, undefined);
        await record({ operation: "createUserLink", targetIds: [id] });
        context.console.tell(`${name} can choose a password by this link; it works once and replaces the one before:`);
        printLink(context, config, link);
      }),
    );

  user
    .command("set-role")
    .description("give a user another role, at once")
    .argument("<email>", "their e-mail address", parseEmail)
    .argument("<role>", `one of ${USER_ROLES.join(", ")}`, parseRole)
    .action((email: string, role: UserRole) =>
      withAuth(context, async (tools) => {
        context.console.tell(await setRole(tools, email, role));
      }),
    );
}

async function setRole({ auth, record }: AuthTools, email: string, role: UserRole): Promise<string> {
  const { id } = await auth.users.getByEmail(email);
  const { before, after } = await auth.users.update(id, { role }, undefined);
  if (before.role === after.role) return `${after.name} is ${role} already.`;
  await record({ operation: "updateUser", targetIds: [id], fields: fieldsOf({ role, previousRole: before.role }) });
  return `${after.name} was ${before.role} and is ${role} now.`;
}

/** To standard output alone, so that a script can pass it on. */
function printLink({ console }: CommandContext, config: Config, link: OneTimeLink): void {
  console.print(linkUrl(config.publicUrl ?? `http://${localHost(config)}:${config.http.port}`, link));
  if (link.expiresAt) console.tell(`It is valid until ${link.expiresAt.toISOString()}.`);
}

/** A server that listens on all addresses is reached on this machine by its own. */
function localHost({ http }: Config): string {
  if (["0.0.0.0", "::"].includes(http.host)) return "127.0.0.1";
  return http.host.includes(":") ? `[${http.host}]` : http.host;
}

async function listAll(users: UsersService): Promise<User[]> {
  const found: User[] = [];
  let cursor: string | undefined;
  do {
    const page = await users.list(200, cursor);
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

/** One line, columns separated by tabs: e-mail address, role, state, last seen, name. */
function describeUser(user: User): string {
  const seen = user.lastSeenAt ? `seen ${user.lastSeenAt.toISOString()}` : "never seen";
  return [user.email, user.role, stateOf(user), seen, user.name].join("\t");
}

function fieldsOf(values: Readonly<Record<string, string>>): Array<{ name: string; value: string }> {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

function parseName(text: string): string {
  const name = text.trim();
  if (name === "" || name.length > 100) throw new InvalidArgumentError("It must have 1 to 100 characters.");
  return name;
}

function parseEmail(text: string): string {
  const parsed = z.email().max(254).safeParse(text.trim().toLowerCase());
  if (!parsed.success) throw new InvalidArgumentError("It must be an e-mail address.");
  return parsed.data;
}

function parseRole(text: string): UserRole {
  const role = USER_ROLES.find((known) => known === text);
  if (!role) throw new InvalidArgumentError(`There is no role ${text}; there are ${USER_ROLES.join(", ")}.`);
  return role;
}
