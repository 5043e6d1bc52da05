/** Every driver there is, one line each. The only file outside the driver folders that knows their names. */
import type { Clock } from "../platform/clock.ts";
import type { ChannelDriver, ChannelKind } from "./channel.ts";
import { createCloudApiDriver } from "./cloud-api/index.ts";
import { createLinkedDeviceDriver, type LinkedDevicePorts } from "./linked-device/index.ts";
import { createSandboxDriver } from "./sandbox/index.ts";
import type { SandboxPhone } from "./sandbox-phone.ts";

export interface ChannelDriverDeps {
  readonly clock: Clock;
  readonly appVersion: string;
  /** The far side of sandbox channels. */
  readonly phone: SandboxPhone;
  /** What keeps WhatsApp Web sessions, and what they tell. */
  readonly linkedDevices: LinkedDevicePorts;
  /** The address platforms should post webhooks to, when this server knows its own. */
  readonly webhookUrl?: () => string | undefined;
  /** The category of a channel's template as far as this process knows it, by the channel's address. */
  readonly findTemplateCategory?: (address: string, name: string, language: string) => string | undefined;
}

export function createChannelDrivers(deps: ChannelDriverDeps): ReadonlyMap<ChannelKind, ChannelDriver> {
  const drivers = [
    createCloudApiDriver(deps),
    createSandboxDriver(deps),
    createLinkedDeviceDriver({ clock: deps.clock, ports: deps.linkedDevices }),
  ];
  return new Map(drivers.map((driver) => [driver.kind, driver]));
}
