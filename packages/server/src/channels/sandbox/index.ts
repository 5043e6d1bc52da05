/** The driver for trying things: a channel whose far side is a virtual phone of this server. */
import type { ChannelDriver } from "../channel.ts";
import { createSandboxChannel, type SandboxDeps } from "./sandbox-channel.ts";
import { parseSandboxConfig, readStoredSettings } from "./settings.ts";
import { sandboxWebhook } from "./webhook.ts";

export function createSandboxDriver(deps: SandboxDeps): ChannelDriver {
  return {
    kind: "sandbox",
    reachesPeople: false,
    parseConfig: parseSandboxConfig,
    open: (stored) => createSandboxChannel(readStoredSettings(stored), deps),
    webhook: sandboxWebhook,
    // Whatever stops it was asked for.
    isStopMended: () => true,
  };
}
