export { findMedia, lockMedia, type Media } from "./media.store.ts";
export { createMedia } from "./media.ts";
export type { OutboundMedia, UploadOutcome } from "./outbound-media.ts";
