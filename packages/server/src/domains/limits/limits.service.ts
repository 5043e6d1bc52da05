import type { ChannelsService } from "../../channels/channels.service.ts";
import type { ChannelRow } from "../../channels/channels.store.ts";
import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import type { Particulars } from "../../platform/errors.ts";
import { insertEvent } from "../../platform/events/index.ts";
import { countLimited, type Reason, releaseLimited } from "../messages/index.ts";
import { type ColdStop, stopColdSends } from "./cold-stop.rules.ts";
import { ChannelWithoutLimits } from "./limits.errors.ts";
import { findDay, findQuietUntil, type LimitCode, type LimitPlan } from "./limits.rules.ts";
import { DEFAULT_SETTINGS, type LimitSettings, limitSettingsSchema } from "./limits.schemas.ts";
import * as store from "./limits.store.ts";
import { formatTime } from "./reasons.rules.ts";
import { type DayLimits, judgeWarmUp, limitsOfDay } from "./warm-up.rules.ts";

export interface LimitsView {
  readonly settings: LimitSettings;
  readonly defaults: LimitSettings;
  readonly timezone: string;
  readonly today: {
    readonly date: string;
    readonly messages: number;
    readonly newPeople: number;
    /** In force; null: any number. */
    readonly messagesLimit: number | null;
    readonly newPeopleLimit: number | null;
    readonly resetsAt: Date;
    readonly quietUntil: Date | null;
  };
  readonly warmUp: {
    readonly day: number;
    readonly days: number;
    readonly since: Date | null;
    readonly schedule: Array<DayLimits & { readonly day: number }>;
  } | null;
  readonly coldStop: (ColdStop & { readonly reason: Reason }) | null;
  readonly held: Array<{ readonly code: LimitCode; readonly count: number }>;
}

/** How the session of a channel is, as far as it decides on the warm-up. */
export interface NotedSession {
  readonly isConnected: boolean;
  /** E.164; null: no phone is paired. */
  readonly account: string | null;
  readonly pairedAt: Date | null;
}

export type ColdStopHandler = (tx: Tx, channel: ChannelRow, until: Date | null) => Promise<void>;

export interface LimitsService {
  /** @throws ChannelWithoutLimits, channel-unknown */
  get(channelId: string): Promise<LimitsView>;
  /** What was held back is looked at anew. */
  update(channelId: string, settings: LimitSettings): Promise<LimitsView>;
  /** Nothing happens when there is none. */
  liftColdStop(channelId: string): Promise<LimitsView>;
  /** The platform refused a message to a stranger, or the account as a whole: none go to strangers for now. Raises an alert. */
  stopColdSends(tx: Tx, channel: ChannelRow, reason: Reason): Promise<void>;
  /** To be told whenever a session begins or ends. */
  noteSession(tx: Tx, channel: ChannelRow, session: NotedSession): Promise<void>;
}

export interface LimitsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly channels: Pick<ChannelsService, "get" | "list" | "capabilities">;
  readonly timezone: () => string;
  readonly alerts: AlertSink;
  /** Something on this channel may be due. */
  readonly wake: (channelId: string) => void;
  /** Told in the transaction that begins or lifts one. */
  readonly onColdStopChanged: ColdStopHandler;
}

/** The alerts that people see, as far as this part needs them. */
interface AlertSink {
  raise(
    tx: Tx,
    alert: {
      kind: string;
      subject: string;
      channelId: string;
      severity: "critical";
      title: string;
      detail: string | undefined;
      mend: string | undefined;
      particulars: Particulars;
    },
  ): Promise<void>;
  resolve(tx: Tx, kind: string, subject: string): Promise<void>;
}

const RESTRICTED = "account-restricted";
const RELEASED_AT_ONCE = 5_000;
const subjectOf = (channelId: string) => `channel:${channelId}`;

