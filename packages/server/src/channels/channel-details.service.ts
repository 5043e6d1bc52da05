/** What the platform says of the account behind each channel, kept; what a person must know of it becomes an alert. */
import type { Clock } from "../platform/clock.ts";
import { type Db, runInTransaction, type Tx } from "../platform/db/index.ts";
import { ChasquiError, describeError } from "../platform/errors.ts";
import { insertEvent } from "../platform/events/index.ts";
import { type AlertSink, applyNotices } from "./account-notices.ts";
import type { ChannelKind } from "./channel.ts";
import { noticeOfReach, noticesOfTier } from "./channel-details.rules.ts";
import * as store from "./channel-details.store.ts";
import type { ChannelsService } from "./channels.service.ts";
import { findChannel } from "./channels.store.ts";
import type { AccountFacts, Notice } from "./management.ts";
import { ManagementAbsent } from "./message-templates.service.ts";

export interface ChannelDetailsService {
  /** What is known, without asking the platform. */
  get(channelId: string): Promise<store.ChannelDetails>;
  /** Asks the platform now. @throws ManagementAbsent, PlatformRefused, PlatformBusy, PlatformUnreachable */
  check(channelId: string): Promise<store.ChannelDetails>;
  /** Facts and matters the platform reported by itself. */
  applyNews(tx: Tx, channelId: string, news: { facts?: AccountFacts; notices?: readonly Notice[] }): Promise<void>;
  /** The channel rests because the platform's limits on calls are nearly used up. */
  noteRest(channelId: string, rest: { readonly until: Date; readonly usagePercent: number }): Promise<void>;
}

interface Deps {
  db: Db;
  clock: Clock;
  channels: ChannelsService;
  alerts: AlertSink;
  /** How many people these channels wrote to outside the service window since then. */
  countReached(channelIds: readonly string[], since: Date): Promise<number>;
}

const DAY_MS = 86_400_000;
const ALMOST_USED_UP_PERCENT = 90;

export function createChannelDetails({ db, clock, channels, alerts, countReached }: Deps): ChannelDetailsService {
  const findLimit = (kind: ChannelKind) => (tier: string) =>
    channels.driver(kind).accountNews?.findMessagingLimit(tier) ?? Number.POSITIVE_INFINITY;

  const tellChanged = (tx: Tx, channelId: string) =>
    insertEvent(tx, "channels.changed", { ids: [channelId] }, clock.now());

  async function write(tx: Tx, channelId: string, facts: AccountFacts, notices: readonly Notice[]): Promise<void> {
    const channel = await findChannel(tx, channelId);
    if (!channel) return;
    const before = await store.lockDetails(tx, channelId);
    await store.writeDetails(tx, channelId, facts);
    await tellChanged(tx, channelId);
    await applyNotices(alerts, tx, channelId, [
      ...notices,
      ...noticesOfTier(before.tier, facts.tier, findLimit(channel.kind)),
    ]);
  }

  async function writeReach(channelId: string, kind: ChannelKind): Promise<void> {
    const { tier, portfolioId } = await store.findDetails(db, channelId);
    if (tier === null) return;
    const sharing = portfolioId === null ? [channelId] : await store.listOfPortfolio(db, portfolioId);
    const reached = await countReached(sharing, new Date(clock.now().getTime() - DAY_MS));
    const subject = portfolioId === null ? `channel:${channelId}` : `portfolio:${portfolioId}`;
    await runInTransaction(db, async (tx) => {
      await store.lockDetails(tx, channelId);
      await store.writeDetails(tx, channelId, { reachedPeople: reached });
      await tellChanged(tx, channelId);
      await applyNotices(alerts, tx, channelId, [noticeOfReach(reached, findLimit(kind)(tier))], subject);
    });
  }

  return {
    async get(channelId) {
      await channels.get(channelId);
      return store.findDetails(db, channelId);
    },
    async check(channelId) {
      const row = await channels.get(channelId);
      const { management } = channels.open(row);
      if (!management) throw new ManagementAbsent();
      try {
        const { facts, notices } = await management.readAccount();
        await runInTransaction(db, async (tx) => {
          await write(tx, channelId, facts, notices);
          await store.writeDetails(tx, channelId, { checkedAt: clock.now(), checkError: null, checkReason: null });
          const { restUntil } = await store.findDetails(tx, channelId);
          const isResting = restUntil !== null && restUntil > clock.now();
          if (!isResting) await applyNotices(alerts, tx, channelId, [{ state: "over", kind: "budget-exhausted" }]);
        });
      } catch (error) {
        await runInTransaction(db, async (tx) => {
          await store.lockDetails(tx, channelId);
          const checkReason =
            error instanceof ChasquiError ? { code: error.code, particulars: error.detail ?? {} } : null;
          await store.writeDetails(tx, channelId, { checkError: describeError(error), checkReason });
          await tellChanged(tx, channelId);
        });
        throw error;
      }
      await writeReach(channelId, row.kind);
      return store.findDetails(db, channelId);
    },
    applyNews: (tx, channelId, { facts = {}, notices = [] }) => write(tx, channelId, facts, notices),
    async noteRest(channelId, { until, usagePercent }) {
      const notice: Notice = {
        state: "raised",
        kind: "budget-exhausted",
        severity: usagePercent >= 100 ? "critical" : "warning",
        title: `${Math.round(usagePercent)} % of the platform's limit on calls is used: sending is slowed down`,
        particulars: { percent: Math.round(usagePercent) },
        mend: "It goes on by itself. If it lasts, other programs use the same app, or too much is sent at once.",
      };
      await runInTransaction(db, async (tx) => {
        await store.lockDetails(tx, channelId);
        await store.writeDetails(tx, channelId, { restUntil: until, usagePercent });
        await tellChanged(tx, channelId);
        if (usagePercent >= ALMOST_USED_UP_PERCENT) await applyNotices(alerts, tx, channelId, [notice]);
      });
    },
  };
}
