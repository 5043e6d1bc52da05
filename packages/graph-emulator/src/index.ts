export type { AccountChange, PhoneChange, TemplateEvent } from "./control/business.ts";
export type { ConfigurationPatch } from "./control/configuration.ts";
export type { CallbackRequest, Controls, ReceiveRequest, ReplyRequest, WorldSeed } from "./control/controls.ts";
export type { UserReference } from "./control/find.ts";
export type { UserChange } from "./control/people.ts";
export type { EmulatorState } from "./control/tools.ts";
export type { SentMessage, UserView } from "./control/views.ts";
export type { LoggedRequest } from "./emulation.ts";
export { type GraphEmulator, startGraphEmulator } from "./emulator.ts";
export type { FaultEffect, FaultMatch, FaultRule } from "./faults/fault-rules.ts";
export {
  DEFAULT_PRESET,
  type GraphEmulatorOptions,
  type LimitSwitches,
  type Preset,
  type PricingEra,
  type StatusLadder,
  type WebhookModes,
  type WebhookOptions,
} from "./options.ts";
export type { Delivery, DeliveryAttempt } from "./webhooks/delivery.ts";
export type { UserSeed } from "./world/users.ts";
