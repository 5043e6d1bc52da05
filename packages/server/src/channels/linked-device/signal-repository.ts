/** Signal sessions that survive a crash at any moment.
 *
 *  The library encrypts inside a transaction of its own that is committed after the message has gone out. A crash in between would leave an
 *  old ratchet in the database beside a message sent with the new one, and the session would be broken. So the repository here has
 *  transactions of its own: what a ratchet has done is committed before anybody sees what it made.
 *
 *  The other way round, a message is decrypted once: the ratchet has moved on when the server hands it to us again after a crash. So the
 *  text is kept, in the same commit as the ratchet, and answered to the second asking. */
import { createHash } from "node:crypto";
import type {
  SignalAuthState,
  SignalDataSet,
  SignalKeyStore,
  SignalRepositoryWithLIDStore,
  SocketConfig,
} from "baileys";
import type { Wa } from "./wa.ts";

export type MakeSignalRepository = SocketConfig["makeSignalRepository"];

export function createRepositoryMaker(wa: Wa, keys: SignalKeyStore): MakeSignalRepository {
  return (auth, logger, findLids) => {
    const transactional = wa.addTransactionCapability(keys, logger, { maxCommitRetries: 1, delayBetweenTriesMs: 0 });
    // One at a time, whoever it is with: the library takes a lock by name, and the same person has two, a phone and a LID. A message read
    // while another is written would bring back the ratchet from before.
    const own: typeof transactional = {
      ...transactional,
      transaction: (work) => transactional.transaction(work, ONE_AT_A_TIME),
    };
    const ownAuth: SignalAuthState = { creds: auth.creds, keys: own };
    const base = wa.DEFAULT_CONNECTION_CONFIG.makeSignalRepository(ownAuth, logger, findLids);

    async function once(ciphertext: Uint8Array, decrypt: () => Promise<Uint8Array>) {
      // By the bytes alone: how their author is named may be known better the second time.
      const id = createHash("sha256").update(ciphertext).digest("hex");
      return own.transaction(async () => {
        const known = await readText(own, id);
        if (known) return known;
        const text = await decrypt();
        await own.set(textRow(id, text));
        return text;
      }, ONE_AT_A_TIME);
    }

    const repository: SignalRepositoryWithLIDStore = {
      ...base,
      decryptMessage: (asked) => once(asked.ciphertext, () => base.decryptMessage(asked)),
      decryptGroupMessage: (asked) => once(asked.msg, () => base.decryptGroupMessage(asked)),
    };
    return repository;
  };
}

const ONE_AT_A_TIME = "signal";
/** Not one of the library's own types of keys; its transactions carry it all the same. */
const TEXT = "plaintext" as "session";

async function readText(keys: SignalKeyStore, id: string): Promise<Uint8Array | undefined> {
  return (await keys.get(TEXT, [id]))[id];
}

function textRow(id: string, text: Uint8Array): SignalDataSet {
  return { [TEXT]: { [id]: Buffer.from(text) } };
}
