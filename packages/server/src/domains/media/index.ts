export { createMedia } from "./media.ts";
export type { OutboundMedia } from "./outbound-media.ts";
