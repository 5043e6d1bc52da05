export { type Authenticate, getPrincipal, type Principal } from "./access.ts";
export type { HttpApp } from "./http-app.ts";
export { createCursorFormat, cursorTimeSchema, type Page, pageOf, pageQueryFields, toPage } from "./paging.ts";
export { registerRawBodyRoute } from "./raw-body.ts";
export { dateTimeSchema, idempotencyHeaders, idParams, idSchema, rowNumberSchema } from "./schemas.ts";
export { createHttpServer, type HttpServerOptions } from "./server.ts";
