import type { FastifyReply, FastifyRequest } from "fastify";
import type { Access } from "./access.ts";
import type { HttpApp } from "./http-app.ts";

/** Meta posts at most 3 MB. */
const RAW_BODY_LIMIT = 3.5 * 1024 * 1024;

export interface RawBodyRoute {
  readonly url: string;
  readonly access: Access;
  /** `body` is exactly what was posted, whatever its content type; empty when there was none. Signatures are computed over it. */
  readonly handler: (body: Buffer, request: FastifyRequest, reply: FastifyReply) => unknown;
  /** In bytes; default 3.5 MB. */
  readonly bodyLimit?: number;
}

/** Registers a POST route that gets the body as bytes. It is made to be fast: it carries no security headers, since no browser
 *  ever sees its answer, and is not in the OpenAPI document. */
export function registerRawBodyRoute(app: HttpApp, route: RawBodyRoute): void {
  // A scope of its own, because parsers belong to a scope and JSON must not be parsed here.
  app.register((scope, _options, done) => {
    const bodyLimit = route.bodyLimit ?? RAW_BODY_LIMIT;
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer", bodyLimit }, (_request, body, done) => done(null, body));
    scope.post(
      route.url,
      { bodyLimit, helmet: false, config: { access: route.access }, schema: { hide: true } },
      (request, reply) => route.handler(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0), request, reply),
    );
    done();
  });
}
