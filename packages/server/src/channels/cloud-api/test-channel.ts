/** Valid settings and an open channel to a test server. */
import { systemClock } from "../../platform/clock.ts";
import type { Channel } from "../channel.ts";
import type { CloudApiDeps } from "./cloud-api-channel.ts";
import { createCloudApiDriver } from "./index.ts";

export const TEST_SETTINGS = {
  phoneNumberId: "106540352242922",
  businessAccountId: "102290129340398",
  appId: "670000000000001",
  accessToken: "EAAtestAccessToken0123456789",
  appSecret: "test-app-secret-0123456789",
  verifyToken: "test-verify-token",
};

/** Short, so that a test of silence is quick, yet long beside a loopback answer. */
export const TEST_TIME_LIMITS = { connectMs: 2000, silenceMs: 700, totalMs: 60_000, closeMs: 500 };

export function openTestChannel(
  graphBaseUrl: string,
  deps: Partial<CloudApiDeps> = {},
  settings: Record<string, unknown> = {},
): Channel {
  const driver = createCloudApiDriver({
    clock: systemClock,
    appVersion: "0.0.0-test",
    timeLimits: TEST_TIME_LIMITS,
    ...deps,
  });
  return driver.open(driver.parseConfig({ ...TEST_SETTINGS, graphBaseUrl, ...settings }));
}
