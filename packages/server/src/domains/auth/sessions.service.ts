import { z } from "zod";
import type { Clock } from "../../platform/clock.ts";
import type { Db, Tx } from "../../platform/db/index.ts";
import {
  type Caller,
  createCursorFormat,
  cursorTimeSchema,
  idSchema,
  type Page,
  toPage,
  type UserPrincipal,
} from "../../platform/http/index.ts";
import type { Ids } from "../../platform/ids.ts";
import { SessionUnknown } from "./auth.errors.ts";
import { allowsScope, scopesOfRole } from "./scopes.rules.ts";
import type { SessionAge, SessionHolder, SessionRow } from "./sessions.store.ts";
import * as store from "./sessions.store.ts";
import { generateToken, hashToken } from "./tokens.rules.ts";

const DAY_MS = 24 * 60 * 60_000;
/** A session ends when it is not used for so long, and at the latest so long after sign-in. */
const IDLE_MS = 30 * DAY_MS;
const LONGEST_MS = 365 * DAY_MS;
const TOUCH_EVERY_MS = 60_000;
const SESSIONS_OF_ONE_USER = 50;

export interface OpenedSession {
  readonly token: string;
  readonly principal: UserPrincipal;
}

export type Session = SessionRow & { readonly isCurrent: boolean; readonly expiresAt: Date };

export interface SessionsService {
  /** undefined: the user was disabled or got another password since `passwordHash` was read. */
  open(tx: Tx, userId: string, passwordHash: string, caller: Caller): Promise<OpenedSession | undefined>;
  /** What the user may do is looked up every time: another role, or being disabled, takes effect at once and on every node. */
  findByToken(token: string, caller: Caller): Promise<UserPrincipal | undefined>;
  /** The latest seen first. */
  list(of: UserPrincipal, limit: number, cursor: string | undefined): Promise<Page<Session>>;
  /** @throws SessionUnknown */
  end(of: UserPrincipal, sessionId: string): Promise<void>;
  /** Whose it was; undefined: there is no such session. */
  endByToken(token: string): Promise<UserPrincipal | undefined>;
  endAll(tx: Db | Tx, userId: string, exceptId?: string): Promise<void>;
  deleteEnded(): Promise<void>;
}

const cursors = createCursorFormat(z.object({ at: cursorTimeSchema, id: idSchema }));

export function createSessions({ db, clock, ids }: { db: Db; clock: Clock; ids: Ids }): SessionsService {
  const age = (): SessionAge => {
    const nowMs = clock.now().getTime();
    return { seenSince: new Date(nowMs - IDLE_MS), begunSince: new Date(nowMs - LONGEST_MS) };
  };

  return {
    async open(tx, userId, passwordHash, { address, userAgent }) {
      const token = generateToken();
      const now = clock.now();
      const session = {
        id: ids.newId(),
        userId,
        tokenHash: hashToken(token),
        createdAt: now,
        address,
        userAgent: userAgent ?? null,
      };
      if (!(await store.insertSession(tx, session, passwordHash))) return undefined;
      await store.deleteSurplusSessions(tx, userId, SESSIONS_OF_ONE_USER);
      const holder = await store.findHolder(tx, session.tokenHash, age());
      return holder && { token, principal: toPrincipal(holder) };
    },

    async findByToken(token, { address, userAgent }) {
      const holder = await store.findHolder(db, hashToken(token), age());
      if (!holder) return undefined;
      const now = clock.now();
      if (now.getTime() - holder.lastSeenAt.getTime() >= TOUCH_EVERY_MS) {
        await store.touchSession(db, holder.sessionId, { now, address, userAgent: userAgent ?? null });
      }
      return toPrincipal(holder);
    },

    async list({ id, sessionId }, limit, cursor) {
      const place = cursor === undefined ? undefined : cursors.decode(cursor);
      const after = place && { lastSeenAt: new Date(place.at), id: place.id };
      const rows = await store.listSessions(db, id, age(), { limit: limit + 1, after });
      const page = toPage(rows, limit, (last) => cursors.encode({ at: last.lastSeenAt.toISOString(), id: last.id }));
      return {
        ...page,
        items: page.items.map((row) => ({ ...row, isCurrent: row.id === sessionId, expiresAt: expiryOf(row) })),
      };
    },

    async end({ id }, sessionId) {
      if (!(await store.deleteSession(db, id, sessionId))) throw new SessionUnknown();
    },
    async endByToken(token) {
      const holder = await store.findHolder(db, hashToken(token), age());
      await store.deleteSessionByToken(db, hashToken(token));
      return holder && toPrincipal(holder);
    },
    endAll: (tx, userId, exceptId) => store.deleteSessionsOfUser(tx, userId, exceptId ?? null),
    deleteEnded: () => store.deleteEndedSessions(db, age()),
  };
}

function expiryOf({ createdAt, lastSeenAt }: SessionRow): Date {
  return new Date(Math.min(createdAt.getTime() + LONGEST_MS, lastSeenAt.getTime() + IDLE_MS));
}

function toPrincipal({ userId, name, role, sessionId }: SessionHolder): UserPrincipal {
  const scopes = scopesOfRole(role);
  return { kind: "user", id: userId, name, role, sessionId, scopes, allows: (scope) => allowsScope(scopes, scope) };
}
