/** Conversations as people work in them, as one part: lists, changes, read receipts, and their API. */

import type { Tx } from "../../platform/db/index.ts";
import { insertEvent } from "../../platform/events/index.ts";
import type { HttpApp } from "../../platform/http/index.ts";
import { removeTagEverywhere } from "./conversation-changes.store.ts";
import { registerConversationRoutes } from "./conversations.routes.ts";
import {
  type ConversationsDeps,
  type ConversationsService,
  createConversationsService,
} from "./conversations.service.ts";
import { createReadReceipts, type ReadReceipts } from "./read-receipts.ts";

export interface Conversations {
  readonly service: ConversationsService;
  readonly readReceipts: ReadReceipts;
  /** To be called in the transaction that deletes a tag. */
  forgetTag(tx: Tx, tagId: string): Promise<void>;
  registerRoutes(app: HttpApp): void;
}

/** When contacts see that their messages were read. */
export type ReadReceiptPolicy = "on-open" | "on-reply" | "never";

export function createConversations(
  deps: ConversationsDeps & { readonly readReceiptPolicy: () => ReadReceiptPolicy },
): Conversations {
  const service = createConversationsService(deps);
  const readReceipts = createReadReceipts(deps);
  return {
    service,
    readReceipts,
    async forgetTag(tx, tagId) {
      await insertEvent(tx, "conversations.changed", { ids: await removeTagEverywhere(tx, tagId) }, deps.clock.now());
    },
    registerRoutes(app) {
      registerConversationRoutes(app, { service, readReceipts, readReceiptPolicy: deps.readReceiptPolicy });
    },
  };
}
