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

const text = (fallback: string) => ({ type: "string", default: fallback }) as const;

function readArguments() {
  const { values } = parseArgs({
    options: {
      port: text("4010"),
      host: text("127.0.0.1"),
      "callback-url": { type: "string" },
      "app-id": text(DEFAULT_PRESET.appId),
      "app-secret": text(DEFAULT_PRESET.appSecret),
      "verify-token": text(DEFAULT_PRESET.verifyToken),
      "waba-id": text(DEFAULT_PRESET.wabaId),
      "phone-number-id": text(DEFAULT_PRESET.phoneNumberId),
      "phone-number": text(DEFAULT_PRESET.phoneNumber),
      "access-token": text(DEFAULT_PRESET.accessToken),
      "webhook-version": text(DEFAULT_PRESET.webhookVersion),
      limits: text("enforced"),
      "service-window": text("enforced"),
      statuses: text("on"),
      clock: text("real"),
      seed: text("1"),
      help: { type: "boolean", default: false },
    },
  });
  return values;
}

function readWord<W extends string>(name: string, given: string, words: readonly W[]): W {
  const word = words.find((known) => known === given);
  if (word === undefined) throw new Error(`--${name} must be ${words.join(" or ")}, not "${given}"`);
  return word;
}

function readNumber(name: string, given: string): number {
  if (!/^\d+$/.test(given)) throw new Error(`--${name} must be a whole number, not "${given}"`);
  return Number(given);
}

function optionsOf(values: ReturnType<typeof readArguments>): GraphEmulatorOptions {
  return {
    host: values.host,
    port: readNumber("port", values.port),
    seed: readNumber("seed", values.seed),
    clock: readWord("clock", values.clock, ["real", "virtual"]),
    limits: readWord<"enforced" | "off">("limits", values.limits, ["enforced", "off"]),
    serviceWindow: readWord("service-window", values["service-window"], ["enforced", "off"]),
    statuses: readWord("statuses", values.statuses, ["on", "off"]) === "off" ? "off" : {},
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
}

async function run(): Promise<void> {
  const values = readArguments();
  if (values.help) {
    console.log(HELP);
    return;
  }
  const { preset, url, close } = await startGraphEmulator(optionsOf(values));
  console.log(`Graph emulator on ${url} (control API: ${url}/__emu)

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
    void close().then(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
