import type { Preset } from "../options.ts";
import { createApp, createPhone, createWaba, issueToken } from "./creation.ts";
import { createPresetTemplates } from "./preset-templates.ts";
import type { World } from "./world.ts";

/** Creates what exists from the start: one app, one WABA, one number, one token, a few templates. */
export function createPresetWorld(world: World, preset: Preset): void {
  createApp(world, {
    id: preset.appId,
    secret: preset.appSecret,
    name: preset.verifiedName,
    callbackUrl: preset.callbackUrl ?? "",
    verifyToken: preset.verifyToken,
    webhookVersion: preset.webhookVersion,
  });
  createWaba(world, { id: preset.wabaId, businessId: preset.businessId, name: preset.verifiedName });
  createPhone(world, {
    id: preset.phoneNumberId,
    wabaId: preset.wabaId,
    phoneNumber: preset.phoneNumber,
    verifiedName: preset.verifiedName,
  });
  issueToken(world, { value: preset.accessToken, appId: preset.appId });
  createPresetTemplates(world, preset.wabaId);
}
