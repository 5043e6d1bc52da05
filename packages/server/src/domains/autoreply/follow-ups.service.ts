import type { ChannelsService } from "../../channels/channels.service.ts";
import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { insertEvent } from "../../platform/events/index.ts";
import type { Ids } from "../../platform/ids.ts";
import type { Jobs } from "../../platform/jobs.ts";
import type { TemplateRenderer } from "../templates/index.ts";
import { type ActiveRules, RULE_BOOK_TTL_MS } from "./active-rules.ts";
import { FollowUpRuleUnknown, FollowUpUnknown, TooManyRules } from "./autoreply.errors.ts";
import type { AutoreplyLookups } from "./autoreply.ports.ts";
import type { FollowUpRuleCreate, FollowUpRuleUpdate } from "./autoreply.schemas.ts";
import { DEFAULT_FOLLOW_UP_RULE } from "./default-rules.ts";
import { changesTimes } from "./follow-ups.rules.ts";
import type { FollowUpRule, FollowUpRuleRow, PendingFollowUp } from "./follow-ups.store.ts";
import * as store from "./follow-ups.store.ts";
import type { MoveTimersJob } from "./move-timers.job.ts";
import { checkOrder } from "./rule-order.rules.ts";
import { withoutUndefined } from "./rules.service.ts";

export interface FollowUpsService {
  /** In the order in which they are asked. */
  listRules(): Promise<FollowUpRuleRow[]>;
  /** @throws FollowUpRuleUnknown */
  getRule(id: string): Promise<FollowUpRuleRow>;
  /** @throws TemplateInvalid, TooManyRules, and channel-unknown */
  createRule(input: FollowUpRuleCreate): Promise<FollowUpRuleRow>;
  /** Changes what is given, and says what that means for timers set already: they keep their time unless `timers` is `move`.
   *  @throws FollowUpRuleUnknown and as `createRule` */
  updateRule(id: string, input: FollowUpRuleUpdate): Promise<FollowUpRuleChange>;
  /** @throws RuleOrderIncomplete */
  reorderRules(ids: readonly string[]): Promise<FollowUpRuleRow[]>;
  /** Its pending follow-ups are not sent any more. @throws FollowUpRuleUnknown */
  deleteRule(id: string): Promise<void>;
  /** The soonest due first. */
  listPending(
    filter: { channelId?: string | undefined; conversationId?: string | undefined },
    page: { limit: number; after?: { dueAt: string; conversationId: string } | undefined },
  ): Promise<PendingFollowUp[]>;
  /** Who is meant by pending follow-ups, by their conversations. */
  findContacts(pending: readonly PendingFollowUp[]): Promise<ReadonlyMap<string, FollowUpContact>>;
  /** @throws FollowUpUnknown */
  cancel(conversationId: string): Promise<void>;
  /** Makes the rule a new installation begins with. */
  insertDefaults(tx: Tx): Promise<void>;
}

export interface FollowUpRuleChange extends FollowUpRuleRow {
  readonly timers: { readonly pending: number; readonly effect: "none" | "keep" | "move" };
}

export interface FollowUpContact {
  readonly id: string;
  readonly name: string | null;
  readonly phone: string | null;
}

interface Deps {
  db: Db;
  clock: Clock;
  ids: Ids;
  channels: Pick<ChannelsService, "get">;
  templates: TemplateRenderer;
  activeRules: ActiveRules;
  lookups: Pick<AutoreplyLookups, "findContacts" | "findConversations">;
  addJob: Jobs["addJob"];
  moveTimersJob: MoveTimersJob;
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
  async function change<T>(changed: string | readonly string[], work: (tx: Tx) => Promise<T>): Promise<T> {
    const ids = typeof changed === "string" ? [changed] : changed;
    const result = await runInTransaction(db, async (tx) => {
      const done = await work(tx);
      await insertEvent(tx, "follow-ups.changed", { ids }, clock.now());
      return done;
    });
    activeRules.forget();
    return result;
  }

  /** Now, and once more when every node has heard of the change: until then others set timers by the rule as it was. */
  async function moveTimers(tx: Tx, ruleId: string): Promise<void> {
    const again = new Date(clock.now().getTime() + 2 * RULE_BOOK_TTL_MS);
    await deps.addJob(tx, deps.moveTimersJob, { ruleId }, { key: `${deps.moveTimersJob.id}:${ruleId}` });
    await deps.addJob(
      tx,
      deps.moveTimersJob,
      { ruleId },
      { key: `${deps.moveTimersJob.id}:${ruleId}:again`, runAt: again },
    );
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
    async updateRule(id, { timers = "keep", ...given }) {
      const input = withoutUndefined(given);
      await check({ ...(await getRule(id)), ...input });
      const pending = await store.countTimers(db, id);
      const effect = await change(id, async (tx) => {
        const before = await store.lockFollowUpRule(tx, id);
        if (!before) throw new FollowUpRuleUnknown();
        const rule: FollowUpRule = { ...before, ...input };
        await store.updateFollowUpRule(tx, rule, clock.now());
        if (!changesTimes(before, rule)) return "none";
        if (timers === "move") await moveTimers(tx, id);
        return timers;
      });
      return { ...(await getRule(id)), timers: { pending, effect: pending === 0 ? "none" : effect } };
    },
    async reorderRules(order) {
      await change(order, async (tx) => {
        checkOrder(order, await store.lockFollowUpRules(tx));
        await store.updateFollowUpRuleOrder(tx, order);
      });
      return store.listFollowUpRules(db);
    },
    async deleteRule(id) {
      const isDeleted = await change(id, (tx) => store.deleteFollowUpRule(tx, id));
      if (!isDeleted) throw new FollowUpRuleUnknown();
    },
    listPending: (filter, page) => store.listPending(db, filter, page),
    async findContacts(pending) {
      const conversations = await deps.lookups.findConversations(
        db,
        pending.map(({ conversationId }) => conversationId),
      );
      const contactIds = conversations.flatMap(({ contactId }) => contactId ?? []);
      const contacts = await deps.lookups.findContacts(db, [...new Set(contactIds)]);
      const known = new Map(contacts.map(({ id, name, phone }) => [id, { id, name, phone }]));
      return new Map(
        conversations.flatMap(({ id, contactId }) => {
          const contact = known.get(contactId ?? "");
          return contact ? [[id, contact] as const] : [];
        }),
      );
    },
    async cancel(conversationId) {
      if (!(await store.deleteFollowUp(db, conversationId))) throw new FollowUpUnknown();
    },
    async insertDefaults(tx) {
      if ((await store.countFollowUpRules(tx)) > 0) return;
      await store.insertFollowUpRule(tx, { id: ids.newId(), ...DEFAULT_FOLLOW_UP_RULE }, clock.now());
    },
  };
}
