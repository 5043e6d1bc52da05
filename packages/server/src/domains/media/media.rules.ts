/** What WhatsApp takes, as data, and the decisions on it. Pure. */

export const MEDIA_KINDS = ["image", "video", "audio", "document", "sticker"] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

const KB = 1024;
const MB = 1024 * KB;
const OFFICE = "application/vnd.openxmlformats-officedocument";

/** The largest file taken at all. */
export const MAX_FILE_BYTES = 100 * MB;

interface KindLimits {
  readonly mimes: readonly string[];
  readonly maxBytes: number;
}

/** Types and sizes of the Cloud API (spec §3.3). A still sticker may have 100 KB, a moving one 500 KB. */
export const KIND_LIMITS: Readonly<Record<MediaKind, KindLimits>> = {
  image: { mimes: ["image/jpeg", "image/png"], maxBytes: 5 * MB },
  video: { mimes: ["video/mp4", "video/3gpp"], maxBytes: 16 * MB },
  audio: { mimes: ["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"], maxBytes: 16 * MB },
  document: {
    mimes: [
      "text/plain",
      "application/pdf",
      "application/msword",
      "application/vnd.ms-excel",
      "application/vnd.ms-powerpoint",
      `${OFFICE}.wordprocessingml.document`,
      `${OFFICE}.spreadsheetml.sheet`,
      `${OFFICE}.presentationml.presentation`,
    ],
    maxBytes: MAX_FILE_BYTES,
  },
  sticker: { mimes: ["image/webp"], maxBytes: 500 * KB },
};

/** Image types that are turned into one WhatsApp takes. HEIC is not among them: its decoder is not part of what we ship. */
export const CONVERTIBLE_MIMES: ReadonlySet<string> = new Set([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
  "image/avif",
  "image/tiff",
]);

/** An image is in memory as a whole while it is converted. */
export const MAX_CONVERTIBLE_BYTES = 32 * MB;

export function findKindOfMime(mime: string): MediaKind | undefined {
  return MEDIA_KINDS.find((kind) => KIND_LIMITS[kind].mimes.includes(mime));
}

/** The message types WhatsApp takes a file as, by its type and size. Empty: none. */
export function findSendableAs(mime: string, size: number): MediaKind[] {
  return MEDIA_KINDS.filter((kind) => KIND_LIMITS[kind].mimes.includes(mime) && size <= KIND_LIMITS[kind].maxBytes);
}

/** One name for each type, without parameters. */
export function normaliseMime(mime: string): string {
  const base = mime.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return ALIASES[base] ?? base;
}

const ALIASES: Readonly<Record<string, string>> = {
  "image/jpg": "image/jpeg",
  "image/pjpeg": "image/jpeg",
  "audio/x-m4a": "audio/mp4",
  "audio/m4a": "audio/mp4",
  "audio/mp3": "audio/mpeg",
  "audio/opus": "audio/ogg",
  "audio/x-aac": "audio/aac",
  "video/x-m4v": "video/mp4",
  "application/x-pdf": "application/pdf",
};

/** What programs send that do not know the type. The last one is curl's for any body. */
const UNDECLARED = new Set([
  "",
  "application/octet-stream",
  "binary/octet-stream",
  "application/x-www-form-urlencoded",
]);

function isUndeclared(mime: string | undefined): boolean {
  return mime === undefined || UNDECLARED.has(normaliseMime(mime));
}

/** Whether a file of type `actual` may be called `declared`. Any text may be called any kind of text: all of it is sent as plain text. */
export function isDeclaredTruly(declared: string | undefined, actual: string): boolean {
  if (declared === undefined || isUndeclared(declared)) return true;
  const claimed = normaliseMime(declared);
  return claimed === actual || (actual === "text/plain" && claimed.startsWith("text/"));
}

/** Types a browser may show by itself: none of them can hold a script that a browser runs. */
const SHOWN_INLINE = new Set([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
  "application/pdf",
  ...KIND_LIMITS.audio.mimes,
  ...KIND_LIMITS.video.mimes,
]);

export function mayBeShownInline(mime: string): boolean {
  return SHOWN_INLINE.has(mime);
}

/** The type a file is served as: what a browser might run as a page is told to be bytes. */
export function servedMime(mime: string): string {
  if (mime === "text/plain") return "text/plain; charset=utf-8";
  return /xml|html|script|svg/.test(mime) ? "application/octet-stream" : mime;
}
