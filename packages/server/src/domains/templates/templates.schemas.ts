/** Shapes of the API. */
import { z } from "zod";
import { createCursorFormat, dateTimeSchema, idSchema } from "../../platform/http/index.ts";
import { MAX_TEMPLATE_LENGTH } from "./template-renderer.ts";

const languageSchema = z
  .string()
  .regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,2}$/, "must be a language like es or pt-BR")
  .describe("As in `es` or `pt-BR`");

const variantSchema = z
  .strictObject({
    language: languageSchema,
    body: z
      .string()
      .min(1)
      .max(MAX_TEMPLATE_LENGTH)
      .describe('Liquid: `Hello {{ contact.firstName | default: "there" }}`'),
  })
  .meta({ id: "TemplateVariant" });

const valuesSchema = z
  .record(z.string().min(1).max(100), z.string().max(1000))
  .refine((values) => Object.keys(values).length <= 100, "at most 100 values")
  .describe("By dotted names: `contact.name`, `contact.fields.city`");

const fields = {
  name: z.string().trim().min(1).max(120).describe("Unique, whatever its case"),
  description: z.string().trim().max(500),
  defaultLanguage: languageSchema.describe("Of the text for people in whose language there is none"),
  variants: z.array(variantSchema).min(1).max(30).describe("One text a language"),
  sampleValues: valuesSchema.describe("What previews show when no contact is chosen, by dotted names"),
};

export const templateCreateSchema = z.strictObject({
  ...fields,
  description: fields.description.default(""),
  sampleValues: fields.sampleValues.default({}),
});

export const templateUpdateSchema = z.strictObject({
  ...z.strictObject(fields).partial().shape,
  version: z.int().optional().describe("Refuse the change when the template is no longer this version"),
});

export const templateSchema = z
  .object({
    id: idSchema,
    ...fields,
    variables: z.array(z.string()).describe("What its texts ask for, each once"),
    version: z.int(),
    createdAt: dateTimeSchema,
    updatedAt: dateTimeSchema,
  })
  .meta({ id: "Template", description: "A text of ours with Liquid placeholders" });

export const templateUsesSchema = z.object({
  items: z.array(
    z
      .object({ kind: z.string().describe("What uses it: `rule`"), id: z.string(), name: z.string() })
      .meta({ id: "TemplateUse" }),
  ),
});

export const previewRequestSchema = z
  .strictObject({
    body: z.string().max(MAX_TEMPLATE_LENGTH).optional().describe("A text that need not be stored"),
    templateId: idSchema.optional().describe("A stored template; with `body` for its sample values only"),
    language: languageSchema.optional().describe("Which of its texts; default: the contact's language"),
    contactId: idSchema.optional().describe("Whom it would be sent to; left out: samples stand for a contact"),
    values: valuesSchema.optional(),
  })
  .refine((wanted) => wanted.body !== undefined || wanted.templateId !== undefined, {
    error: "give `body`, `templateId` or both",
    path: ["body"],
  });

export const previewProblemSchema = z
  .object({
    message: z.string(),
    line: z.int().optional().describe("From 1"),
    column: z.int().optional().describe("From 1"),
  })
  .meta({ id: "TemplateProblem" });

export const previewSchema = z
  .object({
    text: z.string().nullable().describe("null: it can't be made; `problem` tells why"),
    problem: previewProblemSchema.nullable(),
    language: z.string().nullable().describe("Of the stored text that was taken"),
    variables: z.array(z.string()).describe("What the text asks for"),
    missing: z.array(z.string()).describe("Printed, and without value and fallback: nothing stands there"),
    unknown: z.array(z.string()).describe("Variables that nothing fills: probably slips of the pen"),
  })
  .meta({ id: "TemplatePreview" });

export const variablesSchema = z.object({
  items: z.array(
    z
      .object({
        name: z.string(),
        description: z.string(),
        sample: z.string(),
        where: z.enum(["everywhere", "answers"]).describe("`answers`: only in what answers a message"),
      })
      .meta({ id: "TemplateVariable" }),
  ),
});

export const templateCursor = createCursorFormat(z.object({ name: z.string(), id: idSchema }));
