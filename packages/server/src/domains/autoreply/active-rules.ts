import type { ChannelsService } from "../../channels/channels.service.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { Template, TemplateRenderer } from "../templates/index.ts";
import type { SavedTemplates } from "./autoreply.ports.ts";
import { type CompiledRule, compileRule, type RuleDefinition } from "./compile-rule.ts";
import { type FollowUpRule, listFollowUpRules } from "./follow-ups.store.ts";
import { listRules } from "./rules.store.ts";

/** The rules in force, ready to decide. */
export interface RuleBook {
  /** Enabled ones, in order. */
  readonly rules: readonly CompiledRule[];
  /** Enabled ones, in order. */
  readonly followUpRules: readonly FollowUpRule[];
  readonly channelNames: ReadonlyMap<string, string>;
  /** Those that rules send, by id. */
  readonly savedTemplates: ReadonlyMap<string, Template>;
}

/** Keeps the rule book at hand. A change made on this node counts at once (`forget`), one made on another within RULE_BOOK_TTL_MS. */
export interface ActiveRules {
  /** Within a transaction, give it: whoever holds one connection must not wait for another. */
  get(tx?: Tx): Promise<RuleBook>;
  forget(): void;
}

/** How long another node may still go by the rules as they were. */
export const RULE_BOOK_TTL_MS = 2_000;

export function createActiveRules(deps: {
  db: Db;
  clock: Clock;
  channels: Pick<ChannelsService, "list">;
  templates: TemplateRenderer;
  savedTemplates: SavedTemplates;
}): ActiveRules {
  const { db, clock, channels, templates, savedTemplates } = deps;
  let known: { until: number; book: RuleBook } | undefined;
  /** Raised by `forget`, so that what was being read meanwhile is not kept. */
  let generation = 0;
  let compiled = new Map<string, { version: number; rule: CompiledRule }>();

  async function read(tx: Tx | undefined): Promise<RuleBook> {
    const rows = (await listRules(tx ?? db)).filter((row) => row.enabled);
    compiled = new Map(
      rows.map((row) => {
        const before = compiled.get(row.id);
        const rule = before?.version === row.version ? before.rule : compileRule(row, templates);
        return [row.id, { version: row.version, rule }];
      }),
    );
    return {
      rules: [...compiled.values()].map(({ rule }) => rule),
      followUpRules: (await listFollowUpRules(tx ?? db)).filter((rule) => rule.enabled),
      channelNames: new Map((await channels.list(tx)).map((channel) => [channel.id, channel.name])),
      savedTemplates: await readTemplates(tx, rows),
    };
  }

  async function readTemplates(tx: Tx | undefined, rules: readonly RuleDefinition[]): Promise<Map<string, Template>> {
    const ids = rules.flatMap(({ reply }) => (reply.type === "saved-template" ? [reply.templateId] : []));
    if (ids.length === 0) return new Map();
    const found = await savedTemplates.find(tx ?? db, [...new Set(ids)]);
    return new Map(found.map((template) => [template.id, template]));
  }

  return {
    async get(tx) {
      if (known && known.until > clock.monotonicMs()) return known.book;
      const readAt = generation;
      const book = await read(tx);
      if (readAt === generation) known = { until: clock.monotonicMs() + RULE_BOOK_TTL_MS, book };
      return book;
    },
    forget() {
      generation += 1;
      known = undefined;
    },
  };
}
