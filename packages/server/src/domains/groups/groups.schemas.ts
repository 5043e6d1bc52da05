/** Shapes of the API of groups. */
import { z } from "zod";
import { createCursorFormat, dateTimeSchema, idSchema, pageQueryFields } from "../../platform/http/index.ts";

const groupFields = {
  id: idSchema,
  channelId: idSchema,
  address: z.string().describe("The platform's id of it; may stand in `to` of POST /messages"),
  subject: z.string().describe("Its name"),
  description: z.string().nullable(),
  role: z.enum(["admin", "member"]).describe("What the channel's account is in it"),
  isAnnouncement: z.boolean().describe("Only admins may write in it"),
  participantCount: z.int(),
  conversationId: idSchema.nullable().describe("null: nobody has written in it yet, as far as is known here"),
  hasInviteLink: z.boolean().describe("The account is an admin, and may have the link"),
  obstacle: z
    .object({ code: z.string(), title: z.string(), mend: z.string() })
    .nullable()
    .describe("Why nothing can be written in it; null: it can"),
  leftAt: dateTimeSchema.nullable().describe("Since when the account is no longer in it"),
  refreshedAt: dateTimeSchema.describe("When the platform was last asked for all of it"),
};

export const groupSchema = z.object(groupFields).meta({ id: "Group" });

export const groupDetailSchema = z
  .object({
    ...groupFields,
    participants: z
      .array(
        z.object({
          contactId: idSchema.nullable().describe("null: they have never written to us"),
          name: z.string().nullable(),
          phone: z.string().nullable().describe("E.164; null: WhatsApp does not tell it"),
          role: z.enum(["owner", "admin", "member"]),
          isSelf: z.boolean().describe("The channel's own account"),
        }),
      )
      .describe("The account itself, then admins, then by name"),
  })
  .meta({ id: "GroupDetail" });

export const groupListQuery = z.strictObject({
  ...pageQueryFields,
  search: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe("Words of the name, each at least begun, without regard to case and accents"),
  state: z.enum(["joined", "left"]).default("joined").describe("Groups the account is in, or was in once"),
});

export const groupParams = z.strictObject({ id: idSchema, groupId: idSchema });

export const inviteLinkSchema = z
  .object({ link: z.url().describe("Whoever has it can join") })
  .meta({ id: "GroupInviteLink" });

export const groupCursor = createCursorFormat(z.object({ name: z.string(), id: idSchema }));
