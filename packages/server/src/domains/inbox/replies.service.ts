/** What people write from the inbox. */
import type { MessageContent } from "../../channels/content.ts";
import type { Actor } from "../../platform/actor.ts";
import type { Logger } from "../../platform/logger.ts";
import type {
  Conversations,
  ConversationsService,
  MessagesService,
  ThreadMessage,
  ThreadReader,
} from "../messages/index.ts";
import { ConversationChannelRemoved, MessageNotThere, QuotedElsewhere } from "./inbox.errors.ts";

export interface ReplyDraft {
  readonly conversationId: string;
  readonly content: MessageContent;
  /** The message it answers. */
  readonly quotedMessageId?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

export interface RepliesService {
  /** Goes before everything that waits, and counts as a person's reply: follow-ups and rules know. As `send` of messages, and
   *  @throws ConversationUnknown, ConversationChannelRemoved, QuotedElsewhere, MessageNotThere */
  send(draft: ReplyDraft, by: Actor): Promise<ThreadMessage>;
  /** An empty emoji takes a reaction back. Answers with the message reacted to.
   *  @throws MessageUnknown, MessageNotThere, and as `send` of messages */
  react(messageId: string, emoji: string, by: Actor, idempotencyKey?: string): Promise<ThreadMessage>;
}

interface Deps {
  readonly logger: Logger;
  readonly messages: Pick<MessagesService, "send" | "get">;
  readonly conversations: Pick<ConversationsService, "getBare">;
  readonly readReceipts: Conversations["readReceipts"];
  readonly readReceiptPolicy: () => string;
  readonly threads: ThreadReader;
  readonly isChannelThere: (channelId: string) => Promise<boolean>;
}

const LOOKS = 3;

export function createRepliesService(deps: Deps): RepliesService {
  const { messages, conversations, threads } = deps;

  async function checkConversation(id: string): Promise<void> {
    const { channelId } = await conversations.getBare(id);
    if (!(await deps.isChannelThere(channelId))) throw new ConversationChannelRemoved();
  }

  /** A receipt that is not taken must not fail the reply, which is queued already; the next reading marks everything before it. */
  function tellRead(conversationId: string): void {
    if (deps.readReceiptPolicy() !== "on-reply") return;
    deps.readReceipts.markRead(conversationId, false).catch((error: unknown) => {
      deps.logger.info({ err: error, conversationId }, "a read receipt was not taken");
    });
  }

  /** Where it is now: a merge of contacts may move it at any moment, while it was being sent, too. */
  async function shown(messageId: string): Promise<ThreadMessage> {
    for (let attempt = 1; attempt <= LOOKS; attempt++) {
      const { conversationId } = await messages.get(messageId);
      const [message] = await threads.find(conversationId, [messageId]);
      if (message) return message;
    }
    throw new Error("a message moved each time it was to be shown");
  }

  return {
    async send({ conversationId, content, quotedMessageId, idempotencyKey }, by) {
      await checkConversation(conversationId);
      const quoted = quotedMessageId === undefined ? undefined : await messages.get(quotedMessageId);
      if (quoted && quoted.conversationId !== conversationId) throw new QuotedElsewhere();
      if (quoted && quoted.providerId === null) throw new MessageNotThere();
      const sent = await messages.send({
        to: { conversationId },
        content,
        source: { kind: "inbox", id: by.id },
        quotedProviderId: quoted?.providerId ?? undefined,
        idempotencyKey,
      });
      tellRead(conversationId);
      return shown(sent.id);
    },
    async react(messageId, emoji, by, idempotencyKey) {
      const { conversationId, providerId } = await messages.get(messageId);
      await checkConversation(conversationId);
      if (providerId === null) throw new MessageNotThere();
      await messages.send({
        to: { conversationId },
        content: { type: "reaction", targetProviderId: providerId, emoji },
        source: { kind: "inbox", id: by.id },
        idempotencyKey,
      });
      return shown(messageId);
    },
  };
}
