import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Clock } from "../platform/clock.ts";
import type { SecretBox } from "../platform/crypto.ts";
import { afterCommit, type Db, runRepeatably, type Tx } from "../platform/db/index.ts";
import { ChasquiError } from "../platform/errors.ts";
import { insertEvent } from "../platform/events/index.ts";
import type { Ids } from "../platform/ids.ts";
import type { Channel, ChannelDriver, ChannelKind, ParsedChannelConfig } from "./channel.ts";
import type { ChannelRow, ChannelState, ChannelStateReason } from "./channels.store.ts";
import * as store from "./channels.store.ts";

export interface ChannelsService {
  /** Within a transaction, give it: whoever holds one connection must not wait for another. */
  list(tx?: Tx): Promise<ChannelRow[]>;
  /** @throws ChannelUnknown */
  get(id: string): Promise<ChannelRow>;
  findByAddress(kind: ChannelKind, address: string): Promise<ChannelRow | undefined>;
  create(input: { kind: ChannelKind; name: string; config: unknown }): Promise<ChannelRow>;
  /** Creates the channel of that account, or brings its settings up to date. For a channel that the environment describes. */
  ensure(input: { kind: ChannelKind; name: string; config: unknown }): Promise<ChannelRow>;
  /** Settings not given keep their value, secrets included. */
  update(id: string, input: { name?: string | undefined; config?: unknown }): Promise<ChannelRow>;
  pause(id: string, reason?: ChannelStateReason): Promise<ChannelRow>;
  /** Also takes a stopped channel back into use: what stopped it is mended, or will stop it again. */
  resume(id: string): Promise<ChannelRow>;
  /** The platform refuses this channel: nothing goes out until a person has mended it. */
  stop(id: string, reason: ChannelStateReason): Promise<void>;
  /** The same in the caller's transaction, for a refusal of what was sent then: one from before a person mended or paused the channel
   *  says nothing of it as it is now. */
  stopFor(tx: Tx, id: string, refusal: { readonly reason: ChannelStateReason; readonly sentAt: Date }): Promise<void>;
  remove(id: string): Promise<void>;
  /** The open channel of a row; reopened when the row's version changed. */
  open(row: ChannelRow): Channel;
  capabilities(row: ChannelRow): Channel["capabilities"];
  /** Where inbound events of one kind go and who may sign them. Cached for a few seconds; `fresh` looks again. Within a transaction, give it. */
  inboundRoutes(kind: ChannelKind, options?: { fresh?: boolean; tx?: Tx }): Promise<InboundRoutes>;
  driver(kind: ChannelKind): ChannelDriver;
  /** Called after each change of a channel made by this node. */
  onChanged(listener: (channelId: string) => void): void;
  /** Called in the transaction that changes a channel's state. */
  onStateChanged(handler: ChannelStateHandler): void;
  close(): Promise<void>;
}

export type ChannelStateHandler = (
  change: {
    readonly channelId: string;
    readonly kind: ChannelKind;
    readonly address: string;
    readonly name: string;
    readonly state: ChannelState | "removed";
    readonly reason: ChannelStateReason | null;
  },
  tx: Tx,
) => Promise<void>;

export interface InboundRoute {
  readonly channelId: string;
  readonly signers: readonly string[];
  /** Within what the platform's person ids are valid. */
  readonly identityScope: string;
}

export interface InboundRoutes {
  readonly appSecrets: readonly string[];
  readonly verifyTokens: readonly string[];
  /** By account: the channel, and the fingerprints of the secrets that may sign for it. */
  readonly byAddress: ReadonlyMap<string, InboundRoute>;
}

/** Names a signing secret without telling it. */
export function fingerprintSecret(secret: string): string {
  return createHash("sha256").update(`chasqui-signer\n${secret}`).digest("hex").slice(0, 24);
}

interface Deps {
  db: Db;
  clock: Clock;
  ids: Ids;
  box: SecretBox;
  drivers: ReadonlyMap<ChannelKind, ChannelDriver>;
  /** Told of every secret before it is used, so that no log ever shows it. */
  hideFromLogs: (secret: string) => void;
}

/** Another node may have changed a channel: cached routes are looked up again after this time. */
const ROUTES_TTL_MS = 5_000;

