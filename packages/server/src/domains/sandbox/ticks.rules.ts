/** How a message of the business goes on from tick to tick, as on a real phone. Pure. */
import type { SandboxDelivery } from "../../channels/sandbox-phone.ts";

export type TickState = "sent" | "delivered" | "read" | "failed";

export interface Tick {
  readonly state: TickState;
  readonly at: Date;
}

export interface TickPlan extends Omit<SandboxDelivery, "providerId" | "readAfterMs"> {
  /** null: when a person opens the chat. */
  readonly readAfterMs: number | null;
}

/** Of the time until delivery this part passes until the platform itself has it. */
const SENT_AFTER_PART = 0.4;

/** What comes after a state that was reached at `now`; undefined: nothing by itself. */
export function findNextTick(reached: "accepted" | TickState, plan: TickPlan, now: Date): Tick | undefined {
  const after = (ms: number) => new Date(now.getTime() + Math.round(ms));
  switch (reached) {
    case "accepted":
      return { state: "sent", at: after(plan.delayMs * SENT_AFTER_PART) };
    case "sent":
      return { state: plan.fails ? "failed" : "delivered", at: after(plan.delayMs * (1 - SENT_AFTER_PART)) };
    case "delivered":
      return plan.readAfterMs === null ? undefined : { state: "read", at: after(plan.readAfterMs) };
    default:
      return undefined;
  }
}

/** Whether a due tick comes: what is turned off gets nothing, and who has blocked somebody hears nothing from them, then or later. */
export function canTick(state: TickState, phone: { isOnline: boolean; hasBlocked: boolean }): boolean {
  return state !== "delivered" || (phone.isOnline && !phone.hasBlocked);
}