/** Of a channel that keeps limits. @throws ChannelWithoutLimits */
export function defaultsFor(capabilities: { readonly sendLimits?: "by-default" | "on-request" }): LimitSettings {
  if (capabilities.sendLimits === undefined) throw new ChannelWithoutLimits();
  return { ...DEFAULT_SETTINGS, isOn: capabilities.sendLimits === "by-default" };
}

/** What holds now by what is stored. */
export function readPlan(row: store.LimitsRow, defaults: LimitSettings, timezone: string, now: Date): LimitPlan {
  // What another version stored may not be understood: the careful choice holds, and nothing stands still.
  const settings = row.settings === null ? defaults : (limitSettingsSchema.safeParse(row.settings).data ?? defaults);
  const day = findDay(settings, row.warmUpSince, now, timezone);
  return { settings, timezone, day, coldStoppedUntil: row.coldStoppedUntil };
}

export function createLimitsService(deps: LimitsDeps): LimitsService {
  const { db, clock, channels, alerts } = deps;

  async function find(channelId: string): Promise<{ channel: ChannelRow; defaults: LimitSettings }> {
    const channel = await channels.get(channelId);
    return { channel, defaults: defaultsFor(channels.capabilities(channel)) };
  }

  async function get(channelId: string): Promise<LimitsView> {
    const { defaults } = await find(channelId);
    const now = clock.now();
    const timezone = deps.timezone();
    const row = await store.findLimits(db, channelId);
    const plan = readPlan(row, defaults, timezone, now);
    const { settings, day } = plan;
    const counts = await countLimited(db, channelId, now);
    return {
      settings,
      defaults,
      timezone,
      today: {
        date: day.date,
        ...(await store.findDayUse(db, channelId, day.date)),
        messagesLimit: settings.isOn ? day.limits.messages : null,
        newPeopleLimit: settings.isOn ? day.limits.newPeople : null,
        resetsAt: day.endsAt,
        quietUntil: settings.isOn ? (findQuietUntil(plan, now) ?? null) : null,
      },
      warmUp:
        day.warmUpDay === null || !settings.isOn ? null : describeWarmUp(settings, day.warmUpDay, row.warmUpSince),
      coldStop: describeColdStop(row, now),
      held: [...counts].map(([code, count]) => ({ code: code as LimitCode, count })),
    };
  }

  /** What was held back is judged anew. Apart from the change, because the claim locks rows of the outbox before it asks for limits. */
  async function lookAgain(channelId: string): Promise<void> {
    const now = clock.now();
    const release = () => runInTransaction(db, (tx) => releaseLimited(tx, channelId, now, RELEASED_AT_ONCE));
    while ((await release()) === RELEASED_AT_ONCE);
    deps.wake(channelId);
  }

  async function tellChanged(tx: Tx, channelId: string, now: Date): Promise<void> {
    await insertEvent(tx, "channels.changed", { ids: [channelId] }, now);
    await store.notifyChanged(tx, channelId);
  }

  return {
    get,
    async update(channelId, settings) {
      await find(channelId);
      await runInTransaction(db, async (tx) => {
        const now = clock.now();
        const row = await store.lockLimits(tx, channelId, now);
        // Where no session tells when the account began, it begins when limits are first on.
        const warmUpSince = row.warmUpSince ?? (settings.isOn && row.account === null ? now : null);
        await store.writeLimits(tx, channelId, { settings, warmUpSince }, now);
        await tellChanged(tx, channelId, now);
      });
      await lookAgain(channelId);
      return get(channelId);
    },
    async liftColdStop(channelId) {
      const { channel } = await find(channelId);
      await runInTransaction(db, async (tx) => {
        const now = clock.now();
        // First, as whoever begins one locks what the driver has of it first.
        await deps.onColdStopChanged(tx, channel, null);
        const row = await store.lockLimits(tx, channelId, now);
        if (row.coldStoppedUntil === null || row.coldStoppedUntil <= now) return;
        await store.writeLimits(tx, channelId, { coldStoppedUntil: now }, now);
        await alerts.resolve(tx, RESTRICTED, subjectOf(channelId));
        await tellChanged(tx, channelId, now);
      });
      await lookAgain(channelId);
      return get(channelId);
    },
    async stopColdSends(tx, channel, reason) {
      const defaults = defaultsFor(channels.capabilities(channel));
      const now = clock.now();
      const row = await store.lockLimits(tx, channel.id, now);
      const { settings } = readPlan(row, defaults, deps.timezone(), now);
      const { since, until, count } = stopColdSends(lastColdStop(row), settings.coldStop.hours, now);
      await store.writeLimits(
        tx,
        channel.id,
        { coldStoppedSince: since, coldStoppedUntil: until, coldStopReason: reason, coldStops: count },
        now,
      );
      await deps.onColdStopChanged(tx, channel, until);
      await tellChanged(tx, channel.id, now);
      await alerts.raise(tx, {
        kind: RESTRICTED,
        subject: subjectOf(channel.id),
        channelId: channel.id,
        severity: "critical",
        title: `“${channel.name}” may start no conversations for now`,
        detail: `${reason.title} Messages to people who never wrote wait until ${formatTime(until, deps.timezone())}; answers go on.`,
        mend: reason.mend,
        particulars: { variant: "cold-sends-stopped", channel: channel.name, until: until.toISOString() },
      });
    },
    async noteSession(tx, channel, { isConnected, account, pairedAt }) {
      const now = clock.now();
      const row = await store.lockLimits(tx, channel.id, now);
      // It ends now, or another one begins: until now it was paired.
      const seen = row.account === null ? undefined : await store.findWarmUp(tx, channel.kind, row.account);
      if (seen && row.account !== null)
        await store.putWarmUp(tx, channel.kind, row.account, { ...seen, lastSeenAt: now });
      if (!isConnected) {
        if (account === null && row.account !== null) await store.writeLimits(tx, channel.id, { account: null }, now);
        return;
      }
      if (account === null) return;
      const known = row.account === account ? seen : await store.findWarmUp(tx, channel.kind, account);
      const beganAt = judgeWarmUp(known, pairedAt ?? now);
      await store.putWarmUp(tx, channel.kind, account, { beganAt, lastSeenAt: now });
      await store.writeLimits(tx, channel.id, { account, warmUpSince: beganAt }, now);
    },
  };
}

