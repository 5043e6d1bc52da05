export type { AutoreplyLookups, ConversationTimes } from "./autoreply.ports.ts";
export { type Autoreply, type AutoreplyDeps, createAutoreply } from "./autoreply.ts";
