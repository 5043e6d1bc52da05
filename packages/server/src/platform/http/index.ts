export {
  type Authenticate,
  getPrincipal,
  getUser,
  type Principal,
  type UserPrincipal,
} from "./access.ts";
export { type Caller, callerOf, groupAddress } from "./caller.ts";
export { noteForAudit, type RecordChange, type RecordedChange } from "./change-record.ts";
export type { HttpApp } from "./http-app.ts";
export { createCursorFormat, cursorTimeSchema, type Page, pageOf, pageQueryFields, toPage } from "./paging.ts";
export { registerRawBodyRoute } from "./raw-body.ts";
export type { RegisteredRoute } from "./routes-seen.ts";
export { originOf } from "./same-origin.ts";
export {
  dateTimeSchema,
  idempotencyHeaders,
  idParams,
  idSchema,
  particularsSchema,
  rowNumberSchema,
} from "./schemas.ts";
export { createHttpServer, type HttpServerOptions } from "./server.ts";
export {
  clearSessionCookie,
  readKnownBrowserToken,
  readSessionToken,
  SESSION_COOKIE,
  setKnownBrowserCookie,
  setSessionCookie,
} from "./session-cookie.ts";
