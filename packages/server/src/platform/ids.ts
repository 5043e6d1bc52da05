import { randomBytes } from "node:crypto";
import type { Clock } from "./clock.ts";

/** Makes UUIDv7 ids (RFC 9562): they sort by time of creation, and within one process strictly in order of creation. */
export interface Ids {
  newId(): string;
}

export function createIds(clock: Clock): Ids {
  let lastMs = 0;
  // The 12 bits after the time are a counter within the millisecond, started at random in the lower half.
  let counter = 0;
  return {
    newId() {
      const nowMs = clock.now().getTime();
      if (nowMs > lastMs) {
        lastMs = nowMs;
        counter = randomBytes(2).readUInt16BE() & 0x7ff;
      } else {
        // Also when the clock went back: order of creation matters more than the exact millisecond.
        counter += 1;
        if (counter > 0xfff) {
          lastMs += 1;
          counter = 0;
        }
      }
      const bytes = randomBytes(16);
      bytes.writeUIntBE(lastMs, 0, 6);
      bytes.writeUInt16BE(0x7000 | counter, 6);
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
      const hex = bytes.toString("hex");
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    },
  };
}
