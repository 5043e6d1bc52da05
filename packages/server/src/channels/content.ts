/** What an outbound message can contain: one shape for every channel; a driver turns it into its platform's. */
import { z } from "zod";
import { areFilesSound } from "./content-files.ts";

/** WhatsApp's own limits (characters). A driver with other limits checks its own on top. */
export const MAX_TEXT_LENGTH = 4096;
const MAX_CAPTION_LENGTH = 1024;

const httpsUrl = z
  .url({ protocol: /^https?$/, error: "must be an http(s) URL" })
  .max(2048)
  .describe("Where the file is fetched from; WhatsApp needs https");
const caption = z.string().max(MAX_CAPTION_LENGTH).optional();
/** Where the file is: one of the two. */
const file = {
  link: httpsUrl.optional(),
  mediaId: z.uuid().optional().describe("Instead of `link`: the id of a file uploaded to /api/v1/media"),
};
const hasOneFile = (content: { link?: string | undefined; mediaId?: string | undefined }) =>
  (content.link === undefined) !== (content.mediaId === undefined);
const ONE_FILE = { error: "give either `link` or `mediaId`", path: ["mediaId"] };
const fileHeader = <Kind extends "image" | "video" | "document">(type: Kind) =>
  z.strictObject({ type: z.literal(type), ...file }).refine(hasOneFile, ONE_FILE);
const header = z
  .discriminatedUnion("type", [
    z.strictObject({ type: z.literal("text"), text: z.string().min(1).max(60) }),
    fileHeader("image"),
    fileHeader("video"),
    fileHeader("document"),
  ])
  .optional();
/** In content that is written as Meta's API takes it, a file of ours stands where Meta's `id` or `link` would. */
const MEDIA_ID_INSIDE =
  "Where a file is named by `id` or `link`, `mediaId` may stand instead: the id of a file uploaded to /api/v1/media";
const FILES_UNSOUND = {
  error:
    "`mediaId` is the id of an uploaded file, without `id` or `link` beside it, in the object `image`, `video` or `document`",
};
const interactiveBase = { header, body: z.string().min(1).max(1024), footer: z.string().min(1).max(60).optional() };

const text = z.strictObject({
  type: z.literal("text"),
  text: z.string().min(1).max(MAX_TEXT_LENGTH),
  previewUrl: z.boolean().optional().describe("Show a preview of the first link in the text"),
});
const image = z.strictObject({ type: z.literal("image"), ...file, caption }).refine(hasOneFile, ONE_FILE);
const video = z.strictObject({ type: z.literal("video"), ...file, caption }).refine(hasOneFile, ONE_FILE);
const audio = z
  .strictObject({ type: z.literal("audio"), ...file, voice: z.boolean().optional() })
  .refine(hasOneFile, ONE_FILE);
const document = z
  .strictObject({ type: z.literal("document"), ...file, caption, filename: z.string().min(1).max(240).optional() })
  .refine(hasOneFile, ONE_FILE);
const sticker = z.strictObject({ type: z.literal("sticker"), ...file }).refine(hasOneFile, ONE_FILE);
const location = z.strictObject({
  type: z.literal("location"),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  name: z.string().max(1000).optional(),
  address: z.string().max(1000).optional(),
});
const contacts = z.strictObject({
  type: z.literal("contacts"),
  contacts: z
    .array(
      z.strictObject({
        formattedName: z.string().min(1).max(200),
        firstName: z.string().max(100).optional(),
        lastName: z.string().max(100).optional(),
        organization: z.string().max(200).optional(),
        phones: z
          .array(z.strictObject({ phone: z.string().min(1).max(40), type: z.string().max(20).optional() }))
          .max(20)
          .optional(),
        emails: z
          .array(z.strictObject({ email: z.email(), type: z.string().max(20).optional() }))
          .max(20)
          .optional(),
      }),
    )
    .min(1)
    .max(5),
});
const reaction = z.strictObject({
  type: z.literal("reaction"),
  targetProviderId: z.string().min(1).max(512).describe("The provider id of the message reacted to"),
  emoji: z.string().max(16).describe("Empty: takes the reaction back"),
});
const buttons = z.strictObject({
  type: z.literal("buttons"),
  ...interactiveBase,
  buttons: z
    .array(z.strictObject({ id: z.string().min(1).max(256), title: z.string().min(1).max(20) }))
    .min(1)
    .max(3),
});
const list = z.strictObject({
  type: z.literal("list"),
  ...interactiveBase,
  button: z.string().min(1).max(20).describe("The text of the button that opens the list"),
  sections: z
    .array(
      z.strictObject({
        title: z.string().min(1).max(24).optional(),
        rows: z
          .array(
            z.strictObject({
              id: z.string().min(1).max(200),
              title: z.string().min(1).max(24),
              description: z.string().max(72).optional(),
            }),
          )
          .min(1)
          .max(10),
      }),
    )
    .min(1)
    .max(10),
});
const ctaUrl = z.strictObject({
  type: z.literal("cta-url"),
  ...interactiveBase,
  displayText: z.string().min(1).max(20),
  url: httpsUrl,
});
/** Meta's interactive messages that are rare enough to have no shape of their own here. */
const META_INTERACTIVE_TYPES = [
  "flow",
  "location_request_message",
  "request_contact_info",
  "call_permission_request",
  "voice_call",
  "address_message",
  "catalog_message",
  "product",
  "product_list",
  "carousel",
  "order_details",
  "order_status",
] as const;
const interactive = z.strictObject({
  type: z.literal("interactive"),
  interactive: z
    .looseObject({ type: z.enum(META_INTERACTIVE_TYPES), action: z.record(z.string(), z.unknown()) })
    .refine(areFilesSound, FILES_UNSOUND)
    .describe(
      `As Meta's API takes it; reply buttons, lists and link buttons have types of their own. ${MEDIA_ID_INSIDE}`,
    ),
});
const template = z.strictObject({
  type: z.literal("template"),
  name: z.string().regex(/^[a-z0-9_]{1,512}$/, "must be lower-case letters, digits and _"),
  language: z.string().min(2).max(15),
  components: z
    .array(z.record(z.string(), z.unknown()))
    .max(20)
    .refine(areFilesSound, FILES_UNSOUND)
    .optional()
    .describe(`As Meta's API takes them. ${MEDIA_ID_INSIDE}`),
});

export const messageContentSchema = z.discriminatedUnion("type", [
  text,
  image,
  video,
  audio,
  document,
  sticker,
  location,
  contacts,
  reaction,
  buttons,
  list,
  ctaUrl,
  interactive,
  template,
]);

export type MessageContent = z.infer<typeof messageContentSchema>;
