/** The autoreply domain as one part: rules that answer, follow-ups after silence. */
import type { ChannelsService } from "../../channels/channels.service.ts";
import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction } from "../../platform/db/index.ts";
import type { DueSweep } from "../../platform/due-sweep.ts";
import type { HttpApp } from "../../platform/http/index.ts";
import type { Ids } from "../../platform/ids.ts";
import type { Logger } from "../../platform/logger.ts";
import type { ContactsService } from "../contacts/index.ts";
import type { MessagesService, ReceivedHandler, SendGuard } from "../messages/index.ts";
import type { TemplateRenderer } from "../templates/index.ts";
import { createActiveRules } from "./active-rules.ts";
import type { AutoreplyLookups, AutoreplySettings } from "./autoreply.ports.ts";
import { createFollowUpGuard } from "./follow-up-guard.ts";
import { createFollowUpSweep } from "./follow-up-sweep.ts";
import { registerFollowUpRoutes } from "./follow-ups.routes.ts";
import { createFollowUpsService, type FollowUpsService } from "./follow-ups.service.ts";
import { createReceivedHandler } from "./received.ts";
import { registerRuleRoutes } from "./rules.routes.ts";
import { createRulesService, type RulesService } from "./rules.service.ts";
import { claimDefaults } from "./rules.store.ts";

export interface Autoreply {
  readonly rules: RulesService;
  readonly followUps: FollowUpsService;
  /** To be subscribed to received messages. */
  readonly onReceived: ReceivedHandler;
  /** To be asked before follow-ups go out. */
  readonly followUpGuard: SendGuard;
  /** Runs on nodes that dispatch. */
  readonly sweep: DueSweep;
  registerRoutes(app: HttpApp): void;
  /** At the first start ever, makes the rules a new installation begins with; after that they are the users' own. */
  ensureDefaults(): Promise<void>;
}

export interface AutoreplyDeps {
  db: Db;
  clock: Clock;
  ids: Ids;
  logger: Logger;
  messages: Pick<MessagesService, "enqueue">;
  contacts: Pick<ContactsService, "suppress" | "liftSuppression">;
  channels: Pick<ChannelsService, "get" | "list">;
  templates: TemplateRenderer;
  lookups: AutoreplyLookups;
  settings: () => AutoreplySettings;
}

export function createAutoreply(deps: AutoreplyDeps): Autoreply {
  const activeRules = createActiveRules(deps);
  const rules = createRulesService({ ...deps, activeRules });
  const followUps = createFollowUpsService({ ...deps, activeRules });
  const sweep = createFollowUpSweep(deps);
  return {
    rules,
    followUps,
    onReceived: createReceivedHandler({ ...deps, activeRules, onFollowUpSet: sweep.expect }),
    followUpGuard: createFollowUpGuard(),
    sweep,
    registerRoutes(app) {
      registerRuleRoutes(app, rules);
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
