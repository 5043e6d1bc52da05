import type { WrittenContent } from "./use-write.ts";

/** What a person can choose to send. */
export const ATTACHMENT_KINDS = ["media", "document", "audio", "sticker"] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

/** What a file chooser offers for each. */
export const ACCEPTED: Readonly<Record<AttachmentKind, string>> = {
  media: "image/*,video/mp4,video/3gpp",
  document: "",
  audio: "audio/*",
  sticker: "image/webp,image/png",
};

export interface Attachment {
  readonly kind: AttachmentKind;
  readonly file: File;
}

type FileType = Extract<WrittenContent, { mediaId: string }>["type"];

export function typeOf({ kind, file }: Attachment): FileType {
  if (kind !== "media") return kind;
  return file.type.startsWith("video/") ? "video" : "image";
}

/** Whether words can stand below it. */
export function takesCaption({ kind }: Attachment): boolean {
  return kind === "media" || kind === "document";
}
