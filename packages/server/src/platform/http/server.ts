import { randomUUID } from "node:crypto";
import cookie from "@fastify/cookie";
import fastify, {
  type FastifyBaseLogger,
  type FastifyReply,
  type FastifyRequest,
  LogController,
  type RouteOptions,
} from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import type { Clock, Timer } from "../clock.ts";
import type { Config } from "../config.ts";
import { ChasquiError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import { type Authenticate, createAccessCheck, createPrincipalFinder, requireDeclaredAccess } from "./access.ts";
import { type RecordChange, recordChangesOf } from "./change-record.ts";
import { answerClientError, answerUnknownExpectation } from "./client-error.ts";
import { createCorsHook } from "./cors.ts";
import { answerError, sendProblem } from "./error-handler.ts";
import type { HttpApp } from "./http-app.ts";
import { parseJsonBody, refuseUnstorableUrl } from "./json-body.ts";
import { isDocsRoute, registerOpenApi } from "./openapi.ts";
import { createFailureLimit, exemptFromRateLimit, registerRateLimit } from "./rate-limit.ts";
import { limitReceiving } from "./receive-limit.ts";
import { createRoutesSeen, type RoutesSeen } from "./routes-seen.ts";
import { registerSecurityHeaders } from "./security-headers.ts";
import { registerWebApp, type WebApp } from "./web-app.ts";

export interface HttpServerOptions {
  readonly config: Pick<Config, "http" | "publicUrl">;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly authenticate: Authenticate;
  /** Puts on record what a request of the API has changed. */
  readonly recordChange?: RecordChange;
  /** Shown in the OpenAPI document. */
  readonly version: string;
  /** When given, a route that asks for any other scope can't be registered. */
  readonly knownScopes?: ReadonlySet<string>;
  /** Requests a minute and API key (or address) on /api. Default 600. */
  readonly requestsAMinute?: number;
  /** Where the built web app is. Default: in this checkout. */
  readonly webAppFolder?: string;
  /** How long `close()` waits for requests in flight before it cuts them off. Default 8 s. */
  readonly closeLimitMs?: number;
}

const BODY_LIMIT = 1024 * 1024;
const DEFAULT_CLOSE_LIMIT_MS = 8_000;

/** Builds the server without listening. Routes are registered on what it returns, then `listen` is called.
 *  `close()` stops accepting, lets requests in flight finish within the limit, and closes every connection. */
export async function createHttpServer(options: HttpServerOptions): Promise<HttpApp> {
  const { config, logger, clock, authenticate, version } = options;
  const app = fastify({
    loggerInstance: logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT,
    // See limitReceiving, which knows routes.
    requestTimeout: 0,
    // A proxy on this machine tells the caller's address; nobody else is believed.
    trustProxy: "loopback",
    forceCloseConnections: "idle",
    // A request on a connection that was busy while we began to close is still answered, and its connection closed after it.
    return503OnClosing: false,
    clientErrorHandler: answerClientError,
    // Node would refuse it without a word; see refuseImpossibleHost.
    http: { requireHostHeader: false },
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
  }).withTypeProvider<ZodTypeProvider>();

  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  app.decorateRequest("principal", null);
  app.decorate("findPrincipal", createPrincipalFinder(authenticate));
  app.decorateRequest("answer", undefined);
  app.decorateRequest("auditNotes", null);
  const routesSeen = createRoutesSeen();
  app.decorate("registeredRoutes", routesSeen.all);
  app.setNotFoundHandler(
    (request, reply) => webApp.answerPage(request, reply) ?? answerNoRoute(request, reply, routesSeen),
  );
  app.addHook("onRoute", (route) => {
    inspectRoute(route, routesSeen, options.knownScopes);
    if (options.recordChange) recordChangesOf(route, options.recordChange);
  });

  replaceJsonParser(app);
  await registerSecurityHeaders(app, config.publicUrl?.startsWith("https:") ?? false);
  // Parsed only where a cookie is asked for: most requests are webhooks, which have none.
  await app.register(cookie, { hook: false });
  app.addHook("onRequest", async (request, reply) => void reply.header("x-request-id", request.id));
  app.addHook("onRequest", async (request) => refuseImpossibleHost(request));
  app.server.on("checkExpectation", answerUnknownExpectation);
  limitReceiving(app, clock);
  app.addHook("onRequest", createCorsHook(config.http.corsOrigins));
  // The limit runs as a hook of each route, and those run after the server's own: it knows the principal by then.
  await registerRateLimit(app, options.requestsAMinute);
  app.addHook("onRequest", createAccessCheck(authenticate, createFailureLimit(app), config.publicUrl));
  app.addHook("preValidation", async (request) => refuseUnstorableUrl(request));
  app.addHook("onResponse", async (request, reply) => logResponse(request, reply));
  cutOffAfter(app, clock, options.closeLimitMs ?? DEFAULT_CLOSE_LIMIT_MS);
  await registerOpenApi(app, version);
  const webApp: WebApp = await registerWebApp(app, options.webAppFolder);
  return app;
}

function inspectRoute(route: RouteOptions, routesSeen: RoutesSeen, knownScopes: ReadonlySet<string> | undefined): void {
  if (isDocsRoute(route.url)) route.config = { ...route.config, access: "public" };
  requireDeclaredAccess(route, knownScopes);
  requireResponseSchema(route);
  exemptFromRateLimit(route);
  routesSeen.add(route);
}

/** Without a schema an answer could show a column that nobody meant to show. */
function requireResponseSchema(route: RouteOptions): void {
  if (!route.url.startsWith("/api/") || (route.schema as { hide?: boolean } | undefined)?.hide) return;
  const statuses = Object.keys((route.schema?.response as object | undefined) ?? {});
  if (statuses.some((status) => /^2/.test(status))) return;
  throw new Error(`${String(route.method)} ${route.url} declares no schema.response for its success`);
}

function replaceJsonParser(app: HttpApp): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, async (_request: FastifyRequest, body: Buffer) =>
    parseJsonBody(body),
  );
}

