export { type Access, type Authenticate, getPrincipal, type Principal } from "./access.ts";
export type { HttpApp } from "./http-app.ts";
export { OPENAPI_PATH } from "./openapi.ts";
export { type CursorFormat, createCursorFormat, type Page, pageOf, pageQueryFields, toPage } from "./paging.ts";
export { problemSchema } from "./problem.ts";
export { type RawBodyRoute, registerRawBodyRoute } from "./raw-body.ts";
export { dateTimeSchema, idempotencyHeaders, idParams, idSchema } from "./schemas.ts";
export { createHttpServer, type HttpServerOptions } from "./server.ts";
