/** What a WhatsApp Web message contains, in the core's words. Pure and total: what it knows no type for keeps its own name. */
import type { proto as Proto, WAMessage } from "baileys";
import type { InboundContent, InboundMedia } from "../channel.ts";

interface Found {
  readonly content: InboundContent;
  /** The message this one quotes, reacts to, edits or takes back. */
  readonly quotedProviderId: string | undefined;
}

/** ProtocolMessage.Type */
const REVOKE = 0;
const EDIT = 14;
/** Parts of a message that say how it is to be shown, not what it is. */
const WRAPPINGS = [
  "ephemeralMessage",
  "viewOnceMessage",
  "viewOnceMessageV2",
  "viewOnceMessageV2Extension",
  "documentWithCaptionMessage",
  "editedMessage",
  "deviceSentMessage",
] as const;
/** Between devices, not between people. */
const SILENT = new Set([
  "senderKeyDistributionMessage",
  "fastRatchetKeySenderKeyDistributionMessage",
  "messageContextInfo",
  "protocolMessage",
  "keepInChatMessage",
  "pinInChatMessage",
  "encReactionMessage",
  "botInvokeMessage",
  "associatedChildMessage",
]);
/** Raw fields that are secret or large. */
const LEFT_OUT = new Set([
  "mediaKey",
  "fileEncSha256",
  "jpegThumbnail",
  "thumbnail",
  "waveform",
  "messageSecret",
  "contextInfo",
  "streamingSidecar",
  "scansSidecar",
  "midQualityFileSha256",
  "directPath",
  "url",
]);

/** Undefined: nothing for a person to see. */
export function readContent(message: WAMessage): Found | undefined {
  const inner = unwrap(message.message);
  if (inner === undefined) return undefined;
  const change = readChange(inner);
  if (change) return change;
  const kind = Object.keys(inner).find(
    (name) =>
      !SILENT.has(name) &&
      inner[name as keyof typeof inner] !== null &&
      inner[name as keyof typeof inner] !== undefined,
  ) as keyof Proto.IMessage | undefined;
  if (kind === undefined) return undefined;
  const body = inner[kind];
  const read = READERS[kind];
  const words: Partial<InboundContent> & { type: string } = read
    ? read(body as never, message.key.id as string)
    : { type: kind.replace(/Message(V\d)?$/, "").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) };
  return {
    content: { ...words, raw: typeof body === "string" ? { text: body } : clean(body) },
    quotedProviderId: contextOf(body)?.stanzaId ?? undefined,
  };
}

function unwrap(message: Proto.IMessage | null | undefined): Proto.IMessage | undefined {
  let inner = message ?? undefined;
  // A wrapping can't be deeper than there are kinds of it.
  for (let depth = 0; inner && depth < WRAPPINGS.length; depth++) {
    const outer: Proto.IMessage = inner;
    const wrapping = WRAPPINGS.find((name) => outer[name]?.message);
    if (wrapping === undefined) break;
    inner = outer[wrapping]?.message ?? undefined;
  }
  return inner;
}

function readChange(message: Proto.IMessage): Found | undefined {
  if (message.reactionMessage) {
    const { key, text } = message.reactionMessage;
    return { content: { type: "reaction", payload: text ?? "" }, quotedProviderId: key?.id ?? undefined };
  }
  const { protocolMessage } = message;
  if (protocolMessage?.type === REVOKE && protocolMessage.key) {
    return { content: { type: "revoke" }, quotedProviderId: protocolMessage.key.id ?? undefined };
  }
  if (protocolMessage?.type === EDIT) {
    const text = textOf(unwrap(protocolMessage.editedMessage));
    return {
      content: { type: "edit", ...(text === undefined ? {} : { text }) },
      quotedProviderId: protocolMessage.key?.id ?? undefined,
    };
  }
  return undefined;
}

type Words = Partial<InboundContent> & { type: string };
type Reader<Body> = (body: NonNullable<Body>, id: string) => Words;
type Readers = { readonly [Kind in keyof Proto.IMessage]?: Reader<Proto.IMessage[Kind]> };

const READERS: Readers = {
  conversation: (body) => text(body),
  extendedTextMessage: (body) => text(body.text),
  imageMessage: (body, id) => ({ type: "image", ...caption(body.caption), media: file(id, body) }),
  videoMessage: (body, id) => ({ type: "video", ...caption(body.caption), media: file(id, body) }),
  ptvMessage: (body, id) => ({ type: "video", media: file(id, body) }),
  audioMessage: (body, id) => ({ type: "audio", media: file(id, body) }),
  stickerMessage: (body, id) => ({ type: "sticker", media: file(id, body) }),
  documentMessage: (body, id) => ({ type: "document", ...caption(body.caption), media: file(id, body, body.fileName) }),
  locationMessage: () => ({ type: "location" }),
  liveLocationMessage: (body) => ({ type: "location", ...caption(body.caption) }),
  contactMessage: () => ({ type: "contacts" }),
  contactsArrayMessage: () => ({ type: "contacts" }),
  buttonsResponseMessage: (body) => reply(body.selectedDisplayText, body.selectedButtonId),
  templateButtonReplyMessage: (body) => reply(body.selectedDisplayText, body.selectedId),
  listResponseMessage: (body) => reply(body.title, body.singleSelectReply?.selectedRowId),
  interactiveResponseMessage: (body) => reply(body.body?.text, body.nativeFlowResponseMessage?.paramsJson),
  pollCreationMessage: (body) => ({ type: "poll", ...caption(body.name) }),
  pollCreationMessageV3: (body) => ({ type: "poll", ...caption(body.name) }),
};

function text(body: string | null | undefined): Words {
  return { type: "text", text: sound(body ?? "") };
}

function caption(words: string | null | undefined): { text?: string } {
  return words ? { text: sound(words) } : {};
}

function reply(title: string | null | undefined, id: string | null | undefined): Words {
  return { type: "interactive", ...caption(title), ...(id ? { payload: sound(id) } : {}) };
}

interface FileMessage {
  mimetype?: string | null;
  fileSha256?: Uint8Array | null;
}

function file(id: string, body: FileMessage, filename?: string | null): InboundMedia {
  return {
    providerMediaId: id,
    ...(body.mimetype ? { mimeType: sound(body.mimetype) } : {}),
    ...(body.fileSha256?.length ? { sha256: Buffer.from(body.fileSha256).toString("hex") } : {}),
    ...(filename ? { filename: sound(filename) } : {}),
  };
}

function textOf(message: Proto.IMessage | undefined): string | undefined {
  const words =
    message?.conversation ??
    message?.extendedTextMessage?.text ??
    message?.imageMessage?.caption ??
    message?.videoMessage?.caption ??
    message?.documentMessage?.caption;
  return words === null || words === undefined ? undefined : sound(words);
}

function contextOf(body: unknown): Proto.IContextInfo | undefined {
  return typeof body === "object" && body !== null && "contextInfo" in body
    ? ((body.contextInfo as Proto.IContextInfo | null) ?? undefined)
    : undefined;
}

/** What PostgreSQL takes: no NUL, no half of a pair. */
function sound(words: string): string {
  return words.replaceAll("\u0000", "").toWellFormed();
}

/** The library's object as plain JSON, without keys, pictures and defaults. */
function clean(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, inner) => {
      if (LEFT_OUT.has(name) || inner === null) return undefined;
      if (inner instanceof Uint8Array || inner?.type === "Buffer") return undefined;
      return typeof inner === "string" ? sound(inner) : inner;
    }) ?? "{}",
  );
}
