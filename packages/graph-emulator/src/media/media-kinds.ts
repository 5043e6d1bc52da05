export type MediaKind = "image" | "video" | "audio" | "document" | "sticker";

interface KindRule {
  readonly mimeTypes: readonly string[];
  readonly maxBytes: number;
}

const MB = 1024 * 1024;
const OFFICE = "application/vnd.openxmlformats-officedocument";

/** Types and sizes of cloud-api.md §3.3. Stickers: the animated bound; the emulator does not look inside files. */
const KINDS: Readonly<Record<MediaKind, KindRule>> = {
  audio: {
    mimeTypes: ["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/opus"],
    maxBytes: 16 * MB,
  },
  document: {
    mimeTypes: [
      "text/plain",
      "application/pdf",
      "application/msword",
      "application/vnd.ms-excel",
      "application/vnd.ms-powerpoint",
      `${OFFICE}.wordprocessingml.document`,
      `${OFFICE}.spreadsheetml.sheet`,
      `${OFFICE}.presentationml.presentation`,
    ],
    maxBytes: 100 * MB,
  },
  image: { mimeTypes: ["image/jpeg", "image/png"], maxBytes: 5 * MB },
  sticker: { mimeTypes: ["image/webp"], maxBytes: 500 * 1024 },
  video: { mimeTypes: ["video/mp4", "video/3gpp"], maxBytes: 16 * MB },
};

export const ALLOWED_MIME_TYPES: readonly string[] = Object.values(KINDS).flatMap((rule) => rule.mimeTypes);

/** `audio/ogg; codecs=opus` → `audio/ogg`. */
function baseMimeType(mimeType: string): string {
  return mimeType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

export function findKind(mimeType: string): MediaKind | undefined {
  const base = baseMimeType(mimeType);
  for (const [kind, rule] of Object.entries(KINDS)) if (rule.mimeTypes.includes(base)) return kind as MediaKind;
  return undefined;
}

/** Why a file may not be sent as this kind; undefined: it may. Documents by link may be of any type (§3.3). */
export function findMediaProblem(kind: MediaKind, mimeType: string, size: number, isLink: boolean): string | undefined {
  const rule = KINDS[kind];
  const isAllowed = rule.mimeTypes.includes(baseMimeType(mimeType)) || (kind === "document" && isLink);
  if (!isAllowed) return `Unsupported ${kind} MIME type ${mimeType}. Supported: ${rule.mimeTypes.join(", ")}.`;
  if (size > rule.maxBytes) return `${kind} file size too big: ${size} bytes, the maximum is ${rule.maxBytes}.`;
  return undefined;
}
