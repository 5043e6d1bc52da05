import type { JsonObject } from "../http/body.ts";
import { refuse } from "../http/graph-errors.ts";
import { invalid, missing, optionalText } from "./checks.ts";

/** A piece of media a message refers to. */
export interface MediaReference {
  readonly kind: "image" | "video" | "audio" | "document" | "sticker";
  readonly id: string | undefined;
  readonly link: string | undefined;
}

const MEDIA_KINDS = ["image", "video", "audio", "document", "sticker"] as const;

/** Reads `{id}` or `{link}`; both or neither is refused. */
export function readMedia(kind: MediaReference["kind"], holder: JsonObject, path: string): MediaReference {
  const id = typeof holder.id === "number" ? String(holder.id) : optionalText(holder, "id", `${path}['id']`, 512);
  const link = optionalText(holder, "link", `${path}['link']`, 4096);
  if (id === undefined && link === undefined) missing(`${path}['id'] or ${path}['link']`);
  if (id !== undefined && link !== undefined) invalid(`Only one of ${path}['id'] and ${path}['link'] can be provided.`);
  if (link !== undefined && !URL.canParse(link)) throw refuse(131009, `${path}['link'] should be a valid URI`);
  return { kind, id, link };
}

export function isMediaKind(value: unknown): value is MediaReference["kind"] {
  return MEDIA_KINDS.some((kind) => kind === value);
}
