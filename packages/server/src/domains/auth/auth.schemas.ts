import { z } from "zod";
import { dateTimeSchema, idSchema } from "../../platform/http/index.ts";
import { LONGEST_PASSWORD } from "./passwords.rules.ts";
import { SCOPES, USER_ROLES } from "./scopes.rules.ts";
import { LANGUAGES } from "./users.store.ts";

export const roleSchema = z.enum(USER_ROLES).meta({ id: "UserRole", description: "The most powerful first" });
export const languageSchema = z.enum(LANGUAGES).meta({ id: "Language" });
export const nameSchema = z.string().trim().min(1).max(100).describe("What others call them");
export const emailSchema = z
  .email("must be an e-mail address")
  .max(254)
  .toLowerCase()
  .describe("By which they sign in; capitals make no difference");
export const tokenSchema = z.string().min(1).max(100).describe("What stands behind `#token=` in the link");
/** One that is typed to be compared with. */
export const passwordSchema = z.string().min(1).max(LONGEST_PASSWORD);
/** Its strength is judged with the name and e-mail address beside it. */
export const newPasswordSchema = z
  .string()
  .min(1)
  .max(LONGEST_PASSWORD)
  .describe("At least 10 characters; refused when it is common, or little more than the name or e-mail address");

export const meSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    email: z.string(),
    role: roleSchema,
    scopes: z.array(z.enum(SCOPES)).describe("All that the role allows, each by its name"),
    language: languageSchema.nullable().describe("null: whatever the browser speaks"),
    createdAt: dateTimeSchema,
  })
  .meta({ id: "Me" });

const USER_STATES = ["active", "invited", "disabled"] as const;

export const userSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    email: z.string(),
    role: roleSchema,
    language: languageSchema.nullable(),
    state: z.enum(USER_STATES).describe("`invited`: has not set a password yet"),
    createdAt: dateTimeSchema,
    lastSeenAt: dateTimeSchema.nullable().describe("To the minute"),
    invitedUntil: dateTimeSchema.nullable().describe("Until when the open invitation is valid"),
  })
  .meta({ id: "User" });

export const linkSchema = z
  .object({
    url: z.url().describe("To be given to the person. It works once, and is shown this once"),
    expiresAt: dateTimeSchema,
  })
  .meta({ id: "OneTimeLink" });