function answerNoRoute(request: FastifyRequest, reply: FastifyReply, routesSeen: RoutesSeen): FastifyReply {
  const methods = routesSeen.findMethods(request.url.split("?")[0] ?? "/");
  // With this method among them it is a file that is not there.
  if (methods.length === 0 || methods.includes(request.method)) {
    return sendProblem(reply, {
      status: 404,
      code: "route-not-found",
      detail: "There is nothing at this path.",
      mend: "/docs lists every path.",
    });
  }
  reply.header("allow", [...methods, "OPTIONS"].join(", "));
  if (request.method === "OPTIONS") return reply.code(204).send();
  return sendProblem(reply, {
    status: 405,
    code: "method-not-allowed",
    detail: `This path does not know the method ${request.method}.`,
    mend: `Use one of ${methods.join(", ")}.`,
  });
}

/** HTTP/1.1 demands the header, and that it names a host (RFC 9112, 3.2); a proxy may name another. Links are made of it. */
function refuseImpossibleHost({ raw, headers, host }: FastifyRequest): void {
  if (headers.host === undefined && raw.httpVersion === "1.1")
    throw new ChasquiError("invalid", "host-missing", "An HTTP/1.1 request needs the header Host.");
  if (headers.host !== undefined && !URL.canParse(`http://${host}`))
    throw new ChasquiError("invalid", "host-invalid", "The header Host, or X-Forwarded-Host, names no host.");
}

/** The route's pattern, never the URL: a query may hold a token or somebody's phone number. */
function logResponse(request: FastifyRequest, reply: FastifyReply): void {
  const level = reply.statusCode >= 500 ? "warn" : "debug";
  request.log[level](
    {
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime * 10) / 10,
      ...(request.principal && { principal: request.principal.id }),
    },
    "answered",
  );
}

function cutOffAfter(app: HttpApp, clock: Clock, limitMs: number): void {
  let timer: Timer | undefined;
  app.addHook("preClose", async () => {
    timer = clock.startTimer(limitMs, () => app.server.closeAllConnections());
  });
  app.addHook("onClose", async () => timer?.cancel());
}
