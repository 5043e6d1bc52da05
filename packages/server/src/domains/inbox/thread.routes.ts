import { z } from "zod";
import { type Actor, getActor } from "../../platform/actor.ts";
import { type HttpApp, idParams } from "../../platform/http/index.ts";
import type { NotesService } from "./notes.service.ts";
import { placeOf } from "./thread.rules.ts";
import { noteBodySchema, noteSchema, threadCursor, threadQuery, threadSchema } from "./thread.schemas.ts";
import type { ThreadPart, ThreadService } from "./thread.service.ts";

const WRITE = { access: { scope: "conversations:write" } } as const;

export function registerThreadRoutes(app: HttpApp, service: ThreadService): void {
  app.get(
    "/api/v1/conversations/:id/thread",
    {
      config: { access: { scope: "messages:read" } },
      schema: {
        operationId: "getConversationThread",
        tags: ["conversations"],
        summary: "A conversation's messages, notes and events, in one order",
        description:
          "The latest items; or those before, after or around something. Platforms tell whole seconds, so what has just come may stand before what one has already: read the latest page again rather than only what comes after.",
        params: idParams,
        querystring: threadQuery,
        response: { 200: threadSchema },
      },
    },
    async (request) => withCursors(await read(service, request.params.id, request.query, getActor(request))),
  );
}

async function read(
  service: ThreadService,
  id: string,
  query: z.output<typeof threadQuery>,
  viewer: Actor,
): Promise<ThreadPart> {
  const { limit, before, after, around, messageIds } = query;
  if (messageIds !== undefined) {
    return { items: await service.readMessages(id, messageIds), hasOlder: false, hasNewer: false };
  }
  if (around !== undefined) return service.readAround(id, around, limit, viewer);
  if (after !== undefined) {
    return service.read(id, { limit, direction: "newer", from: threadCursor.decode(after) }, viewer);
  }
  const from = before === undefined ? null : threadCursor.decode(before);
  return service.read(id, { limit, direction: "older", from }, viewer);
}

function withCursors(part: ThreadPart) {
  const [first, last] = [part.items[0], part.items.at(-1)];
  return {
    ...part,
    olderCursor: first ? threadCursor.encode(placeOf(first)) : null,
    newerCursor: last ? threadCursor.encode(placeOf(last)) : null,
  };
}

export function registerNoteRoutes(app: HttpApp, deps: { notes: NotesService; threads: ThreadService }): void {
  const { notes, threads } = deps;
  const tags = ["notes"];

  app.post(
    "/api/v1/conversations/:id/notes",
    {
      config: WRITE,
      schema: {
        operationId: "createConversationNote",
        tags,
        summary: "Write a note for colleagues; the contact never sees it",
        params: idParams,
        body: noteBodySchema,
        response: { 201: noteSchema },
      },
    },
    async (request, reply) => {
      const actor = getActor(request);
      const note = await notes.create(request.params.id, request.body.text, actor);
      return reply.code(201).send(await threads.presentNote(note, actor));
    },
  );

  app.patch(
    "/api/v1/notes/:id",
    {
      config: WRITE,
      schema: {
        operationId: "updateNote",
        tags,
        summary: "Change a note of one's own",
        params: idParams,
        body: noteBodySchema,
        response: { 200: noteSchema },
      },
    },
    async (request) => {
      const actor = getActor(request);
      return threads.presentNote(await notes.update(request.params.id, request.body.text, actor), actor);
    },
  );

  app.delete(
    "/api/v1/notes/:id",
    {
      config: WRITE,
      schema: {
        operationId: "deleteNote",
        tags,
        summary: "Delete a note of one's own",
        params: idParams,
        response: { 204: z.undefined().describe("Deleted") },
      },
    },
    async (request, reply) => {
      await notes.remove(request.params.id, getActor(request));
      reply.code(204);
    },
  );
}
