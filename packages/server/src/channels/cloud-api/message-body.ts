/** Our message as the body Meta's `POST /{phone-number-id}/messages` takes. Pure. */
import type { OutboundMessage, Recipient } from "../channel.ts";
import type { MessageContent } from "../content.ts";
import { nameByPlatform } from "../content-files.ts";

type Interactive = Extract<MessageContent, { type: "buttons" | "list" | "cta-url" }>;
type Card = Extract<MessageContent, { type: "contacts" }>["contacts"][number];

/** The JSON text to post, or undefined when the recipient has no address this channel can use. `extra` are members besides those. */
export function buildMessageBody(
  message: OutboundMessage,
  extra?: Readonly<Record<string, unknown>>,
): string | undefined {
  const address = buildAddress(message.to);
  if (address === undefined) return undefined;
  const body: Record<string, unknown> = { messaging_product: "whatsapp", ...address, ...buildContent(message) };
  // Meta takes a reaction's target from the reaction itself and refuses a quote beside it.
  if (message.quotedProviderId !== undefined && message.content.type !== "reaction") {
    body.context = { message_id: message.quotedProviderId };
  }
  body.biz_opaque_callback_data = message.id;
  if (extra !== undefined) Object.assign(body, extra);
  return JSON.stringify(body);
}

export function buildReadBody(providerId: string, typing: boolean): string {
  return JSON.stringify({
    messaging_product: "whatsapp",
    status: "read",
    message_id: providerId,
    ...(typing ? { typing_indicator: { type: "text" } } : {}),
  });
}

/** A phone wins over a BSUID: one-time-password templates refuse BSUIDs. */
function buildAddress(to: Recipient): Record<string, string> | undefined {
  if (to.group !== undefined) return { recipient_type: "group", to: to.group };
  // Without the + Meta may read a number as local to the sender's country.
  if (to.phone !== undefined) return { to: to.phone.startsWith("+") ? to.phone : `+${to.phone}` };
  if (to.bsuid !== undefined) return { recipient: to.bsuid };
  return undefined;
}

type FileIds = ReadonlyMap<string, string>;

/** A file is named by Meta's id of it, or by a link that Meta follows. */
function buildFile(
  { link, mediaId }: { link?: string | undefined; mediaId?: string | undefined },
  fileIds: FileIds,
): Record<string, unknown> {
  return mediaId === undefined ? { link } : { id: fileIds.get(mediaId.toLowerCase()) };
}

function buildContent({ content, providerMediaIds: fileIds = new Map() }: OutboundMessage): Record<string, unknown> {
  switch (content.type) {
    case "text":
      return { type: "text", text: present({ body: content.text, preview_url: content.previewUrl }) };
    case "image":
    case "video":
      return {
        type: content.type,
        [content.type]: present({ ...buildFile(content, fileIds), caption: content.caption }),
      };
    case "audio":
      return { type: "audio", audio: present({ ...buildFile(content, fileIds), voice: content.voice }) };
    case "document":
      return {
        type: "document",
        document: present({
          ...buildFile(content, fileIds),
          caption: content.caption,
          filename: content.filename,
        }),
      };
    case "sticker":
      return { type: "sticker", sticker: buildFile(content, fileIds) };
    case "location":
      return {
        type: "location",
        location: present({
          latitude: content.latitude,
          longitude: content.longitude,
          name: content.name,
          address: content.address,
        }),
      };
    case "contacts":
      return { type: "contacts", contacts: content.contacts.map(buildCard) };
    case "reaction":
      return { type: "reaction", reaction: { message_id: content.targetProviderId, emoji: content.emoji } };
    case "buttons":
    case "list":
    case "cta-url":
      return { type: "interactive", interactive: buildInteractive(content, fileIds) };
    case "interactive":
      return { type: "interactive", interactive: nameByPlatform(content.interactive, fileIds) };
    case "template":
      return {
        type: "template",
        template: present({
          name: content.name,
          language: { code: content.language },
          components: nameByPlatform(content.components, fileIds),
        }),
      };
  }
}

function buildInteractive(content: Interactive, fileIds: FileIds): Record<string, unknown> {
  return present({
    type: INTERACTIVE_TYPE[content.type],
    header: buildHeader(content.header, fileIds),
    body: { text: content.body },
    footer: content.footer === undefined ? undefined : { text: content.footer },
    action: buildAction(content),
  });
}

const INTERACTIVE_TYPE = { buttons: "button", list: "list", "cta-url": "cta_url" } as const;

function buildHeader(header: Interactive["header"], fileIds: FileIds): Record<string, unknown> | undefined {
  if (header === undefined) return undefined;
  if (header.type === "text") return { type: "text", text: header.text };
  return { type: header.type, [header.type]: buildFile(header, fileIds) };
}

function buildAction(content: Interactive): Record<string, unknown> {
  switch (content.type) {
    case "buttons":
      return { buttons: content.buttons.map(({ id, title }) => ({ type: "reply", reply: { id, title } })) };
    case "list":
      return {
        button: content.button,
        sections: content.sections.map((section) =>
          present({ title: section.title, rows: section.rows.map((row) => present({ ...row })) }),
        ),
      };
    case "cta-url":
      return { name: "cta_url", parameters: { display_text: content.displayText, url: content.url } };
  }
}

function buildCard(card: Card): Record<string, unknown> {
  const hasNamePart = card.firstName !== undefined || card.lastName !== undefined;
  return present({
    name: present({
      formatted_name: card.formattedName,
      // Meta refuses a name that is nothing but formatted.
      first_name: hasNamePart ? card.firstName : card.formattedName,
      last_name: card.lastName,
    }),
    org: card.organization === undefined ? undefined : { company: card.organization },
    phones: card.phones,
    emails: card.emails,
  });
}

/** Without the members that are undefined. */
function present(value: Record<string, unknown>): Record<string, unknown> {
  for (const key of Object.keys(value)) {
    if (value[key] === undefined) delete value[key];
  }
  return value;
}
