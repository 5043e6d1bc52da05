#!/usr/bin/env node
import { parseArgs } from "node:util";
import { startGraphEmulator } from "./emulator.ts";
import { DEFAULT_PRESET, type GraphEmulatorOptions } from "./options.ts";

const HELP = `Stands in for graph.facebook.com and sends Meta's webhooks.

  --port 4010               where to listen
  --host 127.0.0.1
  --callback-url URL        where webhooks go (also: POST /__emu/callback)
  --app-id ID               default ${DEFAULT_PRESET.appId}
  --app-secret SECRET       default ${DEFAULT_PRESET.appSecret}
  --verify-token TOKEN      default ${DEFAULT_PRESET.verifyToken}
  --waba-id ID              default ${DEFAULT_PRESET.wabaId}
  --phone-number-id ID      default ${DEFAULT_PRESET.phoneNumberId}
  --phone-number NUMBER     default "${DEFAULT_PRESET.phoneNumber}"
  --access-token TOKEN      default ${DEFAULT_PRESET.accessToken}
  --webhook-version v25.0   payload version of webhooks
  --limits enforced|off     Meta's rate limits (default enforced)
  --service-window enforced|off   the 24 h rule (default enforced)
  --statuses on|off         status webhooks (default on)
  --clock real|virtual
  --seed 1
  --help`;

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4010" },
    host: { type: "string", default: "127.0.0.1" },
    "callback-url": { type: "string" },
    "app-id": { type: "string", default: DEFAULT_PRESET.appId },
    "app-secret": { type: "string", default: DEFAULT_PRESET.appSecret },
    "verify-token": { type: "string", default: DEFAULT_PRESET.verifyToken },
    "waba-id": { type: "string", default: DEFAULT_PRESET.wabaId },
    "phone-number-id": { type: "string", default: DEFAULT_PRESET.phoneNumberId },
    "phone-number": { type: "string", default: DEFAULT_PRESET.phoneNumber },
    "access-token": { type: "string", default: DEFAULT_PRESET.accessToken },
    "webhook-version": { type: "string", default: DEFAULT_PRESET.webhookVersion },
    limits: { type: "string", default: "enforced" },
    "service-window": { type: "string", default: "enforced" },
    statuses: { type: "string", default: "on" },
    clock: { type: "string", default: "real" },
    seed: { type: "string", default: "1" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) console.log(HELP);
else await run();

async function run(): Promise<void> {
  const options: GraphEmulatorOptions = {
    host: values.host,
    port: Number(values.port),
    seed: Number(values.seed),
    clock: values.clock === "virtual" ? "virtual" : "real",
    limits: values.limits === "off" ? "off" : "enforced",
    serviceWindow: values["service-window"] === "off" ? "off" : "enforced",
    statuses: values.statuses === "off" ? "off" : {},
    preset: {
      appId: values["app-id"],
      appSecret: values["app-secret"],
      verifyToken: values["verify-token"],
      callbackUrl: values["callback-url"],
      wabaId: values["waba-id"],
      phoneNumberId: values["phone-number-id"],
      phoneNumber: values["phone-number"],
      accessToken: values["access-token"],
      webhookVersion: values["webhook-version"],
    },
  };
  const emulator = await startGraphEmulator(options).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return process.exit(1);
  });
  const { preset, url } = emulator;
  console.log(`Graph emulator on ${url} (control API: ${url}/__emu/state)

Put this into .env:
GRAPH_BASE_URL=${url}
WHATSAPP_APP_ID=${preset.appId}
WHATSAPP_APP_SECRET=${preset.appSecret}
WHATSAPP_VERIFY_TOKEN=${preset.verifyToken}
WHATSAPP_BUSINESS_ACCOUNT_ID=${preset.wabaId}
WHATSAPP_PHONE_NUMBER_ID=${preset.phoneNumberId}
WHATSAPP_ACCESS_TOKEN=${preset.accessToken}

Webhooks go to ${preset.callbackUrl ?? "nobody yet: register a callback, see the README"}`);

  const stop = () => {
    void emulator.close().then(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}
