/** Which bodies were promised to be stored, and whether they are. */
import { createHash } from "node:crypto";
import type { Database } from "../src/platform/db/index.ts";

export interface WebhookLedger {
  /** `answered`: the status that came; undefined: none, so nobody knows. */
  note(body: Buffer, isSigned: boolean, answered: number | undefined): void;
  readonly promised: number;
  /** Sentences about what is not as was answered. */
  compare(database: Database): Promise<string[]>;
}

interface Expected {
  promised: number;
  doubtful: number;
}

export function createWebhookLedger(): WebhookLedger {
  const expected = new Map<string, Expected>();
  let promised = 0;
  return {
    note(body, isSigned, answered) {
      const hash = createHash("sha256").update(body).digest("hex");
      const entry = expected.get(hash) ?? { promised: 0, doubtful: 0 };
      expected.set(hash, entry);
      if (answered === 200 && isSigned) {
        entry.promised += 1;
        promised += 1;
      } else if (answered === undefined && isSigned) entry.doubtful += 1;
    },
    get promised() {
      return promised;
    },
    async compare(database) {
      const { rows } = await database.pool.query<{ hash: string; count: number; states: string[] }>(
        `select encode(sha256(body), 'hex') as hash, count(*)::int as count, array_agg(distinct state) as states
         from inbound_events group by 1`,
      );
      const stored = new Map(rows.map((row) => [row.hash, row]));
      let lost = 0;
      let unpromised = 0;
      for (const [hash, { promised: sure, doubtful }] of expected) {
        const count = stored.get(hash)?.count ?? 0;
        lost += Math.max(0, sure - count);
        unpromised += Math.max(0, count - sure - doubtful);
      }
      const odd = [...new Set(rows.flatMap((row) => row.states))].filter((state) => !KNOWN_STATES.has(state));
      return [
        ...(lost > 0 ? [`${lost} webhooks that were answered 200 are not stored`] : []),
        ...(unpromised > 0 ? [`${unpromised} webhooks are stored that were refused`] : []),
        ...(odd.length > 0 ? [`stored webhooks are in the states ${odd.join(", ")}`] : []),
      ];
    },
  };
}

/** `stored` and no longer queued: processed. */
const KNOWN_STATES: ReadonlySet<string> = new Set(["stored", "quarantined"]);
