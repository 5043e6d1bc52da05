export { type Authenticate, getPrincipal, type Principal } from "./access.ts";
export type { HttpApp } from "./http-app.ts";
export { createCursorFormat, type Page, pageOf, pageQueryFields, toPage } from "./paging.ts";
export { registerRawBodyRoute } from "./raw-body.ts";
export { dateTimeSchema, idempotencyHeaders, idParams, idSchema } from "./schemas.ts";
export { createHttpServer, type HttpServerOptions } from "./server.ts";
