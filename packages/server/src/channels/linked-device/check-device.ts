import type { ChannelCheck } from "../channel.ts";
import type { DeviceRow } from "./devices.store.ts";

const MINUTE_MS = 60_000;

/** How a session is, for the channels page and the doctor. Pure. */
export function checkDevice(device: DeviceRow | undefined, now: Date): ChannelCheck[] {
  if (!device?.isPaired) {
    const detail = device?.stateReason?.title ?? "no phone is paired";
    const { code, particulars } = withReason("not-paired", device);
    const mend = "Open the channel's page and pair a phone.";
    return [{ name: "pairing", state: "failed", code, detail, mend, particulars }];
  }
  const phone = device.account?.phone ?? "a phone";
  const checks: ChannelCheck[] = [
    { name: "pairing", state: "ok", code: "paired", detail: `paired with ${phone}`, particulars: { phone } },
  ];
  if (device.state === "connected") {
    const minutes = Math.round((now.getTime() - (device.connectedAt ?? now).getTime()) / MINUTE_MS);
    const detail = `connected for ${minutes} minutes`;
    checks.push({ name: "session", state: "ok", code: "session-connected", detail, particulars: { count: minutes } });
  } else {
    checks.push({
      name: "session",
      state: "failed",
      ...withReason("session-not-connected", device),
      detail: device.stateReason?.title ?? `it is ${device.state}`,
      mend: device.stateReason?.mend ?? "Look at the channel's page.",
    });
  }
  if (device.coldStoppedUntil && device.coldStoppedUntil > now) {
    checks.push({
      name: "new conversations",
      state: "warning",
      code: "no-new-conversations",
      particulars: { until: device.coldStoppedUntil.toISOString() },
      detail: `WhatsApp lets the account start none until ${device.coldStoppedUntil.toISOString()}`,
      mend: "Wait. People who write are answered all the same.",
    });
  }
  return checks;
}

/** The reason of the session's state is what is told, where there is one. */
function withReason(code: string, device: DeviceRow | undefined) {
  const reason = device?.stateReason;
  return reason
    ? { code: `${code}-because`, particulars: { reason: { code: reason.code } } }
    : { code, particulars: {} };
}
