/** AI replies as one part: settings, what waits for an answer, and the job that asks for it. */
import type { Clock } from "../../platform/clock.ts";
import type { SecretBox } from "../../platform/crypto.ts";
import type { Db } from "../../platform/db/index.ts";
import type { HttpApp } from "../../platform/http/index.ts";
import type { Ids } from "../../platform/ids.ts";
import type { Job, JobKind, Jobs } from "../../platform/jobs.ts";
import type { Logger } from "../../platform/logger.ts";
import type { OutgoingHttp } from "../../platform/outgoing/index.ts";
import type { SendGuard } from "../messages/index.ts";
import type { TemplateRenderer } from "../templates/index.ts";
import { createAiReplyGuard } from "./ai-replies.guard.ts";
import { createUpkeepJob, createWake, createWorkJob } from "./ai-replies.jobs.ts";
import type { AiLookups, AlertSink, OrganisationSettings } from "./ai-replies.ports.ts";
import { registerAiReplyRoutes } from "./ai-replies.routes.ts";
import { type AiRepliesService, createAiRepliesService } from "./ai-replies.service.ts";
import { createAiSettings } from "./ai-settings.service.ts";
import { createAnswerConversation } from "./answer-conversation.ts";
import { createAsk } from "./ask.ts";
import { createWorker } from "./worker.ts";

export interface AiReplies {
  readonly service: AiRepliesService;
  /** To be asked before AI replies go out. */
  readonly guard: SendGuard;
  readonly workJob: JobKind;
  /** To be run every hour, on one node. */
  readonly upkeepJob: Job<Record<string, never>>;
  registerRoutes(app: HttpApp): void;
}

export interface AiRepliesDeps {
  db: Db;
  clock: Clock;
  ids: Ids;
  logger: Logger;
  box: SecretBox;
  http: OutgoingHttp;
  renderer: TemplateRenderer;
  addJob: Jobs["addJob"];
  organisation: () => OrganisationSettings;
  lookups: AiLookups;
  alerts: AlertSink;
  hideFromLogs: (secret: string) => void;
}

export function createAiReplies(deps: AiRepliesDeps): AiReplies {
  const settings = createAiSettings(deps);
  const ask = createAsk(deps);
  const answerConversation = createAnswerConversation({ ...deps, settings, ask });
  const workJob = createWorkJob(createWorker({ ...deps, answerConversation }));
  const wake = createWake(deps.addJob, workJob);
  const service = createAiRepliesService({ ...deps, settings, ask, wake });
  return {
    service,
    guard: createAiReplyGuard(),
    workJob,
    upkeepJob: createUpkeepJob({ ...deps, wake }),
    registerRoutes: (app) => registerAiReplyRoutes(app, { service, settings }),
  };
}
