import { z } from "zod";
import { dateTimeSchema, type HttpApp, idSchema } from "../../platform/http/index.ts";
import type { MessageTemplateVariables } from "./message-template-variables.service.ts";
import { previewProblemSchema } from "./templates.schemas.ts";

const READ = { access: { scope: "channels:read" } } as const;
const WRITE = { access: { scope: "channels:write" } } as const;
const tags = ["message-templates"];
const PATH = "/api/v1/channels/:id/templates/:templateId";
const params = z.strictObject({ id: idSchema.describe("The channel's id"), templateId: idSchema });

const valuesSchema = z
  .record(z.string().max(600), z.string().min(1).max(2000))
  .refine((values) => Object.keys(values).length <= 200, "at most 200 placeholders")
  .describe('Liquid by placeholder: `{ "body.1": "{{ contact.firstName | default: \'there\' }}" }`');

const placeholderSchema = z.object({
  id: z.string().describe("`body.1`, `header.image`, `button.0`"),
  part: z.enum(["header", "body", "button"]),
  kind: z
    .enum(["text", "url-ending", "code", "one-time-code", "image", "video", "document"])
    .describe("`image`, `video` and `document` want the https link of a file"),
  name: z.string().describe("As the template has it; of a button its text"),
  example: z.string().nullable().describe("What the platform was shown"),
  source: z.string().nullable().describe("Liquid; null: nothing was written yet"),
});

const mappingSchema = z
  .object({ placeholders: z.array(placeholderSchema), updatedAt: dateTimeSchema.nullable() })
  .meta({ id: "MessageTemplateVariables" });

const filledSchema = z
  .object({
    header: z.object({ kind: z.string(), text: z.string().nullable(), link: z.string().nullable() }).nullable(),
    body: z.string().nullable(),
    footer: z.string().nullable(),
    buttons: z.array(z.object({ kind: z.string(), text: z.string(), url: z.string().nullable() })),
    placeholders: z.array(
      placeholderSchema.extend({
        value: z.string().nullable().describe("null: nothing would stand there, and the platform refuses that"),
        problem: previewProblemSchema.nullable(),
        missing: z.array(z.string()),
      }),
    ),
    content: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe("The message to send by POST /messages; null while a placeholder has no value"),
  })
  .meta({ id: "MessageTemplatePreview" });

export function registerMessageTemplateVariableRoutes(app: HttpApp, service: MessageTemplateVariables): void {
  app.get(
    `${PATH}/variables`,
    {
      config: READ,
      schema: {
        operationId: "getMessageTemplateVariables",
        tags,
        summary: "The placeholders of a platform's template, and what they stand for",
        params,
        response: { 200: mappingSchema },
      },
    },
    ({ params: { id, templateId } }) => service.get(id, templateId),
  );

  app.put(
    `${PATH}/variables`,
    {
      config: WRITE,
      schema: {
        operationId: "updateMessageTemplateVariables",
        tags,
        summary: "Say what the placeholders of a platform's template stand for; replaces all",
        params,
        body: z.strictObject({ values: valuesSchema }),
        response: { 200: mappingSchema },
      },
    },
    async ({ params: { id, templateId }, body }) => {
      await service.set(id, templateId, body.values);
      return service.get(id, templateId);
    },
  );

  app.post(
    `${PATH}/preview`,
    {
      config: { ...READ, audit: false },
      schema: {
        operationId: "previewMessageTemplate",
        tags,
        summary: "See a platform's template filled for a contact, and the message to send; nothing is sent",
        params,
        body: z
          .strictObject({
            contactId: idSchema.optional().describe("Left out: samples stand for a contact"),
            values: valuesSchema.optional().describe("Instead of what is stored"),
          })
          .nullish(),
        response: { 200: filledSchema },
      },
    },
    async ({ params: { id, templateId }, body }) => {
      const preview = await service.preview(id, templateId, body ?? {});
      return { ...preview, content: preview.content ? { ...preview.content } : null };
    },
  );
}
