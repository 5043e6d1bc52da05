/** What a person may do with a message now: the same as person-actions.ts allows. Pure. */
import type { Message } from "../messages.store.ts";

export const MESSAGE_ACTIONS = ["retry", "cancel", "hold", "release"] as const;
export type MessageAction = (typeof MESSAGE_ACTIONS)[number];

const ACTIONS: Partial<Record<Message["state"], readonly MessageAction[]>> = {
  queued: ["cancel", "hold"],
  held: ["release", "cancel"],
  unknown: ["retry", "cancel"],
  failed: ["retry"],
  cancelled: ["retry"],
  expired: ["retry"],
};

export function actionsOf({ direction, state, sourceKind }: Pick<Message, "direction" | "state" | "sourceKind">) {
  if (direction === "inbound" || sourceKind === "phone") return [];
  return [...(ACTIONS[state] ?? [])];
}
