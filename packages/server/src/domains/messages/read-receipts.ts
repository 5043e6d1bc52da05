import type { ChannelsService } from "../../channels/channels.service.ts";
import { PlatformBusy, PlatformUnreachable } from "../../channels/management.ts";
import type { Db } from "../../platform/db/index.ts";
import { ChasquiError } from "../../platform/errors.ts";
import { findConversation } from "./conversations.store.ts";
import { ConversationUnknown } from "./messages.errors.ts";
import { findLatestInboundProviderId } from "./messages.store.ts";

export interface ReadReceipts {
  /** Marks a conversation read at the platform; false when it holds no inbound message.
   *  @throws ConversationUnknown, PlatformRefused, MarkReadFailed */
  markRead(conversationId: string, typing: boolean): Promise<boolean>;
}

const RETRY_AFTER_MS = 5_000;

/** The platform can't take it just now. Nothing is lost: the next reading marks everything before it. */
class MarkReadFailed extends ChasquiError {
  constructor(cause: ChasquiError) {
    super("unavailable", "mark-read-failed", `The message could not be marked read. ${cause.message}`, {
      mend: "Try again after the time given.",
      detail: { retryAfterMs: RETRY_AFTER_MS, ...cause.detail },
      cause,
    });
  }
}

function isPassing(error: unknown): error is ChasquiError {
  return error instanceof PlatformBusy || error instanceof PlatformUnreachable;
}

export function createReadReceipts({ db, channels }: { db: Db; channels: ChannelsService }): ReadReceipts {
  return {
    async markRead(conversationId, typing) {
      const conversation = await findConversation(db, conversationId);
      if (!conversation) throw new ConversationUnknown();
      const channel = channels.open(await channels.get(conversation.channelId));
      const providerId = await findLatestInboundProviderId(db, conversationId);
      if (providerId === undefined || !channel.markRead) return false;
      await channel.markRead(providerId, { typing }).catch((error: unknown) => {
        throw isPassing(error) ? new MarkReadFailed(error) : error;
      });
      return true;
    },
  };
}
