import type { ChannelRow } from "./channels/channels.store.ts";
import { createDevicesService, type DevicesService, notifyPoked } from "./channels/linked-device/index.ts";
import type { Clock } from "./platform/clock.ts";
import type { SecretBox } from "./platform/crypto.ts";
import type { Db } from "./platform/db/index.ts";

export type SessionsService = DevicesService;

/** What people ask of sessions, by the API or by a command: it is left in the database for the node that owns the channel. */
export function wireSessions(parts: {
  readonly db: Db;
  readonly clock: Clock;
  readonly box: SecretBox;
  readonly getChannel: (id: string) => Promise<ChannelRow>;
}): SessionsService {
  return createDevicesService({ ...parts, poke: notifyPoked });
}
