/** Turns images into what WhatsApp takes: upright, 8 bits, RGB, small enough, and without the metadata that tells where and by whom a
 *  photo was taken. An image that is so already is left as it is, byte for byte. */
import type { Metadata, Sharp } from "sharp";
import { loadImageLibrary, OPEN_OPTIONS } from "../../platform/image-library.ts";
import { MediaTypeUnsupported, MediaUnreadable } from "./media.errors.ts";
import { KIND_LIMITS } from "./media.rules.ts";

/** `undefined` from the converter: the file is fine as it is. */
export interface ConvertedImage {
  readonly bytes: Buffer;
  readonly mime: "image/jpeg" | "image/png" | "image/webp";
}

export interface ImageConverter {
  /** @throws MediaUnreadable, MediaTypeUnsupported */
  toImage(read: () => Promise<Buffer>, mime: string): Promise<ConvertedImage | undefined>;
  toSticker(read: () => Promise<Buffer>): Promise<ConvertedImage | undefined>;
}

const SIDES = [4096, 2560, 1600, 1024] as const;
const JPEG_QUALITIES = [88, 75] as const;
const STICKER_SIDE = 512;
const STICKER_QUALITIES = [90, 75, 60, 40] as const;
/** Meta's KB may be 1000 or 1024 bytes: what we make fits both. */
const MAX_IMAGE_BYTES = 5_000_000;
const MAX_STILL_STICKER_BYTES = 100_000;
const MAX_STILL_STICKER_TAKEN = 100 * 1024;

type Open = (input: Buffer) => Sharp;

export function createImageConverter(): ImageConverter {
  const inTurn = createTurns();
  return {
    toImage: (read, mime) => inTurn(async () => toImage(await loadOpener(), await read(), mime)),
    toSticker: (read) => inTurn(async () => toSticker(await loadOpener(), await read())),
  };
}

async function loadOpener(): Promise<Open> {
  const sharp = await loadImageLibrary();
  return (input) => sharp(input, OPEN_OPTIONS);
}

async function toImage(open: Open, input: Buffer, mime: string): Promise<ConvertedImage | undefined> {
  return translatingErrors(async () => {
    const metadata = await open(input).metadata();
    if (isTakenAsIs(metadata, mime, input.length)) return undefined;
    const isTransparent = metadata.hasAlpha && !(await open(input).stats()).isOpaque;
    for (const side of SIDES) {
      const small = () =>
        open(input).autoOrient().resize({ width: side, height: side, fit: "inside", withoutEnlargement: true });
      if (isTransparent) {
        const bytes = await small().toColourspace("srgb").png({ palette: false }).toBuffer();
        if (bytes.length <= MAX_IMAGE_BYTES) return { bytes, mime: "image/png" };
        continue;
      }
      for (const quality of JPEG_QUALITIES) {
        const bytes = await small().flatten({ background: "white" }).toColourspace("srgb").jpeg({ quality }).toBuffer();
        if (bytes.length <= MAX_IMAGE_BYTES) return { bytes, mime: "image/jpeg" };
      }
    }
    throw new MediaUnreadable("it can't be made small enough for WhatsApp");
  });
}

function isTakenAsIs(metadata: Metadata, mime: string, size: number): boolean {
  if (!KIND_LIMITS.image.mimes.includes(mime) || size > MAX_IMAGE_BYTES) return false;
  if (Math.max(metadata.width, metadata.height) > SIDES[0] || metadata.depth !== "uchar") return false;
  if (metadata.exif || metadata.xmp || metadata.iptc || (metadata.orientation ?? 1) !== 1) return false;
  // WhatsApp takes PNG as RGB or RGBA; JPEG also in grey.
  if (mime === "image/png") return metadata.channels >= 3 && metadata.space === "srgb" && !metadata.isPalette;
  return metadata.space === "srgb" || metadata.space === "b-w";
}

async function toSticker(open: Open, input: Buffer): Promise<ConvertedImage | undefined> {
  return translatingErrors(async () => {
    const metadata = await open(input).metadata();
    if (isSticker(metadata, input.length)) return undefined;
    if ((metadata.pages ?? 1) > 1) {
      const mend = "Make it 512 × 512 pixels and at most 500 KB in WebP.";
      throw new MediaTypeUnsupported("an animated image that is no sticker", mend);
    }
    for (const quality of STICKER_QUALITIES) {
      const bytes = await open(input)
        .autoOrient()
        .resize({
          width: STICKER_SIDE,
          height: STICKER_SIDE,
          fit: "contain",
          background: { r: 0, g: 0, b: 0, alpha: 0 },
        })
        .toColourspace("srgb")
        .webp({ quality })
        .toBuffer();
      if (bytes.length <= MAX_STILL_STICKER_BYTES) return { bytes, mime: "image/webp" };
    }
    throw new MediaUnreadable("it can't be made small enough for a sticker");
  });
}

function isSticker({ format, width, height, pages = 1 }: Metadata, size: number): boolean {
  if (format !== "webp" || width !== STICKER_SIDE || height !== STICKER_SIDE) return false;
  return size <= (pages > 1 ? KIND_LIMITS.sticker.maxBytes : MAX_STILL_STICKER_TAKEN);
}

async function translatingErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof MediaUnreadable || error instanceof MediaTypeUnsupported) throw error;
    const tooManyPixels = error instanceof Error && /pixel limit/i.test(error.message);
    const reason = tooManyPixels ? "it has more than 52 million pixels" : "it is damaged, or no image of this type";
    throw new MediaUnreadable(reason, error);
  }
}

/** One at a time: each may take hundreds of megabytes. */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
