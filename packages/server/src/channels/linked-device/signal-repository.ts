/** Signal sessions that survive a crash at any moment.
 *
 *  The library encrypts inside a transaction of its own that is committed after the message has gone out. A crash in between would leave an
 *  old ratchet in the database beside a message sent with the new one, and the session would be broken. So the repository here has
 *  transactions of its own: what a ratchet has done is committed before anybody sees what it made.
 *
 *  The other way round, a message is decrypted once: the ratchet has moved on when the server hands it to us again after a crash. So the
 *  text is kept, in the same commit as the ratchet, and answered to the second asking. */
import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import type {
  SignalAuthState,
  SignalDataSet,
  SignalKeyStore,
  SignalKeyStoreWithTransaction,
  SignalRepositoryWithLIDStore,
  SocketConfig,
} from "baileys";
import { adoptSessions } from "./session-record.rules.ts";
import { createSessionTries } from "./session-tries.ts";
import type { Wa } from "./wa.ts";

export type MakeSignalRepository = SocketConfig["makeSignalRepository"];

export function createRepositoryMaker(wa: Wa, keys: SignalKeyStore): MakeSignalRepository {
  return (auth, logger, findLids) => {
    const transactional = wa.addTransactionCapability(keys, logger, { maxCommitRetries: 1, delayBetweenTriesMs: 0 });
    const tries = createSessionTries(transactional);
    let enter: ReturnType<typeof AsyncLocalStorage.snapshot> | undefined;
    let isMigrating = false;

    // One at a time, whoever it is with: the library takes a lock by name, and the same person has two, a phone and a LID. A message read
    // while another is written would bring back the ratchet from before.
    function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
      return transactional.transaction(async () => {
        const outer = enter;
        enter = AsyncLocalStorage.snapshot();
        try {
          return await work();
        } finally {
          enter = outer;
        }
      }, ONE_AT_A_TIME);
    }
    // libsignal has one queue a contact for all sessions of this process: its work may run in the context of another session's, where our
    // transaction is not seen.
    const within = <Result>(type: string, work: () => Result): Result =>
      enter === undefined || type === LID_MAPPING ? work() : enter(work);

    async function put(data: SignalDataSet): Promise<void> {
      if (!isMigrating || !data.session) return tries.set(data);
      const known = await transactional.get("session", Object.keys(data.session));
      const session = Object.entries(data.session).map(([id, record]) => [
        id,
        record === null ? null : adoptSessions(known[id], record),
      ]);
      return transactional.set({ ...data, session: Object.fromEntries(session) });
    }

    const own: SignalKeyStoreWithTransaction = {
      ...transactional,
      get: (type, ids) => within(type, () => tries.get(type, ids)),
      set: async (data) => within(Object.keys(data)[0] ?? "", () => put(data)),
      // Learnt while a message is decrypted, too: under the same lock that would wait for itself.
      transaction: (work, lock) => (lock === LID_MAPPING ? transactional.transaction(work, lock) : inTurn(work)),
    };
    const ownAuth: SignalAuthState = { creds: auth.creds, keys: own };
    const base = wa.DEFAULT_CONNECTION_CONFIG.makeSignalRepository(ownAuth, logger, findLids);

    function once(ciphertext: Uint8Array, decrypt: () => Promise<Uint8Array>): Promise<Uint8Array> {
      // By the bytes alone: how their author is named may be known better the second time.
      const id = createHash("sha256").update(ciphertext).digest("hex");
      return inTurn(async () => {
        const known = await readText(transactional, id);
        if (known) return known;
        const text = await decrypt();
        await transactional.set(textRow(id, text));
        return text;
      });
    }

    const repository: SignalRepositoryWithLIDStore = {
      ...base,
      decryptMessage(asked) {
        const decrypt = () => base.decryptMessage(asked);
        // What begins a session names it.
        return once(asked.ciphertext, asked.type === "msg" ? () => tries.each(decrypt) : decrypt);
      },
      decryptGroupMessage: (asked) => once(asked.msg, () => base.decryptGroupMessage(asked)),
      processSenderKeyDistributionMessage: (asked) => inTurn(() => base.processSenderKeyDistributionMessage(asked)),
      validateSession: (jid) => inTurn(() => base.validateSession(jid)),
      getSessionInfo: (jid) => inTurn(() => base.getSessionInfo(jid)),
      hasSenderKey: (asked) => inTurn(() => base.hasSenderKey(asked)),
      // The library puts the sessions under the phone's address in the place of those under the LID, which may be the younger ones.
      migrateSession: (from, to) =>
        inTurn(async () => {
          isMigrating = true;
          try {
            return await base.migrateSession(from, to);
          } finally {
            isMigrating = false;
          }
        }),
    };
    return repository;
  };
}

const ONE_AT_A_TIME = "signal";
const LID_MAPPING = "lid-mapping";
/** Not one of the library's own types of keys; its transactions carry it all the same. */
const TEXT = "plaintext" as "session";

async function readText(keys: SignalKeyStore, id: string): Promise<Uint8Array | undefined> {
  return (await keys.get(TEXT, [id]))[id];
}

function textRow(id: string, text: Uint8Array): SignalDataSet {
  return { [TEXT]: { [id]: Buffer.from(text) } };
}
