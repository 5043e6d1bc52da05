/** A message of ours as WhatsApp Web takes it. Files are encrypted and uploaded on the way. */

import type { Readable } from "node:stream";
import type { AnyMessageContent, proto as Proto, WAMessage, WAMessageKey, WASocket } from "baileys";
import type { OutboundMessage, SendError } from "../channel.ts";
import type { MessageContent } from "../content.ts";
import type { LinkPreviewer } from "./link-preview.ts";
import type { SessionStore } from "./session-store.ts";
import { writeVcard } from "./vcard.rules.ts";
import type { Wa } from "./wa.ts";

/** A file to be sent. */
export interface SendableFile {
  readonly mime: string;
  readonly filename?: string | undefined;
  open(): Readable;
}

export interface FileSource {
  /** One of ours; undefined: it is gone. */
  findFile(mediaId: string): Promise<SendableFile | undefined>;
  /** One behind a link. @throws OutgoingRefused, … */
  fetchFile(url: string): Promise<SendableFile>;
}

/** The message can never be sent as it is. */
export class Unsendable extends Error {
  readonly reason: SendError;

  constructor(reason: SendError) {
    super(reason.title);
    this.reason = reason;
  }
}

interface Deps {
  readonly wa: Wa;
  readonly socket: WASocket;
  readonly session: SessionStore;
  readonly files: FileSource;
  readonly previews: LinkPreviewer;
}

export async function compose(
  deps: Deps,
  jid: string,
  messageId: string,
  message: OutboundMessage,
): Promise<Proto.IMessage> {
  const { wa, socket, session } = deps;
  const content = await toLibraryContent(deps, jid, message.content);
  const quoted =
    message.quotedProviderId === undefined ? undefined : await findQuoted(session, jid, message.quotedProviderId);
  const made = await wa.generateWAMessage(jid, content, {
    userJid: socket.authState.creds.me?.id ?? "",
    messageId,
    upload: socket.waUploadToServer,
    ...(quoted === undefined ? {} : { quoted }),
  });
  return made.message as Proto.IMessage;
}

async function toLibraryContent(deps: Deps, jid: string, content: MessageContent): Promise<AnyMessageContent> {
  switch (content.type) {
    case "text":
      return {
        text: content.text,
        linkPreview: (content.previewUrl === false ? undefined : await deps.previews.find(content.text)) ?? null,
      };
    case "image":
      return { image: await stream(deps.files, content), ...optional("caption", content.caption) };
    case "video":
      return { video: await stream(deps.files, content), ...optional("caption", content.caption) };
    case "sticker":
      return { sticker: await stream(deps.files, content) };
    case "audio": {
      const file = await findFile(deps.files, content);
      // As a voice note phones take Opus alone.
      const ptt = content.voice === true;
      return { audio: { stream: file.open() }, ptt, mimetype: ptt ? "audio/ogg; codecs=opus" : file.mime };
    }
    case "document": {
      const file = await findFile(deps.files, content);
      return {
        document: { stream: file.open() },
        mimetype: file.mime,
        fileName: content.filename ?? file.filename ?? "file",
        ...optional("caption", content.caption),
      };
    }
    case "location":
      return {
        location: {
          degreesLatitude: content.latitude,
          degreesLongitude: content.longitude,
          ...optional("name", content.name),
          ...optional("address", content.address),
        },
      };
    case "contacts":
      return {
        contacts: {
          displayName: content.contacts.map(({ formattedName }) => formattedName).join(", "),
          contacts: content.contacts.map((card) => ({ displayName: card.formattedName, vcard: writeVcard(card) })),
        },
      };
    case "reaction":
      return { react: { text: content.emoji, key: await findKey(deps.session, jid, content.targetProviderId) } };
    default:
      throw new Unsendable({
        code: "content-not-supported",
        title: `WhatsApp Web can't send messages of the type “${content.type}”.`,
        mend: "Send a text instead, or send it on a Cloud API channel.",
      });
  }
}

type FileContent = { link?: string | undefined; mediaId?: string | undefined };

async function stream(files: FileSource, content: FileContent): Promise<{ stream: Readable }> {
  return { stream: (await findFile(files, content)).open() };
}

async function findFile(files: FileSource, { link, mediaId }: FileContent): Promise<SendableFile> {
  if (mediaId === undefined) return files.fetchFile(link as string);
  const file = await files.findFile(mediaId);
  if (file) return file;
  throw new Unsendable({
    code: "media-gone",
    title: "The file of this message is no longer there.",
    mend: "Upload it again.",
  });
}

async function findKey(session: SessionStore, jid: string, id: string): Promise<WAMessageKey> {
  const received = await session.findReceived(id);
  if (received?.key) return { ...received.key, id } as WAMessageKey;
  return { remoteJid: jid, id, fromMe: true };
}

/** What is quoted is shown from what is sent along with it. */
async function findQuoted(session: SessionStore, jid: string, id: string): Promise<WAMessage> {
  const received = await session.findReceived(id);
  if (received?.key && received.message) return received as WAMessage;
  const message = (await session.findSent(id)) ?? { conversation: "" };
  return { key: { remoteJid: jid, id, fromMe: true }, message } as WAMessage;
}

function optional<Name extends string>(name: Name, value: string | undefined): { [Key in Name]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: string };
}
