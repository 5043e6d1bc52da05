import type { ChannelsService } from "../../channels/channels.service.ts";
import type { Db } from "../../platform/db/index.ts";
import { ChasquiError } from "../../platform/errors.ts";
import { findConversation } from "./conversations.store.ts";
import { ConversationUnknown } from "./messages.errors.ts";
import { findLatestInboundProviderId } from "./messages.store.ts";

export interface ReadReceipts {
  /** Marks a conversation read at the platform; false when it holds no inbound message.
   *  @throws ConversationUnknown, and `mark-read-failed` when the platform refused */
  markRead(conversationId: string, typing: boolean): Promise<boolean>;
}

export function createReadReceipts({ db, channels }: { db: Db; channels: ChannelsService }): ReadReceipts {
  return {
    async markRead(conversationId, typing) {
      const conversation = await findConversation(db, conversationId);
      if (!conversation) throw new ConversationUnknown();
      const channel = channels.open(await channels.get(conversation.channelId));
      const providerId = await findLatestInboundProviderId(db, conversationId);
      if (providerId === undefined || !channel.markRead) return false;
      try {
        await channel.markRead(providerId, { typing });
      } catch (cause) {
        throw new ChasquiError("unavailable", "mark-read-failed", "WhatsApp did not take the read receipt.", {
          mend: "Try again in a moment.",
          cause,
        });
      }
      return true;
    },
  };
}
