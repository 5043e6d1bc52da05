import type { DisturbanceRecord } from "./ledger.ts";
import type { SendRecord } from "./observer.ts";
import type { Evidence } from "./witness.ts";

/** Clocks of one machine, but the moment of a kill is noted a little before it happens and a log line read a little after. */
const SLACK_MS = 250;

/** A node that starts just after the database came back cannot tell a living owner, who has not taken its session lock again, from a dead one. */
const RELOCKED_WITHIN_MS = 6_000;

/** Finds what we did to make the outcome of a send unknown. */
export interface Causes {
  /** Why message `id` may be in doubt since `since`; undefined: nothing we did explains it. */
  findCause(id: string, since: Date | undefined): string | undefined;
}

export function createCauses({ ledger, database, faultedSends }: Evidence): Causes {
  const pidOfEpoch = new Map(ledger.owners.map((owner) => [owner.epoch, owner.pid]));
  const sends = new Map<string, SendRecord[]>();
  for (const send of database.sends) sends.set(send.messageId, [...(sends.get(send.messageId) ?? []), send]);

  /** A node's kill, freeze or stop, or PostgreSQL's kill, while this send was in flight. */
  function hit(send: SendRecord, until: number, one: DisturbanceRecord): boolean {
    const from = send.at.getTime() - SLACK_MS;
    if (one.kind === "kill-postgres") return one.at >= from - RELOCKED_WITHIN_MS && one.at <= until;
    if (one.kind === "hold-webhooks") return false;
    return one.pid === pidOfEpoch.get(send.epoch) && one.until >= from && one.at <= until;
  }

  return {
    findCause(id, since) {
      const until = (since?.getTime() ?? Number.POSITIVE_INFINITY) + SLACK_MS;
      const begun = sends.get(id) ?? [];
      const last = begun.findLast((send) => since === undefined || send.at <= since) ?? begun[0];
      if (!last) return undefined;
      const faultAt = faultedSends.get(id)?.find((at) => at >= last.at.getTime() - SLACK_MS && at <= until);
      if (faultAt !== undefined) return "a fault of the emulator";
      const cause = ledger.disturbances.find((one) => hit(last, until, one));
      return cause && `${cause.kind}${cause.node === undefined ? "" : ` of ${cause.node}`}`;
    },
  };
}
