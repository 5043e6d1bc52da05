/** Keeps the book of groups up with what a session hears, and asks WhatsApp for them. Everything about one channel's groups is done in one
 *  line, so that what happened first is written first. */
import type { BinaryNode, GroupMetadata, WASocket } from "baileys";
import type { Clock } from "../../platform/clock.ts";
import type { Db } from "../../platform/db/index.ts";
import type { Logger } from "../../platform/logger.ts";
import type { ChannelGroups, GroupBook } from "../groups.ts";
import { explainGroupError, isNotInGroup, SessionNotConnected } from "./group-errors.ts";
import { type GroupNews, readGroupNotification } from "./group-notification.rules.ts";
import { type Self, toLibraryGroup, toPlatformGroup } from "./groups.rules.ts";
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
  /** Undefined: something may have been missed since. */
  let asked: { readonly atMs: number; readonly phone: string | undefined } | undefined;

  function inLine<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = line.then(work);
    line = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  async function refreshAll({ socket, session }: Connection): Promise<void> {
    const self = selfOf(socket);
    const groups = Object.values(await socket.groupFetchAllParticipating())
      .filter(isForPeople)
      .map((group) => toPlatformGroup(group, self));
    await session.write((tx) => book.replaceAll(tx, address, groups));
    asked = { atMs: clock.monotonicMs(), phone: self.phone };
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

  async function take(connection: Connection, news: GroupNews): Promise<void> {
    const { write } = connection.session;
    if (news.kind === "gone") return write((tx) => book.leave(tx, address, news.group));
    const isWritten =
      news.kind === "changed" && (await write((tx) => book.change(tx, address, news.group, news.report)));
    if (!isWritten) await refreshOne(connection, news.group);
  }

  function follow(socket: WASocket, session: SessionStore): GroupFollower {
    const connection = { socket, session };
    let ended = false;
    const soon = (what: string, work: () => Promise<void>) =>
      void inLine(work).catch((error: unknown) => {
        asked = undefined;
        if (!ended && !(error instanceof SessionTaken)) logger.warn({ err: error, address }, `groups: ${what} failed`);
      });
    const put = (groups: readonly GroupMetadata[]) =>
      soon("writing one", async () => {
        for (const group of groups.filter(isForPeople)) {
          await session.write((tx) => book.put(tx, address, toPlatformGroup(group, selfOf(socket))));
        }
      });

    socket.ev.on("connection.update", ({ connection: state }) => {
      // Another phone is in other groups.
      const ofThisPhone = asked?.phone === selfOf(socket).phone ? asked : undefined;
      const isFresh = ofThisPhone !== undefined && clock.monotonicMs() - ofThisPhone.atMs < ASK_AGAIN_MS;
      if (state === "open" && !isFresh) soon("asking for all", () => refreshAll(connection));
    });
    socket.ev.on("groups.upsert", put);
    // WhatsApp says that more has changed than it told.
    socket.ws.on("CB:ib,,dirty", ({ content }: BinaryNode) => {
      const isOfGroups = Array.isArray(content) && content.some(({ attrs }) => attrs.type === "groups");
      if (isOfGroups) soon("asking for all", () => refreshAll(connection));
    });
    const hear = (node: BinaryNode) => {
      for (const news of readGroupNotification(node, selfOf(socket))) {
        soon("writing a change", () => take(connection, news));
      }
    };
    socket.ws.on("CB:notification", hear);
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
