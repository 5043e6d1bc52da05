/** Tries a message with each session there is with its author, and spoils none.
 *
 *  libsignal does that by itself, the session used last first, but a try that fails leaves its mark: the ratchet of that session has taken a step
 *  with a key that was not meant for it. Once a later session fits, the record is stored with the damage in it, and nobody can read what is
 *  written in the damaged session from then on ("Bad MAC"). Two sides that start a session at the same moment are enough for that; after each
 *  restart the library starts one with everybody. Here a try sees one session alone, and of a record only the session that fitted changes. */
import type { SignalKeyStore } from "baileys";
import { joinRecords, type SessionRecord, toRecord } from "./session-record.rules.ts";

export interface SessionTries {
  /** What the library is given instead of the keys. */
  readonly get: SignalKeyStore["get"];
  readonly set: SignalKeyStore["set"];
  /** Runs `attempt`, which decrypts one message, once for each session until one fits. Nothing else may use the keys meanwhile.
   *  @throws what the last attempt threw */
  each<Result>(attempt: () => Promise<Result>): Promise<Result>;
}

interface Tries {
  readonly done: Set<string>;
  left: number;
}

export function createSessionTries(keys: Pick<SignalKeyStore, "get" | "set">): SessionTries {
  let running: Tries | undefined;
  return {
    async get(type, ids) {
      const found = await keys.get(type, ids);
      const tries = running;
      if (type !== "session" || tries === undefined) return found;
      const seen = Object.entries(found).map(([id, record]) => [id, pickNext(toRecord(record), tries)]);
      return Object.fromEntries(seen) as typeof found;
    },
    async set(data) {
      if (running === undefined || !data.session) return keys.set(data);
      const known = await keys.get("session", Object.keys(data.session));
      const session = Object.entries(data.session).map(([id, record]) => [id, joinRecords(known[id], record)]);
      return keys.set({ ...data, session: Object.fromEntries(session) });
    },
    async each(attempt) {
      const tries: Tries = { done: new Set(), left: 0 };
      running = tries;
      try {
        for (;;) {
          try {
            return await attempt();
          } catch (error) {
            if (tries.left === 0) throw error;
          }
        }
      } finally {
        running = undefined;
      }
    },
  };
}

/** The record with one session: of those not tried yet the one used last. */
function pickNext(record: SessionRecord, tries: Tries): SessionRecord {
  const untried = Object.entries(record._sessions)
    .filter(([baseKey]) => !tries.done.has(baseKey))
    .sort(([, one], [, other]) => (other.indexInfo.used ?? 0) - (one.indexInfo.used ?? 0));
  const [next] = untried;
  tries.left = Math.max(0, untried.length - 1);
  if (next === undefined) return { ...record, _sessions: {} };
  tries.done.add(next[0]);
  return { ...record, _sessions: { [next[0]]: next[1] } };
}
