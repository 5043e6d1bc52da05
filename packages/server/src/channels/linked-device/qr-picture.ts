import { encodeQR } from "qr";
import { loadImageLibrary } from "../../platform/image-library.ts";

/** Modules of white around it, as the standard wants: cameras find the code by them, on a dark page too. */
const QUIET_ZONE = 4;
const MIN_PNG_SIDE = 512;

/** A QR code as an SVG of its own colours, black on white, whatever stands behind it. */
export function drawQrSvg(text: string): string {
  const modules = encode(text);
  const size = modules.length;
  const path = modules
    .flatMap((row, y) => findRuns(row).map(({ x, length }) => `M${x} ${y}h${length}v1H${x}z`))
    .join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
}

/** The same as a PNG of at least 512 pixels a side, each module a whole number of pixels. */
export async function drawQrPng(text: string): Promise<Buffer> {
  const modules = encode(text);
  const size = modules.length;
  const pixels = Buffer.from(modules.flat().map((isDark) => (isDark ? 0 : 255)));
  const sharp = await loadImageLibrary();
  const side = size * Math.ceil(MIN_PNG_SIDE / size);
  return sharp(pixels, { raw: { width: size, height: size, channels: 1 } })
    .resize(side, side, { kernel: "nearest" })
    .toColourspace("b-w")
    .png()
    .toBuffer();
}

const encode = (text: string): boolean[][] => encodeQR(text, "raw", { border: QUIET_ZONE });

/** The dark stretches of a row. */
function findRuns(row: readonly boolean[]): Array<{ readonly x: number; length: number }> {
  const runs: Array<{ readonly x: number; length: number }> = [];
  row.forEach((isDark, x) => {
    const last = runs.at(-1);
    if (!isDark) return;
    if (last !== undefined && last.x + last.length === x) last.length += 1;
    else runs.push({ x, length: 1 });
  });
  return runs;
}
