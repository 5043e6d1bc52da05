import type { Emulation } from "../emulation.ts";
import { SERVER_ADDRESS } from "../nodes/addresses.ts";
import { buildNode } from "../nodes/node.ts";
import type { Person } from "../world/entities.ts";

/** Locks an account out of new conversations until then, or lets it in again; its devices are told. */
export function restrictAccount(emulation: Emulation, person: Person, until: Date | undefined): void {
  const endsAtSeconds = until === undefined ? undefined : Math.floor(until.getTime() / 1000);
  person.timelock = endsAtSeconds === undefined ? undefined : { endsAtSeconds };
  const news = {
    is_active: endsAtSeconds !== undefined,
    time_enforcement_ends: endsAtSeconds === undefined ? undefined : String(endsAtSeconds),
    enforcement_type: "DEFAULT",
  };
  const json = JSON.stringify({ data: { xwa2_notify_account_reachout_timelock: news } });
  for (const companion of person.companions.values()) {
    companion.inbox.push(
      buildNode(
        "notification",
        { from: SERVER_ADDRESS, type: "mex", id: emulation.world.ids.stanza(), t: emulation.timestamp() },
        [buildNode("update", { op_name: "NotificationUserReachoutTimelockUpdate" }, Buffer.from(json))],
      ),
    );
  }
}
