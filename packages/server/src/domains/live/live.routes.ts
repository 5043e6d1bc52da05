import type { FastifyReply } from "fastify";
import { z } from "zod";
import type { Clock } from "../../platform/clock.ts";
import { ChasquiError } from "../../platform/errors.ts";
import { EVENT_KINDS, EVENT_SCOPES, type EventKind } from "../../platform/events/index.ts";
import { getPrincipal, type HttpApp, type Principal } from "../../platform/http/index.ts";
import type { EventFeed } from "./event-feed.ts";
import { createEventStream, type EventStream } from "./event-stream.ts";

const SCOPE = "events:read";
/** Each browser tab has one. */
const STREAMS_A_PRINCIPAL = 20;
/** Each is a connection that stays open. */
const STREAMS_A_NODE = 1_000;

const DESCRIPTION = `Server-sent events (text/event-stream). Which ones you hear depends on your other scopes.

\`event\` is the kind, \`data\` JSON with ids alone: \`ids\` of what the kind names; with messages also \`conversationIds\`; \`hasMore\`: more changed than is
named, so read anew what you show of that kind. Two more events are about the stream itself: \`ready\` comes first; \`reset\` says that events were missed
(\`data.reason\`: too-old, too-slow, too-many), so read everything anew. A comment every 15 seconds shows that the stream is alive.

\`id\` is opaque. Send the last one back as \`Last-Event-ID\` (browsers do so by themselves), and what happened meanwhile comes first; a few events may
come twice. Events of one moment come as several messages of which only the last has an id.`;

const kindSchema = z
  .enum(EVENT_KINDS as [EventKind, ...EventKind[]])
  .meta({ id: "LiveEventKind", description: "What live updates tell of" });

const query = z.strictObject({
  kinds: z
    .string()
    .max(500)
    .transform((text) => text.split(","))
    .pipe(z.array(kindSchema))
    .optional()
    .describe(`Only these kinds, separated by commas: ${EVENT_KINDS.join(", ")}`),
  lastEventId: z.string().max(100).optional().describe("As the header Last-Event-ID, for who can't set headers"),
});

const streamSchema = z
  .object({
    event: kindSchema,
    data: z.object({ ids: z.array(z.string()), conversationIds: z.array(z.string()).optional(), hasMore: z.boolean() }),
  })
  .meta({ id: "LiveEvent", description: "One message of the stream: the fields `event` and `data`" });

export function registerLiveRoutes(app: HttpApp, { feed, clock }: { feed: EventFeed; clock: Clock }): void {
  const streams = new Map<EventStream, string>();

  // Before the server waits for open requests to end: these would not end by themselves.
  app.addHook("preClose", async () => {
    for (const stream of streams.keys()) stream.end();
  });

  app.get(
    "/api/v1/events",
    {
      // Its head is never finished either.
      exposeHeadRoute: false,
      config: { access: { scope: SCOPE } },
      schema: {
        operationId: "streamEvents",
        tags: ["events"],
        summary: "Hear of changes as they happen",
        description: DESCRIPTION,
        querystring: query,
        headers: z.looseObject({ "last-event-id": z.string().max(100).optional() }),
        response: { 200: { description: "The stream", content: { "text/event-stream": { schema: streamSchema } } } },
      },
    },
    async (request, reply) => {
      const principal = getPrincipal(request);
      refuseTooMany(principal);
      const { kinds, lastEventId } = request.query;
      const { raw } = reply;
      const stream = createEventStream({
        clock,
        sink: raw,
        allowed: kindsFor(principal, kinds),
        async findAllowed() {
          const now = await app.findPrincipal(request);
          return now?.allows(SCOPE) ? kindsFor(now, kinds) : undefined;
        },
        onEnd() {
          feed.detach(stream);
          streams.delete(stream);
        },
      });
      streams.set(stream, principal.id);
      begin(reply);
      await feed.attach(stream, request.headers["last-event-id"] ?? lastEventId).catch(() => stream.end());
    },
  );

  function begin(reply: FastifyReply): void {
    reply.headers({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      // Nginx would gather what is sent.
      "x-accel-buffering": "no",
      // Nothing else is asked for on it, and the server's end must not wait for it.
      connection: "close",
    });
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    reply.raw.flushHeaders();
  }

  function refuseTooMany({ id }: Principal): void {
    const own = [...streams.values()].filter((holder) => holder === id).length;
    if (own < STREAMS_A_PRINCIPAL && streams.size < STREAMS_A_NODE) return;
    throw new ChasquiError("too-many", "too-many-streams", "Too many streams of events are open.", {
      mend: "Close some, or share one: close windows of the web app that are not needed.",
      detail: { retryAfterMs: 15_000 },
    });
  }
}

function kindsFor(principal: Principal, asked: readonly EventKind[] | undefined): ReadonlySet<EventKind> {
  return new Set((asked ?? EVENT_KINDS).filter((kind) => principal.allows(EVENT_SCOPES[kind])));
}
