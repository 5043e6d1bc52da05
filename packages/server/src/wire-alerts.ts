/** Connects what happens to channels and messages with the alerts people see. */
import type { ChannelAccounts } from "./channels/accounts.ts";
import type { ChannelsService } from "./channels/channels.service.ts";
import type { ChannelStateReason } from "./channels/channels.store.ts";
import type { AlertsService } from "./domains/alerts/index.ts";
import { createTemplateCheck, createTemplateGuard, type Messages } from "./domains/messages/index.ts";
import type { Logger } from "./platform/logger.ts";

const STOPPED = "channel-stopped";

const pick = ({ code, particulars = {} }: ChannelStateReason) => ({ code, particulars });

interface Parts {
  readonly alerts: AlertsService;
  readonly channels: ChannelsService;
  readonly accounts: ChannelAccounts;
  readonly messages: Messages;
  readonly logger: Logger;
}

/** Before anything is started. */
export function wireAlerts({ alerts, channels, accounts, messages, logger }: Parts): void {
  channels.onStateChanged(async ({ channelId, name, state, reason }, tx) => {
    const subject = `channel:${channelId}`;
    if (state === "removed") await alerts.resolveAllOfChannel(tx, channelId);
    if (state === "active") await alerts.resolve(tx, STOPPED, subject);
    if (state === "stopped") {
      const title = `The channel “${name}” has stopped: ${reason?.title ?? "the platform refuses it"}`;
      const { detail, mend } = reason ?? {};
      const particulars = { channel: name, ...(reason && { reason: pick(reason) }) };
      await alerts.raise(tx, {
        kind: STOPPED,
        subject,
        channelId,
        severity: "critical",
        title,
        detail,
        mend,
        particulars,
      });
    }
  });

  messages.onAccountEvent(accounts.onAccountEvents);
  messages.addCheck(createTemplateCheck(accounts.templates));
  messages.addGuard(createTemplateGuard(accounts.templates));
  messages.onChannelRests((channelId, rest) => {
    accounts.details
      .noteRest(channelId, rest)
      .catch((error: unknown) => logger.warn({ err: error, channelId }, "a channel's rest could not be noted"));
  });
  messages.onQuarantined((events, tx) =>
    alerts.raise(tx, {
      kind: "poison-event",
      subject: "inbound-events",
      severity: "warning",
      title: "Events of the platform could not be processed and were set aside",
      detail: events.at(-1)?.error,
      mend: "Look at the quarantined events; once the cause is mended, process them again.",
    }),
  );
}
