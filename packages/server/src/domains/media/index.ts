export { createMedia } from "./media.ts";
export type { OutboundMedia, UploadOutcome } from "./outbound-media.ts";
