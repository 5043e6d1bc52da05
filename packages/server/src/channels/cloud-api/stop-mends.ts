import type { ParsedChannelConfig } from "../channel.ts";

/** Meta's codes that mean "not with this token". */
const TOKEN_CODES = new Set([0, 3, 10, 33, 100, 190, 131005]);

/** Whether a change of settings may have mended what stopped the channel: then it is worth trying again by itself. */
export function isStopMended(reasonCode: string, before: ParsedChannelConfig, after: ParsedChannelConfig): boolean {
  const code = Number(/^meta-(\d{1,9})$/.exec(reasonCode)?.[1] ?? Number.NaN);
  const isTokenTrouble = TOKEN_CODES.has(code) || (code >= 200 && code <= 299);
  const hasNewToken = before.secrets.accessToken !== after.secrets.accessToken;
  return isTokenTrouble && (hasNewToken || before.address !== after.address);
}
