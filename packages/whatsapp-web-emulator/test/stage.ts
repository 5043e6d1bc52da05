import type { UserFacingSocketConfig } from "baileys";
import {
  type ContactHandle,
  type PhoneHandle,
  startWhatsappWebEmulator,
  type WhatsappWebEmulator,
  type WhatsappWebEmulatorOptions,
} from "../src/index.ts";
import { type Client, linkClient } from "./client.ts";

/** A shop with one linked client, and two people who write to it. */
export interface Stage extends AsyncDisposable {
  readonly emulator: WhatsappWebEmulator;
  readonly shop: PhoneHandle;
  readonly ana: ContactHandle;
  readonly ben: ContactHandle;
  readonly client: Client;
}

export const SHOP = "+51 900 000 001";
export const ANA = "+51 987 654 321";
export const BEN = "+51 987 000 002";

export async function startStage(
  options: WhatsappWebEmulatorOptions = {},
  config: Partial<UserFacingSocketConfig> = {},
): Promise<Stage> {
  const emulator = await startWhatsappWebEmulator(options);
  const shop = emulator.createPhone({ number: SHOP, name: "Shop" });
  const ana = emulator.createContact({ number: ANA, name: "Ana" });
  const ben = emulator.createContact({ number: BEN, name: "Ben" });
  const client = await linkClient(emulator, shop, config);
  return {
    emulator,
    shop,
    ana,
    ben,
    client,
    async [Symbol.asyncDispose]() {
      await client.end();
      await emulator.stop();
    },
  };
}
