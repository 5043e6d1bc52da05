import type { ChannelsService } from "../../channels/channels.service.ts";
import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { insertEvent } from "../../platform/events/index.ts";
import type { Ids } from "../../platform/ids.ts";
import type { TemplateRenderer } from "../templates/index.ts";
import type { ActiveRules } from "./active-rules.ts";
import { FollowUpRuleUnknown, FollowUpUnknown, TooManyRules } from "./autoreply.errors.ts";
import type { FollowUpRuleCreate, FollowUpRuleUpdate } from "./autoreply.schemas.ts";
import { DEFAULT_FOLLOW_UP_RULE } from "./default-rules.ts";
import type { FollowUpRule, FollowUpRuleRow, PendingFollowUp } from "./follow-ups.store.ts";
import * as store from "./follow-ups.store.ts";
import { withoutUndefined } from "./rules.service.ts";

export interface FollowUpsService {
  /** In the order in which they are asked. */
  listRules(): Promise<FollowUpRuleRow[]>;
  /** @throws FollowUpRuleUnknown */
  getRule(id: string): Promise<FollowUpRuleRow>;
  /** @throws TemplateInvalid, TooManyRules, and channel-unknown */
  createRule(input: FollowUpRuleCreate): Promise<FollowUpRuleRow>;
  /** Changes what is given. Timers set already keep their time. @throws FollowUpRuleUnknown and as `createRule` */
  updateRule(id: string, input: FollowUpRuleUpdate): Promise<FollowUpRuleRow>;
  /** Its pending follow-ups are not sent any more. @throws FollowUpRuleUnknown */
  deleteRule(id: string): Promise<void>;
  /** The soonest due first. */
  listPending(
    filter: { channelId?: string | undefined; conversationId?: string | undefined },
    page: { limit: number; after?: { dueAt: string; conversationId: string } | undefined },
  ): Promise<PendingFollowUp[]>;
  /** @throws FollowUpUnknown */
  cancel(conversationId: string): Promise<void>;
  /** Makes the rule a new installation begins with. */
  insertDefaults(tx: Tx): Promise<void>;
}

interface Deps {
  db: Db;
  clock: Clock;
  ids: Ids;
  channels: Pick<ChannelsService, "get">;
  templates: TemplateRenderer;
  activeRules: ActiveRules;
}

const MAX_FOLLOW_UP_RULES = 100;

export function createFollowUpsService(deps: Deps): FollowUpsService {
  const { db, clock, ids, channels, templates, activeRules } = deps;

  async function getRule(id: string): Promise<FollowUpRuleRow> {
    const rule = await store.findFollowUpRule(db, id);
    if (!rule) throw new FollowUpRuleUnknown();
    return rule;
  }

  async function check(rule: FollowUpRule): Promise<void> {
    templates.parse(rule.text);
    if (rule.channelId !== null) await channels.get(rule.channelId);
  }

  /** A change after which the rules are read again. */
  async function change<T>(id: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    const result = await runInTransaction(db, async (tx) => {
      await insertEvent(tx, "follow-ups.changed", { ids: [id] }, clock.now());
      return work(tx);
    });
    activeRules.forget();
    return result;
  }

  return {
    listRules: () => store.listFollowUpRules(db),
    getRule,
    async createRule(input) {
      const rule: FollowUpRule = { id: ids.newId(), ...input };
      await check(rule);
      if ((await store.countFollowUpRules(db)) >= MAX_FOLLOW_UP_RULES) throw new TooManyRules(MAX_FOLLOW_UP_RULES);
      await change(rule.id, (tx) => store.insertFollowUpRule(tx, rule, clock.now()));
      return getRule(rule.id);
    },
    async updateRule(id, input) {
      const rule: FollowUpRule = { ...(await getRule(id)), ...withoutUndefined(input) };
      await check(rule);
      await change(id, (tx) => store.updateFollowUpRule(tx, rule, clock.now()));
      return getRule(id);
    },
    async deleteRule(id) {
      const isDeleted = await change(id, (tx) => store.deleteFollowUpRule(tx, id));
      if (!isDeleted) throw new FollowUpRuleUnknown();
    },
    listPending: (filter, page) => store.listPending(db, filter, page),
    async cancel(conversationId) {
      if (!(await store.deleteFollowUp(db, conversationId))) throw new FollowUpUnknown();
    },
    async insertDefaults(tx) {
      if ((await store.countFollowUpRules(tx)) > 0) return;
      await store.insertFollowUpRule(tx, { id: ids.newId(), ...DEFAULT_FOLLOW_UP_RULE }, clock.now());
    },
  };
}