export function createChannelsService(deps: Deps): ChannelsService {
  const { db, clock, ids, box, drivers, hideFromLogs } = deps;
  const opened = new Map<string, { version: number; channel: Channel }>();
  const listeners: Array<(channelId: string) => void> = [];
  const stateHandlers: ChannelStateHandler[] = [];
  const routesByKind = new Map<ChannelKind, { until: number; routes: InboundRoutes }>();

  const context = (id: string) => `channel:${id}`;
  const unseal = (row: ChannelRow): Record<string, string> => {
    const secrets: Record<string, string> = JSON.parse(box.open(row.secrets, context(row.id)).toString("utf8"));
    for (const secret of Object.values(secrets)) hideFromLogs(secret);
    return secrets;
  };
  const stored = (row: ChannelRow): ParsedChannelConfig => ({
    address: row.address,
    config: row.config,
    secrets: unseal(row),
  });

  function driver(kind: ChannelKind): ChannelDriver {
    const found = drivers.get(kind);
    if (!found)
      throw new ChasquiError("invalid", "channel-kind-unknown", `There is no channel kind "${kind}" in this version.`);
    return found;
  }

  async function get(id: string): Promise<ChannelRow> {
    const row = await store.findChannel(db, id);
    if (!row)
      throw new ChasquiError("not-found", "channel-unknown", "There is no channel with this id.", {
        mend: "List the channels to see their ids.",
      });
    return row;
  }

  function announce(id: string): void {
    routesByKind.clear();
    for (const listener of listeners) listener(id);
  }

  async function changed(id: string): Promise<ChannelRow> {
    announce(id);
    return get(id);
  }

  async function setState(
    tx: Tx,
    row: ChannelRow,
    state: ChannelState,
    reason: ChannelStateReason | null,
  ): Promise<void> {
    await store.updateChannelState(tx, row.id, state, reason, clock.now());
    await tellChanged(tx, row.id);
    await tellState(tx, row, state, reason);
  }

  async function tellState(
    tx: Tx,
    { id: channelId, kind, address, name }: ChannelRow,
    state: ChannelState | "removed",
    reason: ChannelStateReason | null,
  ): Promise<void> {
    for (const handle of stateHandlers) await handle({ channelId, kind, address, name, state, reason }, tx);
  }

  const tellChanged = (tx: Tx, id: string) => insertEvent(tx, "channels.changed", { ids: [id] }, clock.now());

  async function changeState(id: string, state: ChannelState, reason: ChannelStateReason | null): Promise<ChannelRow> {
    const row = await get(id);
    await runRepeatably(db, (tx) => setState(tx, row, state, reason));
    return changed(id);
  }

  function parse(kind: ChannelKind, config: unknown): ParsedChannelConfig {
    const parsed = driver(kind).parseConfig(config);
    for (const secret of Object.values(parsed.secrets)) hideFromLogs(secret);
    return parsed;
  }

  function addressTaken(address: string): ChasquiError {
    return new ChasquiError("conflict", "channel-exists", `There is a channel for the account ${address} already.`, {
      mend: "Edit that channel instead.",
    });
  }

  function open(row: ChannelRow): Channel {
    const known = opened.get(row.id);
    if (known?.version === row.version) return known.channel;
    const channel = driver(row.kind).open(stored(row));
    opened.set(row.id, { version: row.version, channel });
    // The one it replaces still ends what it has in flight.
    if (known) void known.channel.close();
    return channel;
  }

  async function create({
    kind,
    name,
    config,
  }: {
    kind: ChannelKind;
    name: string;
    config: unknown;
  }): Promise<ChannelRow> {
    const parsed = parse(kind, config);
    const id = ids.newId();
    const secrets = box.seal(JSON.stringify(parsed.secrets), context(id));
    const row = { id, kind, name, address: parsed.address, config: parsed.config, secrets };
    await runRepeatably(db, async (tx) => {
      if (!(await store.insertChannel(tx, row, clock.now()))) throw addressTaken(parsed.address);
      await tellChanged(tx, id);
    });
    return changed(id);
  }

  async function update(id: string, input: { name?: string | undefined; config?: unknown }): Promise<ChannelRow> {
    const row = await get(id);
    const given = (input.config ?? {}) as Record<string, unknown>;
    const parsed = parse(row.kind, { ...row.config, ...unseal(row), ...given });
    const other = await store.findChannelByAddress(db, row.kind, parsed.address);
    if (other && other.id !== id) throw addressTaken(parsed.address);
    const before = stored(row);
    const isSame = isDeepStrictEqual(parsed, before) && (input.name ?? row.name) === row.name;
    if (isSame) return row;
    const secrets = box.seal(JSON.stringify(parsed.secrets), context(id));
    const next = { id, name: input.name ?? row.name, address: parsed.address, config: parsed.config, secrets };
    const isMended =
      row.state === "stopped" && driver(row.kind).isStopMended?.(row.stateReason?.code ?? "", before, parsed) === true;
    await runRepeatably(db, async (tx) => {
      await store.updateChannel(tx, next, clock.now());
      await tellChanged(tx, id);
      if (isMended) await setState(tx, row, "active", null);
    });
    return changed(id);
  }

  return {
    list: (tx) => store.listChannels(tx ?? db),
    get,
    findByAddress: (kind, address) => store.findChannelByAddress(db, kind, address),
    create,
    update,
    async ensure(input) {
      const { address } = parse(input.kind, input.config);
      const row = await store.findChannelByAddress(db, input.kind, address);
      if (row) return update(row.id, { config: input.config });
      try {
        return await create(input);
      } catch (error) {
        // Another node that starts at the same moment was first.
        const theirs = await store.findChannelByAddress(db, input.kind, address);
        if (!theirs) throw error;
        return update(theirs.id, { config: input.config });
      }
    },
    pause: (id, reason) =>
      changeState(id, "paused", reason ?? { code: "paused-by-person", title: "Paused by a person." }),
    resume: (id) => changeState(id, "active", null),
    async stop(id, reason) {
      await changeState(id, "stopped", reason);
    },
    async stopFor(tx, id, { reason, sentAt }) {
      const row = await store.findChannel(tx, id);
      if (row?.state !== "active" || row.updatedAt > sentAt) return;
      await setState(tx, row, "stopped", reason);
      afterCommit(tx, () => announce(id));
    },
    async remove(id) {
      const row = await get(id);
      await runRepeatably(db, async (tx) => {
        await store.removeChannel(tx, id, clock.now());
        await tellChanged(tx, id);
        await tellState(tx, row, "removed", null);
      });
      announce(id);
    },
    open,
    capabilities: (row) => open(row).capabilities,
    async inboundRoutes(kind, options) {
      const known = routesByKind.get(kind);
      if (known && known.until > clock.monotonicMs() && !options?.fresh) return known.routes;
      const { webhook } = driver(kind);
      const rows = webhook ? (await store.listChannels(options?.tx ?? db)).filter((row) => row.kind === kind) : [];
      const routes = buildRoutes(
        rows.map((row) => ({
          address: row.address,
          channelId: row.id,
          secrets: webhook?.findSigningSecrets(stored(row)) ?? [],
          tokens: webhook?.findVerifyTokens(stored(row)) ?? [],
          identityScope: webhook?.findIdentityScope(stored(row)) ?? row.id,
        })),
      );
      routesByKind.set(kind, { until: clock.monotonicMs() + ROUTES_TTL_MS, routes });
      return routes;
    },
    driver,
    onChanged: (listener) => void listeners.push(listener),
    onStateChanged: (handler) => void stateHandlers.push(handler),
    async close() {
      await Promise.all([...opened.values()].map(({ channel }) => channel.close()));
      opened.clear();
    },
  };
}

function buildRoutes(
  channels: ReadonlyArray<{
    address: string;
    channelId: string;
    secrets: readonly string[];
    tokens: readonly string[];
    identityScope: string;
  }>,
): InboundRoutes {
  return {
    appSecrets: [...new Set(channels.flatMap(({ secrets }) => secrets))],
    verifyTokens: [...new Set(channels.flatMap(({ tokens }) => tokens))],
    byAddress: new Map(
      channels.map(({ address, channelId, secrets, identityScope }) => [
        address,
        { channelId, signers: secrets.map(fingerprintSecret), identityScope },
      ]),
    ),
  };
}
