/** The inbox as one part: threads with notes, answers by people, quick replies. Lists of conversations are the messages domain's own. */
import type { ChannelsService } from "../../channels/channels.service.ts";
import type { FindActorNames } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { HttpApp } from "../../platform/http/index.ts";
import type { Ids } from "../../platform/ids.ts";
import type { Logger } from "../../platform/logger.ts";
import type { ContactsService } from "../contacts/index.ts";
import { findMedia } from "../media/index.ts";
import { type Conversations, createThreadReader, type MessagesService } from "../messages/index.ts";
import type { TemplateRenderer } from "../templates/index.ts";
import type { NamePeople } from "./inbox.ports.ts";
import { createNotesService } from "./notes.service.ts";
import { registerQuickReplyRoutes } from "./quick-replies.routes.ts";
import { createQuickRepliesService } from "./quick-replies.service.ts";
import { findMediaOfQuickReplies } from "./quick-replies.store.ts";
import { registerReplyRoutes } from "./replies.routes.ts";
import { createRepliesService } from "./replies.service.ts";
import { registerNoteRoutes, registerThreadRoutes } from "./thread.routes.ts";
import { createThreadService } from "./thread.service.ts";

export interface Inbox {
  /** Which of these files quick replies show: they are not deleted as long as they do. */
  findMediaUses(tx: Tx, mediaIds: readonly string[]): Promise<ReadonlyMap<string, { isWaiting: boolean }>>;
  registerRoutes(app: HttpApp): void;
}

export interface InboxDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly channels: Pick<ChannelsService, "list">;
  readonly messages: MessagesService;
  readonly conversations: Conversations;
  readonly templates: TemplateRenderer;
  readonly findActorNames: FindActorNames;
  readonly findContactNames: ContactsService["findNames"];
  readonly namePeople: NamePeople;
  readonly settings: () => { readonly organisationName: string; readonly readReceipts: string };
}

export function createInbox(deps: InboxDeps): Inbox {
  const { channels, settings } = deps;
  const reader = createThreadReader({ ...deps, findMedia });
  const conversations = deps.conversations.service;
  const threads = createThreadService({ ...deps, conversations, messages: reader });
  const notes = createNotesService({ ...deps, conversations });
  const replies = createRepliesService({
    ...deps,
    conversations,
    readReceipts: deps.conversations.readReceipts,
    readReceiptPolicy: () => settings().readReceipts,
    threads: reader,
    isChannelThere: async (id) => (await channels.list()).some((channel) => channel.id === id),
  });
  const quickReplies = createQuickRepliesService({
    ...deps,
    conversations,
    listChannels: () => channels.list(),
    organisationName: () => settings().organisationName,
  });
  return {
    async findMediaUses(tx, mediaIds) {
      return new Map((await findMediaOfQuickReplies(tx, mediaIds)).map((id) => [id, { isWaiting: true }]));
    },
    registerRoutes(app) {
      registerThreadRoutes(app, threads);
      registerNoteRoutes(app, { notes, threads });
      registerReplyRoutes(app, replies);
      registerQuickReplyRoutes(app, quickReplies);
    },
  };
}
