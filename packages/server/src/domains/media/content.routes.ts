/** The bytes of a file. They came from anybody, so a browser is told to run nothing of them. */
import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { type HttpApp, idParams } from "../../platform/http/index.ts";
import { mayBeShownInline, servedMime } from "./media.rules.ts";
import type { MediaService } from "./media.service.ts";
import type { Media } from "./media.store.ts";
import { type ByteRange, matchesEtag, readRange } from "./range.rules.ts";

export function registerContentRoute(app: HttpApp, service: MediaService): void {
  app.get(
    "/api/v1/media/:id/content",
    {
      config: { access: { scope: "media:read" } },
      schema: {
        operationId: "getMediaContent",
        tags: ["media"],
        summary: "The file itself",
        description: "Understands Range, If-Range and If-None-Match.",
        params: idParams,
        produces: ["application/octet-stream"],
        response: { 200: z.any(), 206: z.any(), 304: z.undefined(), 416: z.undefined() },
      },
    },
    async (request, reply) => answer(await service.get(request.params.id), request, reply, service),
  );
}

async function answer(
  media: Media,
  request: FastifyRequest,
  reply: FastifyReply,
  service: MediaService,
): Promise<FastifyReply> {
  const etag = `"${media.sha256}"`;
  if (matchesEtag(request.headers["if-none-match"], etag)) return describe(media, etag, reply).code(304).send();
  const range = findRange(request, media.size, etag);
  if (range === "unsatisfiable") {
    return describe(media, etag, reply).code(416).header("content-range", `bytes */${media.size}`).send();
  }
  // For HEAD the bytes would be read only to be thrown away. Otherwise the first are read before anything is said of the file: it may have
  // been deleted since it was found.
  const bytes = request.method === "HEAD" ? noBytes() : await startReading(service.read(media, range));
  describe(media, etag, reply);
  if (range) reply.code(206).header("content-range", `bytes ${range.start}-${range.end}/${media.size}`);
  reply.type(servedMime(media.mime)).header("content-length", range ? range.end - range.start + 1 : media.size);
  return reply.send(Readable.from(bytes, { objectMode: false, highWaterMark: 1 }));
}

function describe(media: Media, etag: string, reply: FastifyReply): FastifyReply {
  return reply.headers({
    etag,
    "accept-ranges": "bytes",
    "cache-control": "private, max-age=3600",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "x-content-type-options": "nosniff",
    "content-disposition": disposition(media),
  });
}

async function* noBytes(): AsyncGenerator<Buffer> {}

/** The same pieces, the first of which is there already. Rejects when it can't be read. */
async function startReading(pieces: AsyncIterable<Buffer>): Promise<AsyncIterable<Buffer>> {
  const iterator = pieces[Symbol.asyncIterator]();
  const first = await iterator.next();
  return (async function* () {
    for (let piece = first; !piece.done; piece = await iterator.next()) yield piece.value;
  })();
}

function findRange(
  { headers, method }: FastifyRequest,
  size: number,
  etag: string,
): ByteRange | "unsatisfiable" | undefined {
  if (method !== "GET") return undefined;
  const condition = headers["if-range"];
  // Of another version than the one the caller has a part of: all of it anew.
  if (condition !== undefined && condition !== etag) return undefined;
  return readRange(headers.range, size);
}

/** The name in ASCII for old programs, and as it is for the others (RFC 6266). */
function disposition({ mime, filename }: Media): string {
  const kind = mayBeShownInline(mime) ? "inline" : "attachment";
  if (filename === null) return kind;
  const ascii = filename.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(filename.toWellFormed()).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16)}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
