/** Small real files, made on the spot. */
import { deflateSync } from "node:zlib";
import sharp from "sharp";

const noise = (length: number) => {
  // Reproducible, and not to be compressed.
  const bytes = Buffer.alloc(length);
  let state = 12345;
  for (let index = 0; index < length; index += 1) {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    bytes[index] = state >> 16;
  }
  return bytes;
};

export const noiseBytes = noise;

export function jpeg(width: number, height: number, options: { noisy?: boolean } = {}): Promise<Buffer> {
  const image = options.noisy
    ? sharp(noise(width * height * 3), { raw: { width, height, channels: 3 } })
    : sharp({ create: { width, height, channels: 3, background: "#3366cc" } });
  return image.jpeg({ quality: 95 }).toBuffer();
}

/** Turned by its EXIF orientation, with the camera's name in it. */
export function photoWithExif(): Promise<Buffer> {
  return sharp({ create: { width: 60, height: 40, channels: 3, background: "#aa3311" } })
    .withExif({ IFD0: { Make: "SecretCamera" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

export function png16(width = 64, height = 64): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: "#11aa33" } })
    .toColourspace("rgb16")
    .png()
    .toBuffer();
}

export function webp(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 4, background: { r: 9, g: 99, b: 199, alpha: 0.5 } } })
    .webp()
    .toBuffer();
}

/** A few hundred bytes that claim to be an image of this size. */
export function pngClaiming(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const parts = [
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(100_000))),
    chunk("IEND", Buffer.alloc(0)),
  ];
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

export const pdf = (text = "hello") => Buffer.from(`%PDF-1.4\n% ${text}\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n`);

export function mp4(size = 2000): Buffer {
  const head = Buffer.from("000000186674797069736f6d0000020069736f6d69736f32", "hex");
  return Buffer.concat([head, noise(size)]);
}

/** The first page of an Ogg stream with Opus in so many channels. */
export function oggOpus(channels: number): Buffer {
  const page = Buffer.alloc(28 + 19);
  page.write("OggS", 0, "latin1");
  page[5] = 2;
  page[26] = 1;
  page[27] = 19;
  page.write("OpusHead", 28, "latin1");
  page[36] = 1;
  page[37] = channels;
  return Buffer.concat([page, noise(500)]);
}

export const mp3 = () =>
  Buffer.concat([Buffer.from("494433030000000000", "hex"), Buffer.from("00fffb9064", "hex"), noise(500)]);
