export type { ConfigurationPatch } from "./control/configuration.ts";
export type { CallbackRequest, Controls, ReceiveRequest, ReplyRequest } from "./control/controls.ts";
export type { SentMessage, UserView } from "./control/views.ts";
export type { LoggedRequest } from "./emulation.ts";
export { type GraphEmulator, startGraphEmulator } from "./emulator.ts";
export type { FaultEffect, FaultMatch, FaultRule } from "./faults/fault-rules.ts";
export { DEFAULT_PRESET, type GraphEmulatorOptions, type Preset } from "./options.ts";
export type { Delivery } from "./webhooks/delivery.ts";
