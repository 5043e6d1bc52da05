import type { proto } from "baileys";
import { addressOf } from "../nodes/addresses.ts";
import { isGroup, type SentMessage } from "../world/entities.ts";
import { readType } from "./readable.ts";

/** The attributes that tell WhatsApp's servers what kind of message they carry, without its content. */
export function shapeOf(content: proto.IMessage): { readonly type: string; readonly edit?: string } {
  switch (readType(content)) {
    case "text":
    case "other":
      return { type: "text" };
    case "reaction":
      return { type: "reaction" };
    case "poll":
      return { type: "poll" };
    case "edit":
      return { type: "text", edit: "1" };
    case "revoke":
      return { type: "text", edit: "7" };
    default:
      return { type: "media" };
  }
}

/** What the author's own devices get of a message: the same, and to whom it went. In a group everybody gets the same. */
export function copyForOwnDevice({ to, addressing, content }: SentMessage): proto.IMessage {
  return isGroup(to) ? content : { deviceSentMessage: { destinationJid: addressOf(to, addressing), message: content } };
}
