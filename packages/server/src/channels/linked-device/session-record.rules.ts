/** What libsignal (6.0.0) stores of its sessions with one device. Several may be kept, by the key each began with; one is open: what is written
 *  goes through that one. Pure. */

export interface SessionRecord {
  readonly _sessions: { readonly [baseKey: string]: Session };
}

interface Session {
  readonly indexInfo: {
    /** ms since the epoch. */
    readonly used?: number;
    /** ms since the epoch; -1: open. */
    readonly closed?: number;
  };
}

const OPEN = -1;

/** The library's types say bytes; it is an object. */
export function toRecord(value: unknown): SessionRecord {
  const record = value as Partial<SessionRecord> | null | undefined;
  return { ...record, _sessions: record?._sessions ?? {} };
}

/** The sessions of `known`, those of `changed` in place of the same ones there. */
export function joinRecords(known: unknown, changed: unknown): SessionRecord {
  const [before, after] = [toRecord(known), toRecord(changed)];
  return { ...before, ...after, _sessions: { ...before._sessions, ...after._sessions } };
}

/** The sessions of `known`, with those of `older` kept beside them for what is still on its way. The open one of `known` stays the open one. */
export function adoptSessions(known: unknown, older: unknown): SessionRecord {
  const [own, adopted] = [toRecord(known), toRecord(older)];
  const hasOpen = Object.values(own._sessions).some(({ indexInfo }) => indexInfo.closed === OPEN);
  const sessions = Object.entries(adopted._sessions).map(([key, session]) => [key, hasOpen ? close(session) : session]);
  return { ...adopted, ...own, _sessions: { ...Object.fromEntries(sessions), ...own._sessions } };
}

function close(session: Session): Session {
  const { indexInfo } = session;
  if (indexInfo.closed !== OPEN) return session;
  return { ...session, indexInfo: { ...indexInfo, closed: indexInfo.used ?? 0 } };
}
