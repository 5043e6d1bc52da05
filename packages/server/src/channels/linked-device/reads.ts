/** Read receipts. WhatsApp wants every message named, so those that nobody has been told of are remembered. What is read while this node has
 *  no connection, because another owns the session or because it is away, waits until the owner can tell it. */
import type { WAMessage, WAMessageKey, WASocket } from "baileys";
import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { findUnread, type KeyRow, listKeyIds, notifyPoked, writeKeys } from "./devices.store.ts";
import { lidOf } from "./jids.ts";
import type { SessionStore } from "./session-store.ts";

export interface Reads {
  /** Nobody has been told yet that these were read. */
  remember(tx: Tx, messages: readonly WAMessage[]): Promise<void>;
  /** That message and all before it in its chat were read: to be told as soon as that is possible. */
  wish(providerId: string): Promise<void>;
  tell(device: Device, providerIds: readonly string[]): Promise<void>;
  /** Tells what waits. */
  tellWished(device: Device): Promise<void>;
}

interface Device {
  readonly socket: Pick<WASocket, "readMessages">;
  readonly session: Pick<SessionStore, "findReceived" | "write">;
}

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
  readonly address: string;
}

const UNREAD = "unread";
const WISHED = "read";
const TOLD_AT_ONCE = 100;
/** That the row is there says it all. */
const NOTHING = Buffer.alloc(0);

export function createReads({ db, clock, address }: Deps): Reads {
  async function tell({ socket, session }: Device, providerIds: readonly string[]): Promise<void> {
    const unread = await findUnread(db, address, UNREAD, providerIds);
    const ids = [...new Set([...unread.map(({ providerId }) => providerId), ...providerIds])];
    const messages = await Promise.all(ids.map((id) => session.findReceived(id)));
    const keys = messages.flatMap((message) => (message?.key ? [message.key as WAMessageKey] : []));
    if (keys.length > 0) await socket.readMessages(keys);
    const told: KeyRow[] = [
      ...unread.map(({ rowId }) => ({ type: UNREAD, id: rowId, value: null })),
      ...providerIds.map((id) => ({ type: WISHED, id, value: null })),
    ];
    await session.write((tx) => writeKeys(tx, address, told, clock.now()));
  }

  return {
    tell,
    async remember(tx, messages) {
      const rows = messages.flatMap(({ key }) =>
        key.fromMe || !key.id || !key.remoteJid
          ? []
          : [{ type: UNREAD, id: `${chatOf(key)}|${key.id}`, value: NOTHING }],
      );
      if (rows.length > 0) await writeKeys(tx, address, rows, clock.now());
    },
    async wish(providerId) {
      await runInTransaction(db, async (tx) => {
        await writeKeys(tx, address, [{ type: WISHED, id: providerId, value: NOTHING }], clock.now());
        await notifyPoked(tx, address);
      });
    },
    async tellWished(device) {
      for (;;) {
        const ids = await listKeyIds(db, address, WISHED, TOLD_AT_ONCE);
        if (ids.length === 0) return;
        await tell(device, ids);
      }
    },
  };
}

/** The same however a person is named. */
function chatOf({ remoteJid, remoteJidAlt }: WAMessageKey): string {
  return lidOf(remoteJid) ?? lidOf(remoteJidAlt) ?? (remoteJid as string);
}
