/** The driver for Meta's WhatsApp Cloud API. */
import type { ChannelDriver } from "../channel.ts";
import { accountNews } from "./account-news.ts";
import { type CloudApiDeps, createCloudApiChannel } from "./cloud-api-channel.ts";
import { parseCloudApiConfig, readStoredSettings } from "./settings.ts";
import { isStopMended } from "./stop-mends.ts";
import { cloudApiWebhook } from "./webhook.ts";

export function createCloudApiDriver(deps: CloudApiDeps): ChannelDriver {
  return {
    kind: "cloud-api",
    reachesPeople: true,
    parseConfig: parseCloudApiConfig,
    open: (stored) => createCloudApiChannel(readStoredSettings(stored), deps),
    webhook: cloudApiWebhook,
    accountNews,
    isStopMended,
  };
}
