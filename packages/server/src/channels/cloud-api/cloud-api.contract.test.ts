/** The contract of all channels, with the Graph emulator as the far side. */
import { type FaultEffect, type GraphEmulator, startGraphEmulator } from "@chasqui/graph-emulator";
import { systemClock } from "../../platform/clock.ts";
import { type ChannelContractHarness, describeChannelContract, type SimulatedFailure } from "../channel.contract.ts";
import { createCloudApiDriver } from "./index.ts";
import { TEST_TIME_LIMITS } from "./test-channel.ts";

const EFFECTS = {
  "rate-limited": { error: { code: 130429, status: 429 }, retryAfterSeconds: 3 },
  "recipient-rate-limited": { error: { code: 131056 } },
  "broken-after-send": { connection: "closeAfterAccept" },
  "never-answers": { connection: "hangAfterAccept" },
  "refused-for-good": { error: { code: 131026 } },
  "refused-for-now": { error: { code: 132015 } },
  "access-revoked": { error: { code: 190, subcode: 467 } },
} as const satisfies Partial<Record<SimulatedFailure, FaultEffect>>;

const FAILURES: readonly SimulatedFailure[] = [...(Object.keys(EFFECTS) as (keyof typeof EFFECTS)[]), "unreachable"];

async function startHarness(): Promise<ChannelContractHarness> {
  const CALLBACK = "https://chasqui.test/webhook";
  const start = (port: number): Promise<GraphEmulator> =>
    startGraphEmulator({
      port,
      limits: "off",
      serviceWindow: "off",
      statuses: "off",
      preset: { callbackUrl: CALLBACK },
    });
  let meta = await start(0);
  const { preset } = meta;
  const driver = createCloudApiDriver({
    clock: systemClock,
    appVersion: "0.0.0-test",
    webhookUrl: () => CALLBACK,
    timeLimits: TEST_TIME_LIMITS,
  });
  const settings = {
    phoneNumberId: preset.phoneNumberId,
    businessAccountId: preset.wabaId,
    appId: preset.appId,
    accessToken: preset.accessToken,
    appSecret: preset.appSecret,
    verifyToken: preset.verifyToken,
    graphBaseUrl: meta.url,
  };

  return {
    driver,
    settings,
    recipient: { phone: "+16505551234" },
    open: () => driver.open(driver.parseConfig(settings)),
    async findReceived(messageId) {
      const sent = meta.sentMessages.find((message) => message.bizOpaqueCallbackData === messageId);
      return sent && { type: sent.type, text: JSON.stringify(sent.request) };
    },
    async simulate(failure) {
      if (failure === "unreachable") {
        await meta.close();
        return async () => {
          meta = await start(Number(new URL(meta.url).port));
        };
      }
      const rule = meta.addFault({ match: { route: "POST messages" }, effect: EFFECTS[failure] });
      return () => void meta.removeFault(rule.id);
    },
    async receiveMessage() {
      return meta.receive({ from: "+16505551234", text: "hola" });
    },
    close: () => meta.close(),
  };
}

describeChannelContract("cloud-api", FAILURES, startHarness);
