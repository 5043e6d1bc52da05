import type { SignalDataSet, SignalDataTypeMap, SignalKeyStoreWithTransaction } from "baileys";

/** As libsignal keeps what it has with one device: several sessions, by the key each began with. */
interface SessionRecord {
  readonly _sessions: { readonly [baseKey: string]: { readonly indexInfo: { readonly used?: number } } };
}

/** A store of keys that can show one session of a record at a time. */
export interface SessionTries {
  readonly keys: SignalKeyStoreWithTransaction;
  /** Runs `attempt`, which opens one message, once for each session until one fits. @throws what the last attempt threw */
  each<Result>(attempt: () => Promise<Result>): Promise<Result>;
}

/**
 * As phones do, and the library does not: a session that does not fit a message stays as it was. The library leaves it with
 * a ratchet that has taken a wrong step, and what is written in it later cannot be read.
 */
export function createSessionTries(keys: SignalKeyStoreWithTransaction): SessionTries {
  let done: Set<string> | undefined;
  let left = 0;

  function pickNext(record: SessionRecord, tried: Set<string>): SessionRecord {
    const untried = Object.entries(record._sessions)
      .filter(([baseKey]) => !tried.has(baseKey))
      .sort(([, one], [, other]) => (other.indexInfo.used ?? 0) - (one.indexInfo.used ?? 0));
    const [next] = untried;
    left = Math.max(0, untried.length - 1);
    if (next === undefined) return record;
    tried.add(next[0]);
    return { ...record, _sessions: { [next[0]]: next[1] } };
  }

  async function get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]) {
    const found = await keys.get(type, ids);
    const tried = done;
    if (type !== "session" || tried === undefined) return found;
    const seen = Object.entries(found).map(([id, record]) => [id, pickNext(record as SessionRecord, tried)]);
    return Object.fromEntries(seen) as typeof found;
  }

  async function set(data: SignalDataSet): Promise<void> {
    if (done === undefined || data.session === undefined) return keys.set(data);
    const known: { [id: string]: unknown } = await keys.get("session", Object.keys(data.session));
    const session = Object.entries(data.session).map(([id, record]) => {
      const [before, after] = [known[id], record] as unknown[] as (SessionRecord | undefined)[];
      return [id, { ...before, ...after, _sessions: { ...before?._sessions, ...after?._sessions } }];
    });
    return keys.set({ ...data, session: Object.fromEntries(session) });
  }

  return {
    keys: { ...keys, get, set },
    async each(attempt) {
      done = new Set();
      try {
        for (;;) {
          try {
            return await attempt();
          } catch (error) {
            if (left === 0) throw error;
          }
        }
      } finally {
        done = undefined;
        left = 0;
      }
    },
  };
}
