import type { proto } from "baileys";
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