/** The alert of a cold stop that has ended by itself is over. */
export async function resolveEndedColdStops(deps: Pick<LimitsDeps, "db" | "clock" | "alerts">): Promise<void> {
  const now = deps.clock.now();
  const ended = await store.findEndedColdStops(deps.db, new Date(now.getTime() - 30 * 86_400_000), now);
  await runInTransaction(deps.db, async (tx) => {
    for (const channelId of ended) await deps.alerts.resolve(tx, RESTRICTED, subjectOf(channelId));
  });
}

function lastColdStop({ coldStoppedSince, coldStoppedUntil, coldStops }: store.LimitsRow): ColdStop | undefined {
  if (coldStoppedSince === null || coldStoppedUntil === null) return undefined;
  return { since: coldStoppedSince, until: coldStoppedUntil, count: coldStops };
}

function describeColdStop(row: store.LimitsRow, now: Date): LimitsView["coldStop"] {
  const last = lastColdStop(row);
  if (last === undefined || last.until <= now || row.coldStopReason === null) return null;
  return { ...last, reason: row.coldStopReason };
}

function describeWarmUp(settings: LimitSettings, day: number, since: Date | null): LimitsView["warmUp"] {
  const { days } = settings.warmUp;
  const schedule = Array.from({ length: days + 1 }, (_, index) => ({
    day: index + 1,
    ...limitsOfDay(settings, index + 1),
  }));
  return { day, days, since, schedule };
}
