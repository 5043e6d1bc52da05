import { decodeQR } from "qr/decode.js";
import sharp from "sharp";

/** What a camera would read in a picture: PNG, SVG, a screenshot. @throws Error where there is no code in it */
export async function readQr(picture: Buffer): Promise<string> {
  // The server keeps it from drawings, and may run in this very process.
  sharp.unblock({ operation: ["VipsForeignLoadSvg"] });
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return decodeQR({ data, width: info.width, height: info.height }, { timeLimit: 500 });
}
