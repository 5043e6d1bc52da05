import { type Command, InvalidArgumentError } from "commander";
import type { ChannelsService } from "../channels/channels.service.ts";
import { ChasquiError } from "../platform/errors.ts";
import { isAnyNodeAlive } from "../platform/node-registry.ts";
import type { CommandContext } from "./command-context.ts";
import { type OpenChannels, openChannels } from "./open-channels.ts";
import { pairInTerminal } from "./pair-channel.ts";
import { type AuthTools, withAuth } from "./with-auth.ts";

type ChannelRow = Awaited<ReturnType<ChannelsService["get"]>>;

interface PairOptions {
  readonly new?: true;
  readonly name?: string;
  readonly phone?: string;
  readonly wait: number;
}

class ChannelNotFound extends ChasquiError {
  constructor(asked: string, mend: string) {
    super("not-found", "channel-unknown", `There is no channel “${asked}”.`, { mend });
  }
}

class ChannelAmbiguous extends ChasquiError {
  constructor(name: string, found: readonly ChannelRow[]) {
    super("invalid", "channel-ambiguous", `${found.length} channels are called “${name}”.`, {
      mend: `Name one by its id: ${found.map(({ id }) => id).join(", ")}.`,
    });
  }
}

class ServerNotRunning extends ChasquiError {
  constructor() {
    super(
      "unavailable",
      "server-not-running",
      "No server is running on this database: only a server can be connected to WhatsApp.",
      {
        mend: "Start it (npm start), then run this command in another terminal.",
      },
    );
  }
}

export function addChannelsCommand(program: Command, context: CommandContext): void {
  const channels = program.command("channels").description("list channels, and pair a phone with one of WhatsApp Web");

  channels
    .command("list")
    .description("list the channels: id, kind, state, phone, name")
    .action(() =>
      withChannels(context, async ({ channels, sessions }) => {
        const rows = await channels.list();
        if (rows.length === 0) context.console.tell("There is no channel yet. Add one in the web app, or by the API.");
        const found = await sessions.listSessions();
        for (const row of rows) context.console.print(describeChannel(row, found));
      }),
    );

  channels
    .command("pair")
    .description("pair a phone with a WhatsApp Web channel: prints the QR code, or with --phone a code to type")
    .argument("[channel]", "its id or its name, as list shows them")
    .option("--new", "add a channel and pair it")
    .option("--name <name>", "what the new channel is called", parseName)
    .option("--phone <number>", "a code to type on this phone instead of a picture, e.g. +34600000001", parsePhone)
    .option("--wait <minutes>", "how long to wait for the phone", parseMinutes, 5)
    .action((asked: string | undefined, options: PairOptions, command: Command) => {
      if ((asked === undefined) !== (options.new === true))
        command.error("error: name a channel, or add one by --new --name <name>");
      if ((options.new === true) !== (options.name !== undefined)) command.error("error: --new and --name go together");
      return withChannels(context, async (opened, tools) => {
        if (!(await isAnyNodeAlive(tools.database.db))) throw new ServerNotRunning();
        const channel =
          asked === undefined ? await addChannel(opened, tools, options.name ?? "") : await findChannel(opened, asked);
        const { phone } = options;
        await tools.record({ operation: "pairChannel", targetIds: [channel.id] });
        const waitMs = options.wait * 60_000;
        await pairInTerminal({ sessions: opened.sessions, console: context.console, channel, phone, waitMs });
      });
    });
}

function withChannels(
  context: CommandContext,
  work: (opened: OpenChannels, tools: AuthTools) => Promise<void>,
): Promise<void> {
  return withAuth(context, async (tools) => {
    await using opened = await openChannels(tools.config, tools.database.db, context.logger);
    await work(opened, tools);
  });
}

async function addChannel({ channels }: OpenChannels, { record }: AuthTools, name: string): Promise<ChannelRow> {
  const channel = await channels.create({ kind: "linked-device", name, config: {} });
  await record({ operation: "createChannel", targetIds: [channel.id], fields: [{ name: "name", value: name }] });
  return channel;
}

async function findChannel({ channels }: OpenChannels, asked: string): Promise<ChannelRow> {
  const rows = await channels.list();
  const byId = rows.find(({ id }) => id === asked.toLowerCase());
  if (byId) return byId;
  const named = rows.filter(({ name }) => name.toLowerCase() === asked.toLowerCase());
  if (named.length > 1) throw new ChannelAmbiguous(asked, named);
  const [channel] = named;
  if (channel) return channel;
  const names = rows.filter(({ kind }) => kind === "linked-device").map(({ name }) => `“${name}”`);
  throw new ChannelNotFound(
    asked,
    names.length === 0
      ? "There is none of WhatsApp Web yet: chasqui channels pair --new --name <name> adds one."
      : `Those of WhatsApp Web are ${names.join(", ")}.`,
  );
}

/** One line, columns separated by tabs: id, kind, state, phone, name. */
function describeChannel(
  row: ChannelRow,
  sessions: Awaited<ReturnType<OpenChannels["sessions"]["listSessions"]>>,
): string {
  const session = row.kind === "linked-device" ? sessions.get(row.address) : undefined;
  const connection = row.kind === "linked-device" ? (session?.state ?? "unpaired") : row.state;
  const state = row.state === "active" ? connection : row.state;
  return [row.id, row.kind, state, session?.phone ?? "", row.name].join("\t");
}

function parseName(text: string): string {
  const name = text.trim();
  if (name === "" || name.length > 100) throw new InvalidArgumentError("It must have 1 to 100 characters.");
  return name;
}

function parsePhone(text: string): string {
  const phone = text.replace(/[\s()-]/g, "");
  if (!/^\+[1-9]\d{6,14}$/.test(phone))
    throw new InvalidArgumentError("It must be a number with its country, such as +34600000001.");
  return phone;
}

function parseMinutes(text: string): number {
  const minutes = Number(text);
  if (!(minutes > 0 && minutes <= 60)) throw new InvalidArgumentError("It must be a number of minutes, up to 60.");
  return minutes;
}
