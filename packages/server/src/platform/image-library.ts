/** The library that decodes and writes images, as everything here has to use it: what strangers send reaches it. */
import type Sharp from "sharp";
import type { SharpOptions } from "sharp";

/** A phone's largest usual photo. Decoded it takes 200 MB; a few bytes can claim to be thousands of times that. */
const MAX_PIXELS = 52_000_000;
const LOADERS = ["Jpeg", "Png", "Webp", "Nsgif", "Heif", "Tiff"].map((name) => `VipsForeignLoad${name}`);

/** For images of others: of an animation, the first picture; what is damaged is an error. */
export const OPEN_OPTIONS: SharpOptions = { limitInputPixels: MAX_PIXELS, failOn: "error" };

let loading: Promise<typeof Sharp> | undefined;

/** Loaded when it is first needed: a server that works with no images need not hold the library in memory. */
export function loadImageLibrary(): Promise<typeof Sharp> {
  loading ??= load();
  return loading;
}

async function load(): Promise<typeof Sharp> {
  const { default: sharp } = await import("sharp");
  sharp.concurrency(1);
  sharp.cache(false);
  // Whatever a file pretends to be, only these decoders ever see it.
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: LOADERS });
  return sharp;
}
