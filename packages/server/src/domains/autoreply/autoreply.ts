/** The autoreply domain as one part: rules that answer, follow-ups after silence. */
import type { ChannelsService } from "../../channels/channels.service.ts";
import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import type { DueSweep } from "../../platform/due-sweep.ts";
import type { HttpApp } from "../../platform/http/index.ts";
import type { Ids } from "../../platform/ids.ts";
import type { JobKind, Jobs } from "../../platform/jobs.ts";
import type { Logger } from "../../platform/logger.ts";
import type { ContactsService } from "../contacts/index.ts";
import type { MessagesService, ReceivedHandler, SendGuard } from "../messages/index.ts";
import type { TemplateRenderer, TemplateUse } from "../templates/index.ts";
import { createActiveRules } from "./active-rules.ts";
import type { AiPort, AutoreplyLookups, AutoreplySettings, SavedTemplates } from "./autoreply.ports.ts";
import { createFollowUpGuard } from "./follow-up-guard.ts";
import { createFollowUpSweep } from "./follow-up-sweep.ts";
import { registerFollowUpRoutes } from "./follow-ups.routes.ts";
import { createFollowUpsService, type FollowUpsService } from "./follow-ups.service.ts";
import { createMoveTimersJob } from "./move-timers.job.ts";
import { createOptOut } from "./opt-out.ts";
import { createReceivedHandler } from "./received.ts";
import { dayOf } from "./rule-statistics.rules.ts";
import { addTallies } from "./rule-statistics.store.ts";
import { createTestRules, type TestRules } from "./rule-test.service.ts";
import { registerRuleRoutes } from "./rules.routes.ts";
import { createRulesService, type RulesService } from "./rules.service.ts";
import { claimDefaults, findRulesSending } from "./rules.store.ts";

export interface Autoreply {
  readonly rules: RulesService;
  readonly followUps: FollowUpsService;
  readonly testRules: TestRules;
  /** What of it sends a template of ours. */
  findTemplateUses(tx: Db | Tx, templateId: string): Promise<TemplateUse[]>;
  /** Somebody else has written the answer that a rule asked for. */
  noteReplied(tx: Tx, ruleId: string): Promise<void>;
  /** To be subscribed to received messages. */
  readonly onReceived: ReceivedHandler;
  /** To be asked before follow-ups go out. */
  readonly followUpGuard: SendGuard;
  /** Runs on nodes that dispatch. */
  readonly sweep: DueSweep;
  readonly moveTimersJob: JobKind;
  registerRoutes(app: HttpApp): void;
  /** At the first start ever, makes the rules a new installation begins with; after that they are the users' own. */
  ensureDefaults(): Promise<void>;
}

export interface AutoreplyDeps {
  db: Db;
  clock: Clock;
  ids: Ids;
  logger: Logger;
  addJob: Jobs["addJob"];
  messages: Pick<MessagesService, "enqueue">;
  contacts: Pick<ContactsService, "suppress" | "liftSuppression">;
  channels: Pick<ChannelsService, "get" | "list">;
  templates: TemplateRenderer;
  lookups: AutoreplyLookups;
  settings: () => AutoreplySettings;
  savedTemplates: SavedTemplates;
  ai: AiPort;
}

export function createAutoreply(deps: AutoreplyDeps): Autoreply {
  const activeRules = createActiveRules(deps);
  const rules = createRulesService({ ...deps, activeRules });
  const sweep = createFollowUpSweep(deps);
  const moveTimersJob = createMoveTimersJob({ ...deps, onTimersMoved: sweep.expect });
  const followUps = createFollowUpsService({ ...deps, activeRules, moveTimersJob });
  const optOut = createOptOut(deps);
  const testRules = createTestRules({ ...deps, wishes: optOut.wishes, checkRule: rules.check });
  return {
    rules,
    followUps,
    testRules,
    findTemplateUses: async (tx, templateId) =>
      (await findRulesSending(tx, templateId)).map((rule) => ({ kind: "rule", ...rule })),
    async noteReplied(tx, ruleId) {
      const now = deps.clock.now();
      const tally = { ruleId, matched: 0, replied: 1, failed: 0, lastError: null };
      await addTallies(tx, [tally], dayOf(now, deps.settings().defaultTimezone), now);
    },
    onReceived: createReceivedHandler({ ...deps, activeRules, optOut, onFollowUpSet: sweep.expect }),
    followUpGuard: createFollowUpGuard(),
    sweep,
    moveTimersJob,
    registerRoutes(app) {
      registerRuleRoutes(app, rules, testRules);
      registerFollowUpRoutes(app, followUps);
    },
    ensureDefaults: () =>
      runInTransaction(deps.db, async (tx) => {
        if (!(await claimDefaults(tx, deps.clock.now()))) return;
        await rules.insertDefaults(tx);
        await followUps.insertDefaults(tx);
      }),
  };
}
