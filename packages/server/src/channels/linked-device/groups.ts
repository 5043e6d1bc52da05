/** Keeps the book of groups up with what a session hears, and asks WhatsApp for them. Everything about one channel's groups is done in one
 *  line, so that what happened first is written first. */
import type { GroupMetadata, WASocket } from "baileys";
import type { Clock } from "../../platform/clock.ts";
import type { Db } from "../../platform/db/index.ts";
import type { Logger } from "../../platform/logger.ts";
import type { ChannelGroups, GroupBook, GroupChangeReport } from "../groups.ts";
import { explainGroupError, isNotInGroup, SessionNotConnected } from "./group-errors.ts";
import {
  readGroupUpdate,
  readPeopleChange,
  readPerson,
  type Self,
  toLibraryGroup,
  toPlatformGroup,
} from "./groups.rules.ts";
import { lidOf, phoneOf } from "./jids.ts";
import { type SessionStore, SessionTaken } from "./session-store.ts";

export interface DeviceGroups {
  /** Hears what happens from now on, and asks for all groups once the connection is open. */
  follow(socket: WASocket, session: SessionStore): GroupFollower;
  /** What the library needs to write in a group; undefined: it has to ask WhatsApp. */
  find(jid: string): Promise<GroupMetadata | undefined>;
  /** As a channel offers it. */
  asking(connected: () => Connection | undefined): ChannelGroups;
}

export interface GroupFollower {
  /** Hears no more; resolves when what was heard is written. */
  end(): Promise<void>;
}

interface Connection {
  readonly socket: WASocket;
  readonly session: SessionStore;
}

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly address: string;
  readonly book: GroupBook;
}

/** Whoever reconnects again and again does not ask for everything again and again: what happened meanwhile is told by WhatsApp itself. */
const ASK_AGAIN_MS = 5 * 60_000;
const INVITE = "https://chat.whatsapp.com/";

export function createDeviceGroups({ db, clock, logger, address, book }: Deps): DeviceGroups {
  let line: Promise<void> = Promise.resolve();
  let askedAtMs: number | undefined;
  /** While we ask ourselves, the library tells what came of it as if it had happened. */
  let isAsking = false;

  function inLine<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = line.then(work);
    line = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  async function refreshAll({ socket, session }: Connection): Promise<void> {
    isAsking = true;
    const answer = await socket.groupFetchAllParticipating().finally(() => {
      isAsking = false;
    });
    await writeAll({ socket, session }, Object.values(answer));
    askedAtMs = clock.monotonicMs();
  }

  async function writeAll({ socket, session }: Connection, groups: readonly GroupMetadata[]): Promise<void> {
    const self = selfOf(socket);
    const shown = groups.filter(isForPeople).map((group) => toPlatformGroup(group, self));
    await session.write((tx) => book.replaceAll(tx, address, shown));
  }

  async function refreshOne({ socket, session }: Connection, jid: string): Promise<void> {
    const metadata = await socket.groupMetadata(jid).catch((error: unknown) => {
      if (isNotInGroup(error)) return undefined;
      throw error;
    });
    await session.write((tx) =>
      metadata === undefined
        ? book.leave(tx, address, jid)
        : book.put(tx, address, toPlatformGroup(metadata, selfOf(socket))),
    );
  }

  async function change(connection: Connection, jid: string, report: GroupChangeReport): Promise<void> {
    const isKnown = await connection.session.write((tx) => book.change(tx, address, jid, report));
    if (!isKnown) await refreshOne(connection, jid);
  }

  function follow(socket: WASocket, session: SessionStore): GroupFollower {
    const connection = { socket, session };
    let ended = false;
    const soon = (what: string, work: () => Promise<void>) =>
      void inLine(async () => {
        if (!ended) await work();
      }).catch((error: unknown) => {
        if (!ended && !(error instanceof SessionTaken)) logger.warn({ err: error, address }, `groups: ${what} failed`);
      });
    const put = (groups: readonly GroupMetadata[]) =>
      soon("writing one", async () => {
        for (const group of groups.filter(isForPeople)) {
          await session.write((tx) => book.put(tx, address, toPlatformGroup(group, selfOf(socket))));
        }
      });

    socket.ev.on("connection.update", ({ connection: state }) => {
      const isFresh = askedAtMs !== undefined && clock.monotonicMs() - askedAtMs < ASK_AGAIN_MS;
      if (state === "open" && !isFresh) soon("asking for all", () => refreshAll(connection));
    });
    socket.ev.on("groups.upsert", put);
    socket.ev.on("groups.update", (updates) => {
      if (updates.some(({ participants }) => participants !== undefined)) {
        if (!isAsking) soon("writing all", () => writeAll(connection, updates as GroupMetadata[]));
        return;
      }
      for (const { id, author, authorPn, ...update } of updates) {
        const [by] = readPerson([author, authorPn], selfOf(socket));
        for (const one of readGroupUpdate(update)) {
          if (id) soon("writing a change", () => change(connection, id, { change: one, by }));
        }
      }
    });
    socket.ev.on("group-participants.update", ({ id, author, authorPn, participants, action }) => {
      const self = selfOf(socket);
      const [by] = readPerson([author, authorPn], self);
      const read = readPeopleChange(action, participants, self);
      soon("writing who is in", () =>
        read ? change(connection, id, { change: read, by }) : refreshOne(connection, id),
      );
    });
    return {
      async end() {
        ended = true;
        await line;
      },
    };
  }

  return {
    follow,
    async find(jid) {
      const group = await book.find(db, address, jid);
      return group && toLibraryGroup(group);
    },
    asking(connected) {
      async function ask<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result> {
        const connection = connected();
        if (!connection) throw new SessionNotConnected();
        return inLine(() => work(connection)).catch((error: unknown) => {
          throw explainGroupError(error);
        });
      }
      const toLink = (code: string | undefined) => {
        if (code === undefined) throw explainGroupError(undefined);
        return `${INVITE}${code}`;
      };
      return {
        refresh: (group) =>
          ask((connection) => (group === undefined ? refreshAll(connection) : refreshOne(connection, group))),
        invites: {
          getLink: (group) => ask(async ({ socket }) => toLink(await socket.groupInviteCode(group))),
          resetLink: (group) => ask(async ({ socket }) => toLink(await socket.groupRevokeInvite(group))),
        },
      };
    },
  };
}

/** Not what holds groups together, in which nobody writes. */
function isForPeople({ isCommunity }: GroupMetadata): boolean {
  return isCommunity !== true;
}

function selfOf({ authState }: WASocket): Self {
  const { me } = authState.creds;
  return { phone: phoneOf(me?.id), lid: lidOf(me?.lid) };
}
