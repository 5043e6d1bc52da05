export { isAllowListEntry } from "./allow-list.ts";
export { OutgoingFailed, UrlForbidden } from "./errors.ts";
export type { OutgoingAnswer } from "./exchange.ts";
export { createOutgoingHttp, type OutgoingHttp } from "./outgoing-http.ts";
