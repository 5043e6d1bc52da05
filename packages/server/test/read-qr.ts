import { decodeQR } from "qr/decode.js";
import sharp from "sharp";

const DRAWINGS = { operation: ["VipsForeignLoadSvg"] };

/** What a camera would read in a picture: PNG, SVG, a screenshot. @throws Error where there is no code in it */
export async function readQr(picture: Buffer): Promise<string> {
  // A server in this process keeps drawings from the library, and has to find it so again.
  sharp.unblock(DRAWINGS);
  try {
    const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return decodeQR({ data, width: info.width, height: info.height }, { timeLimit: 500 });
  } finally {
    sharp.block(DRAWINGS);
  }
}
