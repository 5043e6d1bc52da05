import { z } from "zod";
import { messageContentSchema } from "../../channels/content.ts";
import { getActor } from "../../platform/actor.ts";
import { type HttpApp, idempotencyHeaders, idParams, idSchema } from "../../platform/http/index.ts";
import { threadMessageSchema } from "../messages/index.ts";
import type { RepliesService } from "./replies.service.ts";

const SEND = { access: { scope: "messages:send" } } as const;

/** A reaction belongs to a message, and has a route there. */
const replySchema = z
  .strictObject({
    text: z.string().min(1).max(4096).optional().describe("Short for a content of type text"),
    content: messageContentSchema
      .refine((content) => content.type !== "reaction", "react by POST /messages/{id}/reaction")
      .optional(),
    quotedMessageId: idSchema.optional().describe("The message it answers"),
  })
  .refine((body) => (body.text === undefined) !== (body.content === undefined), {
    error: "give either `text` or `content`",
    path: ["content"],
  });

export function registerReplyRoutes(app: HttpApp, service: RepliesService): void {
  app.post(
    "/api/v1/conversations/:id/messages",
    {
      config: SEND,
      schema: {
        operationId: "answerConversation",
        tags: ["conversations"],
        summary: "Answer in a conversation as a person",
        description:
          "Goes before everything that waits to be sent, opens the conversation, and counts as a person's reply. Answers 409 `service-window-closed` when only templates are allowed.",
        headers: idempotencyHeaders,
        params: idParams,
        body: replySchema,
        response: { 202: threadMessageSchema },
      },
    },
    async (request, reply) => {
      const { text, content, quotedMessageId } = request.body;
      const draft = {
        conversationId: request.params.id,
        content: content ?? { type: "text" as const, text: text as string },
        quotedMessageId,
        idempotencyKey: request.headers["idempotency-key"],
      };
      return reply.code(202).send(await service.send(draft, getActor(request)));
    },
  );

  app.post(
    "/api/v1/messages/:id/reaction",
    {
      config: SEND,
      schema: {
        operationId: "setMessageReaction",
        tags: ["messages"],
        summary: "React to a message, or take a reaction back",
        headers: idempotencyHeaders,
        params: idParams,
        body: z.strictObject({ emoji: z.string().max(16).describe("Empty: takes the reaction back") }),
        response: { 202: threadMessageSchema },
      },
    },
    async (request, reply) => {
      const key = request.headers["idempotency-key"];
      const { params, body } = request;
      return reply.code(202).send(await service.react(params.id, body.emoji, getActor(request), key));
    },
  );
}
