/** Sends a message again, once, when the platform refused it for its file: it may have lost its copy, or counted its age differently, or
 *  not reached the host of a link for a moment. A message refused for that certainly did not go out. A file of ours is uploaded anew before. */
import { z } from "zod";
import type { MessageContent } from "../../channels/content.ts";
import { findFiles } from "../../channels/content-files.ts";
import type { Clock } from "../../platform/clock.ts";
import { afterCommit, type Db, runInTransaction } from "../../platform/db/index.ts";
import { describeMessages, insertEvent } from "../../platform/events/index.ts";
import { defineJob, type Job, type Jobs } from "../../platform/jobs.ts";
import type { OutboundMedia } from "../media/index.ts";
import { hasDecision } from "./media-links.store.ts";
import { findMessage } from "./messages.store.ts";
import * as outbox from "./outbox/outbox.store.ts";
import type { MediaRefusedHandler } from "./outbox/recorder.ts";

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
  readonly media: OutboundMedia;
  readonly wake: (channelId: string) => void;
}

const payloadSchema = z.object({ messageId: z.uuid(), dispatchedAt: z.iso.datetime() });
type Payload = z.infer<typeof payloadSchema>;

const UPLOADED_AGAIN = {
  kind: "media-uploaded-again",
  reason: {
    code: "media-refused",
    title: "WhatsApp did not take the uploaded file (any more): it is uploaded again and the message sent once more.",
  },
};
const LINKED_AGAIN = {
  kind: "media-linked-again",
  reason: {
    code: "media-refused",
    title: "WhatsApp could not fetch or use the file behind the link: the message is sent once more.",
  },
};

/** Messages of these types show no file, whatever the platform says. */
const WITHOUT_FILES: ReadonlySet<string> = new Set<MessageContent["type"]>([
  "text",
  "location",
  "contacts",
  "reaction",
]);

export function createMediaResendJob({ db, clock, media, wake }: Deps): Job<Payload> {
  return defineJob({
    id: "messages.media-resend",
    payload: payloadSchema,
    async handle({ messageId, dispatchedAt }) {
      await runInTransaction(db, async (tx) => {
        const known = await findMessage(tx, messageId);
        if (!known) return;
        await outbox.lockConversations(tx, [known.conversationId]);
        // A person, or a late report, may have decided meanwhile.
        const message = await findMessage(tx, messageId);
        if (!message?.sourceKind || message.state !== "failed" || WITHOUT_FILES.has(message.type)) return;
        const files = findFiles(message.content);
        const { kind, reason } = files.length === 0 ? LINKED_AGAIN : UPLOADED_AGAIN;
        if (message.sourceKind === "phone" || (await hasDecision(tx, messageId, kind))) return;
        const now = clock.now();
        for (const { mediaId } of files)
          await media.forgetUpload(tx, message.channelId, mediaId, new Date(dispatchedAt));
        await outbox.reopen(tx, [{ ...message, sourceKind: message.sourceKind, availableAt: now }], now);
        await outbox.promoteNext(tx, [message.conversationId], now);
        const detail = { reason, error: message.error };
        await outbox.insertMessageEvents(tx, [{ messageId, kind, detail }], now);
        await insertEvent(tx, "messages.changed", describeMessages([message]), now);
        afterCommit(tx, () => wake(message.channelId));
      });
    },
  });
}

export function createMediaRefusedHandler(job: Job<Payload>, addJob: Jobs["addJob"]): MediaRefusedHandler {
  return async (tx, refused) => {
    for (const { messageId, dispatchedAt } of refused) {
      const payload = { messageId, dispatchedAt: dispatchedAt.toISOString() };
      await addJob(tx, job, payload, { key: `media-resend:${messageId}` });
    }
  };
}
