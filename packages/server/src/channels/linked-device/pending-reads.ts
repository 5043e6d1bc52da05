/** Messages that somebody has read here, and their authors have not been told: this node does not own the session, or it is not connected.
 *  Kept until the owner, connected, tells them. */
import type { WASocket } from "baileys";
import type { Clock } from "../../platform/clock.ts";
import type { Db } from "../../platform/db/index.ts";
import { runInTransaction } from "../../platform/db/index.ts";
import { listKeyIds, notifyPoked, writeKeys } from "./devices.store.ts";
import type { SessionStore } from "./session-store.ts";

export interface PendingReads {
  add(providerId: string): Promise<void>;
  /** Tells all there are. */
  tell(device: { readonly socket: Pick<WASocket, "readMessages">; readonly session: SessionStore }): Promise<void>;
}

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
  readonly address: string;
}

const READ = "read";
const TOLD_AT_ONCE = 500;
/** That it is there says it all. */
const NOTHING = Buffer.alloc(0);

export function createPendingReads({ db, clock, address }: Deps): PendingReads {
  return {
    async add(providerId) {
      await runInTransaction(db, async (tx) => {
        await writeKeys(tx, address, [{ type: READ, id: providerId, value: NOTHING }], clock.now());
        await notifyPoked(tx, address);
      });
    },
    async tell({ socket, session }) {
      for (;;) {
        const ids = await listKeyIds(db, address, READ, TOLD_AT_ONCE);
        if (ids.length === 0) return;
        const messages = await Promise.all(ids.map((id) => session.findReceived(id)));
        const keys = messages.flatMap((message) => (message?.key ? [message.key] : []));
        if (keys.length > 0) await socket.readMessages(keys);
        const told = ids.map((id) => ({ type: READ, id, value: null }));
        await session.write((tx) => writeKeys(tx, address, told, clock.now()));
      }
    },
  };
}
