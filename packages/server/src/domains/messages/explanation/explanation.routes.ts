import { z } from "zod";
import { dateTimeSchema, type HttpApp, idParams, idSchema, particularsSchema } from "../../../platform/http/index.ts";
import { MESSAGE_STATES, SOURCE_KINDS } from "../messages.schemas.ts";
import { MESSAGE_ACTIONS } from "../thread/message-actions.rules.ts";
import { sendErrorSchema } from "../thread/thread.schemas.ts";
import type { ExplainMessage } from "./explanation.service.ts";

const nullableTime = dateTimeSchema.nullable();
const title = z.string().describe("In plain words");

const explanationSchema = z
  .object({
    messageId: idSchema,
    conversationId: idSchema,
    channelId: idSchema,
    direction: z.enum(["inbound", "outbound"]),
    source: z
      .object({
        kind: z.enum(SOURCE_KINDS),
        id: z.string().nullable(),
        name: z.string().nullable().describe("What the user, API key or rule is called; null: gone, or unknown"),
        link: z
          .object({ kind: z.string().describe("user, api-key, rule, follow-up-rule …"), id: z.string() })
          .nullable()
          .describe("What there is to look at"),
        title,
      })
      .nullable()
      .describe("Why it exists; null for inbound"),
    state: z.object({ code: z.enum(MESSAGE_STATES), title }),
    error: sendErrorSchema.nullable(),
    next: z
      .object({
        code: z.string().describe("Stable"),
        title,
        at: nullableTime.describe("When; null: nobody knows"),
        mend: z.string().nullable(),
        particulars: particularsSchema.optional(),
      })
      .nullable()
      .describe("What happens next by itself; null: nothing"),
    expiresAt: nullableTime.describe("Not sent after this time"),
    actions: z.array(z.enum(MESSAGE_ACTIONS)).describe("What a person may do now: POST /messages/{id}/{action}"),
    steps: z
      .array(
        z.object({
          at: dateTimeSchema,
          code: z.string().describe("Stable: what happened"),
          title,
          detail: z.string().nullable(),
          mend: z.string().nullable(),
          particulars: particularsSchema.optional(),
          until: nullableTime.describe("Until when it was put off"),
        }),
      )
      .describe("Everything that happened to it, the oldest first"),
  })
  .meta({ id: "MessageExplanation" });

export function registerExplanationRoutes(app: HttpApp, explain: ExplainMessage): void {
  app.get(
    "/api/v1/messages/:id/explanation",
    {
      config: { access: { scope: "messages:read" } },
      schema: {
        operationId: "explainMessage",
        tags: ["messages"],
        summary: "Why a message was sent or not: its source, every decision, how it stands, what happens next",
        params: idParams,
        response: { 200: explanationSchema },
      },
    },
    ({ params }) => explain(params.id),
  );
}
