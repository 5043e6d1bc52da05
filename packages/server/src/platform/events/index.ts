export { describeMessages, EVENT_KINDS, EVENT_SCOPES, type EventKind, type EventPayload } from "./event-kinds.ts";
export { insertEvent, onEventsWritten } from "./events.store.ts";
