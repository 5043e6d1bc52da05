export { type Chasqui, type ChasquiOptions, createChasqui } from "./chasqui.ts";
export {
  ChasquiProblem,
  ConnectionProblem,
  type FieldProblem,
  isProblem,
  isUnauthenticated,
  isUnreachable,
  TimeoutProblem,
} from "./errors.ts";
export type { ChangeEvent, ChasquiEvent, ConnectionState, EventKind, EventsOptions, ResetEvent } from "./events.ts";
export type { FileBody } from "./files.ts";
export type * from "./generated/operations.ts";
export type * from "./generated/types.ts";
export type { RequestOptions, SendOptions } from "./http.ts";
export type { ListPage, PagedList } from "./paged-list.ts";
export type { RetryPolicy } from "./retry.ts";
