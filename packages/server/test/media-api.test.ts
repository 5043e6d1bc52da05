import { sql } from "kysely";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMediaClient } from "./media-client.ts";
import * as files from "./media-files.ts";
import { type ApiAnswer, startTestApp, type TestApp } from "./start-test-app.ts";

let app: TestApp;
let media: Awaited<ReturnType<typeof createMediaClient>>;
beforeAll(async () => {
  app = await startTestApp({ withChannel: false });
  media = await createMediaClient(app);
});
afterAll(() => app[Symbol.asyncDispose]());

async function countRows(table: "media" | "media_blobs" | "media_chunks"): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(
    app.database.database.db,
  );
  return rows[0]?.count ?? -1;
}

const bytesOf = async (id: string) => Buffer.from(await (await media.content(id)).arrayBuffer());

describe("a file uploaded to be sent", () => {
  it("is told by its content, kept as it is and served back byte for byte", async () => {
    const photo = await files.jpeg(300, 200);
    const { status, body } = await media.upload(photo, "image/jpeg", "?filename=Foto%20año.jpg");
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body).toMatchObject({
      mime: "image/jpeg",
      size: photo.length,
      sendableAs: ["image"],
      filename: "Foto año.jpg",
      original: null,
    });
    expect((await app.api("GET", `/media/${body.id}`)).body).toEqual(body);
    const answer = await media.content(body.id);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(photo);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/jpeg",
      "content-length": String(photo.length),
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringContaining("sandbox"),
      "content-disposition": `inline; filename="Foto a_o.jpg"; filename*=UTF-8''Foto%20a%C3%B1o.jpg`,
      etag: `"${body.sha256}"`,
    });
  });

  it.each([
    ["a PDF", () => files.pdf(), "application/pdf", "document"],
    ["plain text", () => Buffer.from("Lista de precios: 10 €\n"), "text/plain", "document"],
    ["a video", () => files.mp4(), "video/mp4", "video"],
    ["a voice note", () => files.oggOpus(1), "audio/ogg", "audio"],
    ["an MP3", () => files.mp3(), "audio/mpeg", "audio"],
  ])("%s is taken as what it is", async (_name, make, mime, kind) => {
    const { status, body } = await media.upload(make());
    expect([status, body.mime, body.sendableAs], JSON.stringify(body)).toEqual([201, mime, [kind]]);
  });

  it("of many chunks comes back whole, and by ranges", async () => {
    const large = Buffer.concat([files.pdf(), files.noiseBytes(700_000)]);
    const { body } = await media.upload(large);
    expect(await bytesOf(body.id)).toEqual(large);
    for (const [range, start, end] of [
      ["bytes=0-9", 0, 10],
      ["bytes=262140-262150", 262_140, 262_151],
      ["bytes=262144-524287", 262_144, 524_288],
      ["bytes=700000-", 700_000, large.length],
      ["bytes=-5", large.length - 5, large.length],
      ["bytes=0-99999999", 0, large.length],
    ] as const) {
      const answer = await media.content(body.id, { range });
      expect(answer.status, range).toBe(206);
      expect(answer.headers.get("content-range")).toBe(`bytes ${start}-${end - 1}/${large.length}`);
      expect(Buffer.from(await answer.arrayBuffer()).equals(large.subarray(start, end)), range).toBe(true);
    }
    const beyond = await media.content(body.id, { range: `bytes=${large.length}-` });
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${large.length}`]);
    expect((await media.content(body.id, { range: "bytes=0-1,5-9" })).status).toBe(200);
    expect((await media.content(body.id, { range: "bytes=0-1", "if-range": '"another"' })).status).toBe(200);
    expect((await media.content(body.id, { "if-none-match": `"${body.sha256}"` })).status).toBe(304);
    const head = await media.content(body.id, {}, "HEAD");
    expect([head.status, head.headers.get("content-length")]).toEqual([200, String(large.length)]);
  });

  it("is stored once however often it comes, even at the same moment", async () => {
    const same = files.pdf("the same every time");
    const before = await countRows("media_blobs");
    const answers = await Promise.all(Array.from({ length: 5 }, () => media.upload(same)));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(5);
    expect(await countRows("media_blobs")).toBe(before + 1);
    const [first, ...others] = answers.map(({ body }) => body.id as string);
    for (const id of others) expect((await app.api("DELETE", `/media/${id}`)).status).toBe(204);
    expect(await bytesOf(first as string)).toEqual(same);
    await app.api("DELETE", `/media/${first}`);
    expect(await countRows("media_blobs")).toBe(before);
    expect((await media.content(first as string)).status).toBe(404);
  });
});

describe("an image that WhatsApp would not take", () => {
  it("with 16 bits a colour becomes one with 8", async () => {
    const original = await files.png16();
    expect((await sharp(original).metadata()).depth).toBe("ushort");
    const { body } = await media.upload(original, "image/png");
    expect(body).toMatchObject({ sendableAs: ["image"], original: { mime: "image/png", size: original.length } });
    expect(await sharp(await bytesOf(body.id)).metadata()).toMatchObject({ depth: "uchar", width: 64, height: 64 });
  });

  it("of more than 5 MB is made smaller", async () => {
    const huge = await files.jpeg(3000, 2200, { noisy: true });
    expect(huge.length).toBeGreaterThan(5 * 1024 * 1024);
    const { status, body } = await media.upload(huge, "image/jpeg");
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body.size).toBeLessThanOrEqual(5_000_000);
    const { format, width = 0, height = 0 } = await sharp(await bytesOf(body.id)).metadata();
    expect(format).toBe("jpeg");
    expect(width / height).toBeCloseTo(3000 / 2200, 2);
  });

  it("is put upright and loses the camera's notes", async () => {
    const { body } = await media.upload(await files.photoWithExif(), "image/jpeg");
    const stored = await bytesOf(body.id);
    const metadata = await sharp(stored).metadata();
    expect(metadata).toMatchObject({ width: 40, height: 60 });
    expect([metadata.exif, metadata.orientation]).toEqual([undefined, undefined]);
    expect(stored.includes("SecretCamera")).toBe(false);
  });

  it("in WebP stays a sticker when it is one, and becomes an image otherwise; transparency stays", async () => {
    const sticker = await media.upload(await files.webp(512, 512));
    expect(sticker.body).toMatchObject({ mime: "image/webp", sendableAs: ["sticker"], original: null });
    const picture = await media.upload(await files.webp(300, 100));
    expect(picture.body).toMatchObject({ mime: "image/png", sendableAs: ["image"], original: { mime: "image/webp" } });
    const made = await media.upload(await files.jpeg(900, 300), "image/jpeg", "?as=sticker");
    expect(made.body).toMatchObject({ mime: "image/webp", sendableAs: ["sticker"] });
    expect(await sharp(await bytesOf(made.body.id)).metadata()).toMatchObject({ width: 512, height: 512 });
  });
});

describe("a file that can't be sent", () => {
  const HTML = Buffer.from("<!doctype html><script>alert(document.cookie)</script>");
  const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const HEIC = Buffer.concat([
    Buffer.from("00000018", "hex"),
    Buffer.from("ftypheic\0\0\0\0mif1heic", "latin1"),
    files.noiseBytes(500),
  ]);
  const ZIP = Buffer.from("504b03040a0000000000000000000000000000000000000000000100000061", "hex");
  it.each([
    ["HTML called a photo", () => HTML, "image/jpeg", 400, "media-type-mismatch"],
    ["SVG", () => SVG, "image/svg+xml", 400, "media-type-mismatch"],
    ["a PDF called a video", () => files.pdf(), "video/mp4", 400, "media-type-mismatch"],
    ["a HEIC photo", () => HEIC, "image/heic", 400, "media-type-unsupported"],
    ["a zip", () => ZIP, "application/zip", 400, "media-type-unsupported"],
    ["bytes of no type", () => files.noiseBytes(5000), "application/octet-stream", 400, "media-type-unsupported"],
    [
      "a damaged JPEG",
      () => Buffer.concat([Buffer.from("ffd8ffe000104a464946", "hex"), files.noiseBytes(100)]),
      "image/jpeg",
      400,
      "media-unreadable",
    ],
    [
      "a PNG that claims 2.5 thousand million pixels",
      () => files.pngClaiming(50_000, 50_000),
      "image/png",
      400,
      "media-unreadable",
    ],
    ["stereo Opus", () => files.oggOpus(2), "audio/ogg", 400, "media-unreadable"],
    ["nothing", () => Buffer.alloc(0), "image/jpeg", 400, "media-empty"],
    ["a video of 17 MB", () => files.mp4(17 * 1024 * 1024), "video/mp4", 413, "media-too-large"],
  ])("%s is refused with a reason, and nothing of it stays", async (_name, make, type, status, code) => {
    const before = [await countRows("media_blobs"), await countRows("media_chunks")];
    const answer = await media.upload(make(), type);
    expect([answer.status, answer.body.code], JSON.stringify(answer.body)).toEqual([status, code]);
    expect(answer.body.mend).toBeTruthy();
    expect([await countRows("media_blobs"), await countRows("media_chunks")]).toEqual(before);
  });

  it("of too many pixels is refused for that, before any of them is made", async () => {
    const { body } = await media.upload(files.pngClaiming(50_000, 50_000), "image/png");
    expect(body.detail).toMatch(/million pixels/);
  });

  it("of more than 100 MB is refused while it comes, whether it says its length or not", async () => {
    const piece = Buffer.alloc(1024 * 1024);
    async function* endless() {
      for (let count = 0; count < 102; count += 1) yield piece;
    }
    const before = await countRows("media_chunks");
    const answer = await media.upload(endless());
    expect([answer.status, answer.body.code]).toEqual([413, "media-too-large"]);
    expect(await countRows("media_chunks")).toBe(before);
  });

  it("that is text is served so that a browser runs nothing of it", async () => {
    for (const hostile of [HTML, SVG]) {
      const { status, body } = await media.upload(hostile, "text/plain", "?filename=page.html");
      expect(status).toBe(201);
      const answer = await media.content(body.id);
      expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
      expect(answer.headers.get("content-disposition")).toMatch(/^attachment;/);
      expect(answer.headers.get("content-security-policy")).toContain("sandbox");
    }
  });

  it("nor is a name that is a path", async () => {
    const answer = await media.upload(files.pdf(), "application/pdf", "?filename=../../etc/passwd");
    expect([answer.status, answer.body.code]).toEqual([400, "validation-failed"]);
  });
});

describe("access", () => {
  it("needs a key with the scope", async () => {
    const { body } = await app.api("POST", "/api-keys", { name: "narrow", scopes: ["media:read"] });
    const headers = { authorization: `Bearer ${body.key}` };
    const uploaded = await media.upload(files.pdf("scoped"));
    expect((await fetch(`${app.url}/api/v1/media/${uploaded.body.id}/content`, { headers })).status).toBe(200);
    expect((await fetch(`${app.url}/api/v1/media`, { method: "POST", headers, body: "x" })).status).toBe(403);
    expect((await fetch(`${app.url}/api/v1/media/${uploaded.body.id}/content`)).status).toBe(401);
  });
});

describe("the API's description", () => {
  it("tells how a file is sent and fetched", async () => {
    const document = (await (await fetch(`${app.url}/api/openapi.json`)).json()) as ApiAnswer["body"];
    expect(document.paths["/api/v1/media"].post.requestBody.content).toHaveProperty(["application/octet-stream"]);
    expect(Object.keys(document.paths["/api/v1/media/{id}/content"].get.responses)).toEqual(
      expect.arrayContaining(["200", "206", "304", "416"]),
    );
  });
});
