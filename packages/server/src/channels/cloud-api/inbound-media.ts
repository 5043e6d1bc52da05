/** The file of an inbound message, as Meta announces it. Pure. */
import type { InboundContent } from "../channel.ts";
import { findId, findMember, findText, type JsonRecord } from "./json-members.ts";
import { readFailedStatus } from "./outcome.ts";

const MEDIA_TYPES = new Set(["image", "video", "audio", "document", "sticker"]);

/** `body` is the object under the type's key. Errors stand on the message itself (131052: too large, or lost at Meta). */
export function readMedia(
  type: string,
  body: JsonRecord | undefined,
  message: JsonRecord,
): Pick<InboundContent, "media" | "mediaError"> {
  if (!MEDIA_TYPES.has(type)) return {};
  const errors = findMember(message, "errors");
  const providerMediaId = findId(body, "id");
  if (providerMediaId === undefined) {
    if (!Array.isArray(errors) || errors.length === 0) return {};
    const { error } = readFailedStatus(errors);
    return { mediaError: { ...error, title: "WhatsApp could not pass on the file this contact sent." } };
  }
  const url = findText(body, "url");
  const mimeType = findText(body, "mime_type");
  const sha256 = normaliseSha256(findText(body, "sha256"));
  const filename = findText(body, "filename");
  return {
    media: {
      providerMediaId,
      ...(url === undefined ? {} : { url }),
      ...(mimeType === undefined ? {} : { mimeType }),
      ...(sha256 === undefined ? {} : { sha256 }),
      ...(filename === undefined ? {} : { filename }),
    },
  };
}

/** Lower-case hex, whether given so or in base64: Meta does both. undefined: neither. */
export function normaliseSha256(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (/^[0-9a-f]{64}$/i.test(text)) return text.toLowerCase();
  const bytes = Buffer.from(text, "base64");
  return bytes.length === 32 ? bytes.toString("hex") : undefined;
}
