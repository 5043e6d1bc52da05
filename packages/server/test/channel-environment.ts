import type { GraphEmulator } from "@chasqui/graph-emulator";

/** The variables by which a server has the emulator's number as its channel. */
export function channelEnvironment({ preset, url }: GraphEmulator): Record<string, string> {
  return {
    WHATSAPP_PHONE_NUMBER_ID: preset.phoneNumberId,
    WHATSAPP_BUSINESS_ACCOUNT_ID: preset.wabaId,
    WHATSAPP_APP_ID: preset.appId,
    WHATSAPP_ACCESS_TOKEN: preset.accessToken,
    WHATSAPP_APP_SECRET: preset.appSecret,
    WHATSAPP_VERIFY_TOKEN: preset.verifyToken,
    GRAPH_BASE_URL: url,
  };
}
