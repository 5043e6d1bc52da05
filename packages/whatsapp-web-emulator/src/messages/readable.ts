import type { proto } from "baileys";

/** What kind of message it is, in the words of the control API. */
export type MessageType =
  | "text"
  | "image"
  | "video"
  | "audio"
  | "voice"
  | "document"
  | "sticker"
  | "location"
  | "contact"
  | "reaction"
  | "edit"
  | "revoke"
  | "poll"
  | "other";

/** Takes off the envelopes that say how to show a message. */
export function unwrap(content: proto.IMessage): proto.IMessage {
  const inner =
    content.ephemeralMessage?.message ??
    content.viewOnceMessage?.message ??
    content.viewOnceMessageV2?.message ??
    content.documentWithCaptionMessage?.message ??
    content.editedMessage?.message;
  return inner ? unwrap(inner) : content;
}

export function readType(given: proto.IMessage): MessageType {
  const content = unwrap(given);
  if (content.conversation || content.extendedTextMessage) return "text";
  if (content.imageMessage) return "image";
  if (content.videoMessage || content.ptvMessage) return "video";
  if (content.audioMessage) return content.audioMessage.ptt === true ? "voice" : "audio";
  if (content.documentMessage) return "document";
  if (content.stickerMessage) return "sticker";
  if (content.locationMessage || content.liveLocationMessage) return "location";
  if (content.contactMessage || content.contactsArrayMessage) return "contact";
  if (content.reactionMessage) return "reaction";
  if (content.pollCreationMessage || content.pollCreationMessageV2 || content.pollCreationMessageV3) return "poll";
  if (content.protocolMessage) return content.protocolMessage.editedMessage ? "edit" : "revoke";
  return "other";
}

/** What a person reads: text, caption, emoji, name. */
export function readText(given: proto.IMessage): string | undefined {
  const content = unwrap(given);
  const edited = content.protocolMessage?.editedMessage;
  if (edited) return readText(edited);
  return (
    content.conversation ??
    content.extendedTextMessage?.text ??
    content.imageMessage?.caption ??
    content.videoMessage?.caption ??
    content.documentMessage?.caption ??
    content.reactionMessage?.text ??
    content.locationMessage?.name ??
    content.contactMessage?.displayName ??
    content.pollCreationMessage?.name ??
    content.pollCreationMessageV3?.name ??
    undefined
  );
}

/** The message it answers, if any. */
export function readQuotedId(given: proto.IMessage): string | undefined {
  const content = unwrap(given);
  const part =
    content.extendedTextMessage ??
    content.imageMessage ??
    content.videoMessage ??
    content.audioMessage ??
    content.documentMessage ??
    content.stickerMessage ??
    content.locationMessage ??
    content.contactMessage;
  return part?.contextInfo?.stanzaId ?? undefined;
}

/** The message a reaction, an edit or a deletion is about. */
export function readTargetId(given: proto.IMessage): string | undefined {
  const content = unwrap(given);
  return content.reactionMessage?.key?.id ?? content.protocolMessage?.key?.id ?? undefined;
}
