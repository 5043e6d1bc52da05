import type { ChannelCheck } from "../channel.ts";
import type { DeviceRow } from "./devices.store.ts";

const MINUTE_MS = 60_000;

/** How a session is, for the channels page and the doctor. Pure. */
export function checkDevice(device: DeviceRow | undefined, now: Date): ChannelCheck[] {
  if (!device?.isPaired) {
    const detail = device?.stateReason?.title ?? "no phone is paired";
    return [{ name: "pairing", state: "failed", detail, mend: "Open the channel's page and pair a phone." }];
  }
  const phone = device.account?.phone ?? "a phone";
  const checks: ChannelCheck[] = [{ name: "pairing", state: "ok", detail: `paired with ${phone}` }];
  if (device.state === "connected") {
    const minutes = Math.round((now.getTime() - (device.connectedAt ?? now).getTime()) / MINUTE_MS);
    checks.push({ name: "session", state: "ok", detail: `connected for ${minutes} minutes` });
  } else {
    checks.push({
      name: "session",
      state: "failed",
      detail: device.stateReason?.title ?? `it is ${device.state}`,
      mend: device.stateReason?.mend ?? "Look at the channel's page.",
    });
  }
  if (device.coldStoppedUntil && device.coldStoppedUntil > now) {
    checks.push({
      name: "new conversations",
      state: "warning",
      detail: `WhatsApp lets the account start none until ${device.coldStoppedUntil.toISOString()}`,
      mend: "Wait. People who write are answered all the same.",
    });
  }
  return checks;
}
