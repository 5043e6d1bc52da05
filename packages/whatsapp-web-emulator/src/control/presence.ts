import type { Emulation } from "../emulation.ts";
import { type Addressing, addressOf } from "../nodes/addresses.ts";
import { buildNode } from "../nodes/node.ts";
import { type Group, isGroup, type Person } from "../world/entities.ts";

/** Presence is told to who is there, and to nobody later. */
export function tellChatState(
  emulation: Emulation,
  person: Person,
  to: Person | Group,
  state: "composing" | "recording" | "paused",
  addressing: Addressing = "pn",
): void {
  const part =
    state === "recording"
      ? buildNode("composing", { media: "audio" })
      : buildNode(state === "paused" ? "paused" : state);
  const name = addressOf(person, isGroup(to) ? to.addressing : addressing);
  const origin = isGroup(to) ? { from: to.address, participant: name } : { from: name };
  for (const reader of isGroup(to) ? to.members.keys() : [to]) {
    if (reader === person) continue;
    for (const companion of reader.companions.values()) {
      if (companion.isReady && companion.silence === "none") {
        companion.connection?.send(buildNode("chatstate", origin, [part]));
      }
    }
  }
  emulation.changes.announce();
}

export function tellPresence(emulation: Emulation, person: Person, presence: "available" | "unavailable"): void {
  const last = presence === "unavailable" ? emulation.timestamp() : undefined;
  for (const reader of emulation.world.people.values()) {
    for (const companion of reader.companions.values()) {
      if (!companion.subscriptions.has(person.number) || !companion.isReady || companion.silence !== "none") continue;
      const type = presence === "unavailable" ? presence : undefined;
      companion.connection?.send(buildNode("presence", { from: addressOf(person, "pn"), type, last }));
    }
  }
}
