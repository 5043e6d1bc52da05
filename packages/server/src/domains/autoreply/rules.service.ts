import type { ChannelsService } from "../../channels/channels.service.ts";
import type { Clock } from "../../platform/clock.ts";
import { afterCommit, type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { insertEvent } from "../../platform/events/index.ts";
import type { Ids } from "../../platform/ids.ts";
import type { TemplateRenderer } from "../templates/index.ts";
import type { ActiveRules } from "./active-rules.ts";
import { RuleUnknown, TooManyRules } from "./autoreply.errors.ts";
import type { AutoreplySettings, SavedTemplates } from "./autoreply.ports.ts";
import type { RuleCreate, RuleUpdate } from "./autoreply.schemas.ts";
import { compileMatch, listReplyTemplates, type RuleDefinition } from "./compile-rule.ts";
import { DEFAULT_RULES } from "./default-rules.ts";
import { checkOrder } from "./rule-order.rules.ts";
import { type DayCounts, fillDays, lastDays } from "./rule-statistics.rules.ts";
import { listRuleDays } from "./rule-statistics.store.ts";
import type { CountedRule } from "./rules.store.ts";
import * as store from "./rules.store.ts";

export interface RulesService {
  /** In the order in which they are asked. */
  list(): Promise<CountedRule[]>;
  /** @throws RuleUnknown */
  get(id: string): Promise<CountedRule>;
  /** Adds a rule behind those there are.
   *  @throws TemplateInvalid, PatternInvalid, MatchValueEmpty, TooManyRules, and channel-unknown */
  create(input: RuleCreate): Promise<CountedRule>;
  /** Changes what is given. @throws RuleUnknown and as `create` */
  update(id: string, input: RuleUpdate): Promise<CountedRule>;
  /** @throws RuleUnknown */
  delete(id: string): Promise<void>;
  /** A copy right behind it, turned off. @throws RuleUnknown, TooManyRules */
  duplicate(id: string): Promise<CountedRule>;
  /** @throws RuleOrderIncomplete */
  reorder(ids: readonly string[]): Promise<CountedRule[]>;
  /** What could not work is refused. @throws TemplateInvalid, PatternInvalid, MatchValueEmpty, and channel-unknown */
  check(rule: RuleDefinition): Promise<void>;
  /** What each rule did on each of the last `days` days, today included; of one rule when `ruleId` is given.
   *  @throws RuleUnknown */
  statistics(days: number, ruleId?: string): Promise<RuleStatistics>;
  /** Makes the rules a new installation begins with. */
  insertDefaults(tx: Tx): Promise<void>;
}

export interface RuleStatistics {
  /** In which the days begin. */
  readonly timezone: string;
  readonly items: Array<{ ruleId: string; ruleName: string; days: DayCounts[] }>;
}

interface Deps {
  db: Db;
  clock: Clock;
  ids: Ids;
  channels: Pick<ChannelsService, "get">;
  templates: TemplateRenderer;
  activeRules: ActiveRules;
  savedTemplates: SavedTemplates;
  settings: () => AutoreplySettings;
}

/** Each is asked about every message. */
const MAX_RULES = 500;

export function createRulesService(deps: Deps): RulesService {
  const { db, clock, ids, channels, templates, activeRules } = deps;

  async function get(id: string): Promise<CountedRule> {
    const rule = await store.findCountedRule(db, id);
    if (!rule) throw new RuleUnknown();
    return rule;
  }

  async function check(rule: RuleDefinition): Promise<void> {
    compileMatch(rule.match);
    for (const source of listReplyTemplates(rule.reply)) templates.parse(source);
    if (rule.channelId !== null) await channels.get(rule.channelId);
  }

  /** A change after which the rules are read again. */
  function change<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return runInTransaction(db, (tx) => {
      afterCommit(tx, activeRules.forget);
      return work(tx);
    });
  }

  const tellChanged = (tx: Tx, changed: readonly string[]) =>
    insertEvent(tx, "rules.changed", { ids: changed }, clock.now());

  async function insert(tx: Tx, rule: RuleDefinition): Promise<void> {
    await store.lockRules(tx);
    if ((await store.countRules(tx)) >= MAX_RULES) throw new TooManyRules(MAX_RULES);
    await keepTemplate(tx, rule);
    await store.insertRules(tx, [rule], clock.now());
    await tellChanged(tx, [rule.id]);
  }

  /** What it sends is not deleted before it is known to be used. */
  async function keepTemplate(tx: Tx, { reply }: RuleDefinition): Promise<void> {
    if (reply.type === "saved-template") await deps.savedTemplates.keep(tx, reply.templateId);
  }

  return {
    list: () => store.listCountedRules(db),
    get,
    check,
    async create(input) {
      const rule: RuleDefinition = { id: ids.newId(), ...input };
      await check(rule);
      await change((tx) => insert(tx, rule));
      return get(rule.id);
    },
    async duplicate(id) {
      const original = await get(id);
      const copy: RuleDefinition = { ...original, id: ids.newId(), name: copyName(original.name), enabled: false };
      await change(async (tx) => {
        await insert(tx, copy);
        await store.moveBehind(tx, copy.id, id);
      });
      return get(copy.id);
    },
    async update(id, given) {
      const input = withoutUndefined(given);
      await check({ ...(await get(id)), ...input });
      await change(async (tx) => {
        // Read again: somebody else may have changed another part of it.
        const before = await store.lockRule(tx, id);
        if (!before) throw new RuleUnknown();
        const rule: RuleDefinition = { ...before, ...input };
        await keepTemplate(tx, rule);
        await store.updateRule(tx, rule, clock.now());
        await tellChanged(tx, [id]);
      });
      return get(id);
    },
    async delete(id) {
      const isDeleted = await change(async (tx) => {
        await tellChanged(tx, [id]);
        return store.deleteRule(tx, id);
      });
      if (!isDeleted) throw new RuleUnknown();
    },
    async reorder(order) {
      await change(async (tx) => {
        checkOrder(order, await store.lockRules(tx));
        await store.updateRuleOrder(tx, order);
        await tellChanged(tx, order);
      });
      return store.listCountedRules(db);
    },
    async statistics(count, ruleId) {
      const timezone = deps.settings().defaultTimezone;
      const days = lastDays(clock.now(), timezone, count);
      const rules = ruleId === undefined ? await store.listRules(db) : [await get(ruleId)];
      const range = { from: days[0] as string, to: days.at(-1) as string };
      const counted = await listRuleDays(db, range, ruleId);
      const filled = fillDays(
        days,
        counted,
        rules.map((rule) => rule.id),
      );
      return {
        timezone,
        items: rules.map(({ id, name }) => ({ ruleId: id, ruleName: name, days: filled.get(id) ?? [] })),
      };
    },
    async insertDefaults(tx) {
      if ((await store.countRules(tx)) > 0) return;
      afterCommit(tx, activeRules.forget);
      await store.insertRules(
        tx,
        DEFAULT_RULES.map((rule) => ({ id: ids.newId(), ...rule })),
        clock.now(),
      );
    },
  };
}

const MAX_NAME = 120;
const COPIED = " (2)";

function copyName(name: string): string {
  return `${name.slice(0, MAX_NAME - COPIED.length).trim()}${COPIED}`;
}

/** Fields a caller gave as undefined are fields not given. */
export function withoutUndefined<T extends object>(input: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(input).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
