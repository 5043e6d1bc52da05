import type { Emulation } from "../emulation.ts";
import { addressOf } from "../nodes/addresses.ts";
import { buildNode } from "../nodes/node.ts";
import type { Companion } from "../world/entities.ts";

/** Other clients keep a list of this person's devices for a while; they hear when it has changed. */
export function announceDevice(emulation: Emulation, changed: Companion, change: "add" | "remove"): void {
  const { person, device } = changed;
  const names = (["pn", "lid"] as const).map((addressing) =>
    buildNode("device", { jid: addressOf(person, addressing, device), "key-index": String(device) }),
  );
  const notification = buildNode(
    "notification",
    { from: addressOf(person, "pn"), type: "devices", id: emulation.world.ids.stanza(), t: emulation.timestamp() },
    [buildNode(change, {}, names)],
  );
  for (const other of emulation.world.people.values()) {
    for (const companion of other.companions.values()) {
      if (companion !== changed) companion.inbox.push(notification);
    }
  }
}

/** The device is linked no more, whoever wanted that. */
export function removeDevice(emulation: Emulation, companion: Companion): void {
  companion.isLinked = false;
  companion.person.companions.delete(companion.device);
  announceDevice(emulation, companion, "remove");
  emulation.changes.announce();
}
