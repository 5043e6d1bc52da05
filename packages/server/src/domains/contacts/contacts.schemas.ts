/** Shapes of the API. */
import { z } from "zod";
import { createCursorFormat, cursorTimeSchema, dateTimeSchema, idSchema } from "../../platform/http/index.ts";
import { TAG_COLORS } from "./tags.store.ts";

export const tagSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    color: z.enum(TAG_COLORS),
    createdAt: dateTimeSchema,
  })
  .meta({ id: "Tag" });

const tagName = z.string().trim().min(1).max(40);
export const tagCreateSchema = z.strictObject({ name: tagName, color: z.enum(TAG_COLORS).default("grey") });
export const tagUpdateSchema = z.strictObject({ name: tagName.optional(), color: z.enum(TAG_COLORS).optional() });

const identitySchema = z
  .object({
    kind: z.enum(["phone", "lid", "bsuid"]),
    scope: z.string().describe("The account within which the value is valid; empty for a phone"),
    value: z.string().describe("A phone is E.164 with +"),
  })
  .meta({ id: "Identity" });

const fieldValue = z.union([z.string(), z.number(), z.boolean()]);

const contactFields = {
  id: idSchema,
  name: z.string().nullable().describe("What it is called: `givenName`, or else `profileName`"),
  givenName: z.string().nullable().describe("What our people call it"),
  profileName: z.string().nullable().describe("What it calls itself on WhatsApp"),
  username: z.string().nullable(),
  language: z.string().nullable().describe("BCP 47, such as es or pt-BR"),
  timezone: z.string().nullable().describe("IANA name, such as America/Lima"),
  notes: z.string().nullable(),
  fields: z.record(z.string(), fieldValue).describe("Custom fields; templates print them as {{ contact.fields.city }}"),
  tagIds: z.array(idSchema),
  identities: z.array(identitySchema).describe("Every way to address it"),
  merged: z
    .array(z.object({ id: idSchema, name: z.string().nullable(), identities: z.array(identitySchema) }))
    .describe("Contacts that turned out to be this person; each can be split off again"),
  createdAt: dateTimeSchema,
  updatedAt: dateTimeSchema,
};

export const contactSchema = z.object(contactFields).meta({ id: "Contact" });

export const contactDetailSchema = z
  .object({
    ...contactFields,
    suppressions: z
      .array(
        z.object({
          scope: z.string().describe("all, marketing, or the id of a channel"),
          reason: z.string(),
          since: dateTimeSchema,
        }),
      )
      .describe("What it must not be sent"),
  })
  .meta({ id: "ContactDetail" });

const MAX_NOTES = 10_000;
const MAX_FIELD_TEXT = 2_000;
const MAX_FIELDS_AT_ONCE = 100;

export const contactUpdateSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200).nullable().optional().describe("null: the name it gives itself"),
    language: z
      .string()
      .max(35)
      .refine(isLanguage, "must be a language tag such as es or pt-BR")
      .transform((tag) => Intl.getCanonicalLocales(tag)[0] as string)
      .nullable()
      .optional(),
    timezone: z.string().max(60).refine(isTimezone, "must be a time zone such as America/Lima").nullable().optional(),
    notes: z.string().trim().max(MAX_NOTES).nullable().optional(),
    fields: z
      .record(
        z
          .string()
          .regex(/^\p{L}[\p{L}\p{N}_-]{0,59}$/u, "must begin with a letter; letters, digits, _ and - may follow"),
        z.union([z.string().max(MAX_FIELD_TEXT), z.number(), z.boolean()]).nullable(),
      )
      .refine((fields) => Object.keys(fields).length <= MAX_FIELDS_AT_ONCE, `at most ${MAX_FIELDS_AT_ONCE} at once`)
      .optional()
      .describe("Only those to be changed; null deletes one"),
  })
  .meta({ id: "ContactUpdate" });

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

const reason = z.string().trim().min(3).max(500).describe("Who wanted it, and how we know: kept for good");

export const suppressionCreateSchema = z.strictObject({
  scope: z
    .union([z.enum(["all", "marketing"]), idSchema])
    .describe("What it must not be sent: anything, marketing, anything on one channel"),
  reason,
});
export const suppressionLiftSchema = z.strictObject({ reason });

export const suppressionEventSchema = z
  .object({
    id: z.string(),
    scope: z.string(),
    kind: z.enum(["suppressed", "lifted"]),
    reason: z.string(),
    at: dateTimeSchema,
    actor: z
      .object({ kind: z.enum(["user", "api-key"]), id: idSchema, name: z.string().nullable() })
      .nullable()
      .describe("Who said so; null: the contact, or WhatsApp"),
  })
  .meta({ id: "SuppressionEvent" });

/** A place in a list ordered by a time and an id. */
export const contactCursor = createCursorFormat(z.object({ at: cursorTimeSchema, id: idSchema }));
