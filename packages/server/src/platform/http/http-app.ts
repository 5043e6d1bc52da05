import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";

/** The HTTP server as domains see it: they register routes whose schemas are Zod.
 *
 *  ```ts
 *  export function registerNoteRoutes(app: HttpApp, service: NotesService): void {
 *    app.get(
 *      "/api/v1/notes/:id",
 *      { config: { access: { scope: "notes:read" } }, schema: { params: idParams, response: { 200: noteSchema } } },
 *      (request) => service.getNote(request.params.id),
 *    );
 *  }
 *  ``` */
export type HttpApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse<IncomingMessage>,
  FastifyBaseLogger,
  ZodTypeProvider
>;
