export { type Autoreply, createAutoreply } from "./autoreply.ts";
export { shiftTimers } from "./follow-ups.store.ts";
