/** Connects the limits of channels with what sends, and with the drivers that are told of them. */
import type { ChannelsService } from "./channels/channels.service.ts";
import { changeDevice } from "./channels/linked-device/index.ts";
import type { AlertsService } from "./domains/alerts/index.ts";
import { createLimits, type Limits } from "./domains/limits/index.ts";
import type { Messages } from "./domains/messages/index.ts";
import type { Settings } from "./domains/settings/index.ts";
import type { Clock } from "./platform/clock.ts";
import type { Db } from "./platform/db/index.ts";

interface Parts {
  readonly db: Db;
  readonly clock: Clock;
  readonly channels: ChannelsService;
  readonly messages: Messages;
  readonly settings: Settings;
  readonly alerts: AlertsService;
}

/** Before anything is started. */
export function wireLimits({ db, clock, channels, messages, settings, alerts }: Parts): Limits {
  const limits = createLimits({
    db,
    clock,
    channels,
    alerts,
    timezone: () => settings.get("defaultTimezone"),
    wake: messages.wakeOutbox,
    async onColdStopChanged(tx, { kind, address }, until) {
      if (kind === "linked-device") await changeDevice(tx, address, { coldStoppedUntil: until }, clock.now());
    },
  });
  messages.addChannelGuard(limits.guardFor);
  messages.onReceived(limits.onReceived);
  return limits;
}
