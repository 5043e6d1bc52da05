import type { FastifyReply } from "fastify";
import { z } from "zod";
import { dateTimeSchema, type HttpApp, idParams, idSchema } from "../../platform/http/index.ts";
import { registerContentRoute } from "./content.routes.ts";
import { MediaTooLarge } from "./media.errors.ts";
import { MAX_FILE_BYTES, MEDIA_KINDS } from "./media.rules.ts";
import type { MediaService } from "./media.service.ts";
import type { Media } from "./media.store.ts";
import { registerStreamParser } from "./raw-stream.ts";

const READ = { access: { scope: "media:read" } } as const;
const WRITE = { access: { scope: "media:write" } } as const;

const mediaSchema = z.object({
  id: idSchema.describe("What a message's `mediaId` takes"),
  mime: z.string().describe("By its content"),
  size: z.int().describe("In bytes"),
  sha256: z.string(),
  filename: z.string().nullable(),
  origin: z.enum(["upload", "inbound"]),
  sendableAs: z.array(z.enum(MEDIA_KINDS)).describe("The message types WhatsApp takes it as; empty: none"),
  original: z
    .object({ mime: z.string(), size: z.int() })
    .nullable()
    .describe("The file that was uploaded, where it was converted into this one; it is not kept"),
  createdAt: dateTimeSchema,
  keptUntil: dateTimeSchema.describe("Deleted after this time, unless a message shows it"),
});

const uploadQuery = z.strictObject({
  filename: z
    .string()
    .min(1)
    .max(240)
    .refine((name) => !/[/\\\p{Cc}]/u.test(name), "must be a file's name, without a path")
    .optional(),
  as: z.enum(["image", "sticker"]).optional().describe("What an image is to be sent as"),
});

export function registerMediaRoutes(app: HttpApp, service: MediaService): void {
  registerUploadRoute(app, service);
  registerContentRoute(app, service);

  app.get(
    "/api/v1/media/:id",
    {
      config: READ,
      schema: {
        operationId: "getMedia",
        tags: ["media"],
        summary: "What is known of a file",
        params: idParams,
        response: { 200: mediaSchema },
      },
    },
    async ({ params }) => present(await service.get(params.id)),
  );

  app.delete(
    "/api/v1/media/:id",
    {
      config: WRITE,
      schema: {
        operationId: "deleteMedia",
        tags: ["media"],
        summary: "Delete a file",
        description: "Messages that showed it stay, without the file. Refused while one of them is still to be sent.",
        params: idParams,
        response: { 204: z.undefined() },
      },
    },
    async ({ params }, reply) => {
      await service.remove(params.id);
      return reply.code(204).send(undefined);
    },
  );
}

function registerUploadRoute(app: HttpApp, service: MediaService): void {
  // A scope of its own, because parsers belong to a scope.
  app.register((scope: HttpApp, _options, done) => {
    registerStreamParser(scope);
    scope.post(
      "/api/v1/media",
      {
        config: { ...WRITE, slowBody: true },
        schema: {
          operationId: "uploadMedia",
          tags: ["media"],
          summary: "Upload a file to be sent",
          description:
            "The body is the file itself, up to 100 MB. Its type is told by its content; a Content-Type that says otherwise is refused. Images are turned into what WhatsApp takes: upright, at most 5 MB, without metadata.",
          consumes: ["application/octet-stream"],
          querystring: uploadQuery,
          body: z.any(),
          response: { 201: mediaSchema },
        },
      },
      async (request, reply) => {
        const declaredSize = Number(request.headers["content-length"] ?? 0);
        closeAfterRefusal(reply);
        if (declaredSize > MAX_FILE_BYTES) throw new MediaTooLarge("A file", MAX_FILE_BYTES);
        const { filename, as } = request.query;
        // Not destroyed when we stop early: the connection is needed for the answer.
        const source = request.raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
        const media = await service.upload(source, { declared: request.headers["content-type"], filename, as });
        reply.removeHeader("connection");
        return reply.code(201).send(present(media));
      },
    );
    done();
  });
}

/** The rest of a refused file would be read for nothing if the connection were kept. */
function closeAfterRefusal(reply: FastifyReply): void {
  reply.header("connection", "close");
}

function present({ blobId: _, ...media }: Media) {
  return media;
}
