/** The durable side of one WhatsApp Web session, as long as this node owns its channel. Every write looks whether that is still so: an owner
 *  that was frozen writes nothing over what its successor has written. */
import type {
  AuthenticationCreds,
  BinaryNode,
  proto as Proto,
  SignalDataSet,
  SignalDataTypeMap,
  SignalKeyStore,
} from "baileys";
import type { Clock } from "../../platform/clock.ts";
import type { SecretBox } from "../../platform/crypto.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { ChasquiError } from "../../platform/errors.ts";
import type { ChannelOwnership } from "../channel.ts";
import * as store from "./devices.store.ts";
import type { Wa } from "./wa.ts";

/** Another node owns the channel: this one must let go of the session. */
export class SessionTaken extends ChasquiError {
  constructor() {
    super("conflict", "session-taken", "Another node has taken this session over.");
  }
}

export interface SessionStore {
  readonly keys: SignalKeyStore;
  /** Those of the pairing, or new ones to pair with. The same object grows with the session, and is stored with keys that belong to it. */
  openCreds(): Promise<{ creds: AuthenticationCreds; isPaired: boolean }>;
  /** Runs in a transaction in which nobody else can take the channel. @throws SessionTaken */
  write<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
  changeDevice(
    tx: Tx,
    change: Omit<store.DeviceChange, "creds" | "pairing"> & { creds?: unknown; pairing?: unknown },
  ): Promise<void>;
  /** What was sent under this id, kept for those who could not read it; and to send the same again. */
  findSent(messageId: string): Promise<Proto.IMessage | undefined>;
  keepSent(messageId: string, message: Proto.IMessage): Promise<void>;
  /** A message somebody wrote, with what is needed to quote it, to react to it and to fetch its file. */
  findReceived(messageId: string): Promise<Proto.IWebMessageInfo | undefined>;
  keepReceived(tx: Tx, messages: readonly Proto.IWebMessageInfo[]): Promise<void>;
  /** Stanzas stored before a crash, not finished with. */
  listUnfinished(): Promise<Array<{ id: string; node: BinaryNode }>>;
  seal(bytes: string | Uint8Array, what: string): Buffer;
  open(sealed: Buffer, what: string): Buffer;
}

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
  readonly box: SecretBox;
  readonly address: string;
  readonly ownership: ChannelOwnership;
  readonly wa: Wa;
}

const SENT = "sent";
const RECEIVED = "received";
const MOST_UNFINISHED = 10_000;

export function createSessionStore({ db, clock, box, address, ownership, wa }: Deps): SessionStore {
  const { replacer, reviver } = wa.BufferJSON;
  const seal: SessionStore["seal"] = (bytes, what) =>
    box.seal(typeof bytes === "string" ? bytes : Buffer.from(bytes), contextOf(address, what));
  const open: SessionStore["open"] = (sealed, what) => box.open(sealed, contextOf(address, what));
  const write: SessionStore["write"] = (work) =>
    runInTransaction(db, async (tx) => {
      if (!(await ownership.lock(tx))) throw new SessionTaken();
      return work(tx);
    });

  let creds: AuthenticationCreds | undefined;
  const changeDevice: SessionStore["changeDevice"] = (tx, { creds, pairing, ...rest }) => {
    const change: store.DeviceChange = {
      ...rest,
      ...(creds === undefined ? {} : { creds: seal(JSON.stringify(creds, replacer), "creds") }),
      ...(pairing === undefined ? {} : { pairing: pairing === null ? null : seal(JSON.stringify(pairing), "pairing") }),
    };
    return store.changeDevice(tx, address, change, clock.now());
  };

  const keys: SignalKeyStore = {
    async get(type, ids) {
      const rows = await store.readKeys(db, address, type, ids);
      return Object.fromEntries(
        rows.map(({ id, value }) => {
          const parsed = JSON.parse(open(value, `${type}/${id}`).toString("utf8"), reviver);
          // It must be of WhatsApp's own class again.
          return [id, type === "app-state-sync-key" ? wa.proto.Message.AppStateSyncKeyData.fromObject(parsed) : parsed];
        }),
      ) as { [id: string]: SignalDataTypeMap[typeof type] };
    },
    async set(data) {
      const rows = toRows(data, (value, what) => seal(JSON.stringify(value, replacer), what));
      if (rows.length === 0) return;
      await write(async (tx) => {
        await store.writeKeys(tx, address, rows, clock.now());
        // The numbers of new pre-keys count on in the credentials: after a crash in between, new keys would take the place of those that
        // were handed out.
        if (data["pre-key"] && creds?.account) await changeDevice(tx, { creds });
      });
    },
  };

  return {
    keys,
    seal,
    open,
    write,
    async findSent(messageId) {
      const [row] = await store.readKeys(db, address, SENT, [messageId]);
      return row && wa.proto.Message.decode(open(row.value, `${SENT}/${messageId}`));
    },
    async keepSent(messageId, message) {
      const value = seal(wa.proto.Message.encode(message).finish(), `${SENT}/${messageId}`);
      await write((tx) => store.writeKeys(tx, address, [{ type: SENT, id: messageId, value }], clock.now()));
    },
    async findReceived(messageId) {
      const [row] = await store.readKeys(db, address, RECEIVED, [messageId]);
      return row && wa.proto.WebMessageInfo.decode(open(row.value, `${RECEIVED}/${messageId}`));
    },
    async keepReceived(tx, messages) {
      const rows = messages.map((message) => {
        const id = message.key?.id as string;
        return {
          type: RECEIVED,
          id,
          value: seal(wa.proto.WebMessageInfo.encode(message).finish(), `${RECEIVED}/${id}`),
        };
      });
      if (rows.length > 0) await store.writeKeys(tx, address, rows, clock.now());
    },
    async listUnfinished() {
      const rows = await store.listStanzas(db, address, MOST_UNFINISHED);
      return Promise.all(
        rows.map(async ({ id, stanza }) => ({ id, node: await wa.decodeBinaryNode(open(stanza, "stanza")) })),
      );
    },
    async openCreds() {
      const sealed = await store.readCreds(db, address);
      creds = sealed === null ? wa.initAuthCreds() : JSON.parse(open(sealed, "creds").toString("utf8"), reviver);
      return { creds: creds as AuthenticationCreds, isPaired: sealed !== null };
    },
    changeDevice,
  };
}

/** What a sealed value is, so that none can stand in for another. */
export const contextOf = (address: string, what: string) => `linked-device:${address}:${what}`;

function toRows(data: SignalDataSet, seal: (value: unknown, what: string) => Buffer): store.KeyRow[] {
  return Object.entries(data).flatMap(([type, values]) =>
    Object.entries(values ?? {}).map(([id, value]) => ({
      type,
      id,
      value: value == null ? null : seal(value, `${type}/${id}`),
    })),
  );
}
