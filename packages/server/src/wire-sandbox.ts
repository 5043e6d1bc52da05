/** Connects the virtual phones with what the business has of their chats. */
import type { ChannelsService } from "./channels/channels.service.ts";
import type { GroupBook } from "./channels/groups.ts";
import { shiftAiReplies } from "./domains/ai-replies/index.ts";
import { type Autoreply, shiftTimers } from "./domains/autoreply/index.ts";
import { forgetContacts } from "./domains/contacts/index.ts";
import { shiftNotes } from "./domains/inbox/index.ts";
import type { createMedia } from "./domains/media/index.ts";
import {
  deleteConversations,
  findConversationIds,
  type Messages,
  shiftConversation,
} from "./domains/messages/index.ts";
import { createSandbox, type Sandbox } from "./domains/sandbox/index.ts";
import type { Clock } from "./platform/clock.ts";
import type { Db } from "./platform/db/index.ts";
import type { Ids } from "./platform/ids.ts";
import type { Logger } from "./platform/logger.ts";

interface Parts {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly channels: ChannelsService;
  readonly groups: GroupBook;
  readonly messages: Messages;
  readonly media: ReturnType<typeof createMedia>;
  readonly autoreply: Autoreply;
}

export function wireSandbox({ messages, media, autoreply, ...parts }: Parts): Sandbox {
  const sandbox = createSandbox({
    ...parts,
    random: Math.random,
    ingest: messages.ingest,
    findConversations: findConversationIds,
    openFile: media.openFile,
    checkFile: media.outbound.checkSendable,
    timeShifters: [shiftConversation, shiftTimers, shiftNotes, shiftAiReplies],
    deleteConversations,
    forgetContacts,
    onDue(channelId) {
      autoreply.sweep.wake();
      messages.wakeOutbox(channelId);
    },
  });
  parts.channels.onStateChanged(async ({ state, kind, address }, tx) => {
    if (state === "removed" && kind === "sandbox") await sandbox.forgetChannel(tx, address);
  });
  return sandbox;
}
