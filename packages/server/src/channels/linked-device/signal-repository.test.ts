import type { SignalDataSet, SignalKeyStore, SignalRepositoryWithLIDStore } from "baileys";
import { beforeAll, describe, expect, it } from "vitest";
import { createLogger } from "../../platform/logger.ts";
import { createLibraryLogger } from "./library-logger.ts";
import { createRepositoryMaker } from "./signal-repository.ts";
import { loadWa, type Wa } from "./wa.ts";

const ANA = "111@lid";
const SHOP = "222@lid";

let wa: Wa;
beforeAll(async () => {
  wa = await loadWa();
});

/** Somebody with keys of their own. What is stored is copied, as a database does. */
function createParty() {
  const rows = new Map<string, string>();
  /** What kinds of keys were stored together, from the first to the last. */
  const commits: string[][] = [];
  const keys: SignalKeyStore = {
    get: (type, ids) =>
      Object.fromEntries(
        ids.flatMap((id) => {
          const value = rows.get(`${type}/${id}`);
          return value === undefined ? [] : [[id, JSON.parse(value, wa.BufferJSON.reviver)]];
        }),
      ),
    set(data: SignalDataSet) {
      commits.push(Object.keys(data).sort());
      for (const [type, values] of Object.entries(data)) {
        for (const [id, value] of Object.entries(values ?? {})) {
          if (value === null) rows.delete(`${type}/${id}`);
          else rows.set(`${type}/${id}`, JSON.stringify(value, wa.BufferJSON.replacer));
        }
      }
    },
  };
  const creds = wa.initAuthCreds();
  const logger = createLibraryLogger(createLogger({ level: "error" }));
  const unused = { ...keys, isInTransaction: () => false, transaction: <T>(work: () => Promise<T>) => work() };
  const open = () => createRepositoryMaker(wa, keys)({ creds, keys: unused }, logger, async () => undefined);
  let lastPreKey = 0;
  return {
    keys,
    commits,
    open,
    repository: open(),
    async bundle() {
      lastPreKey += 1;
      const pair = wa.Curve.generateKeyPair();
      await keys.set({ "pre-key": { [lastPreKey]: pair } });
      const { signedPreKey, signedIdentityKey, registrationId } = creds;
      return {
        registrationId,
        identityKey: wa.generateSignalPubKey(signedIdentityKey.public),
        signedPreKey: {
          keyId: signedPreKey.keyId,
          publicKey: wa.generateSignalPubKey(signedPreKey.keyPair.public),
          signature: signedPreKey.signature,
        },
        preKey: { keyId: lastPreKey, publicKey: wa.generateSignalPubKey(pair.public) },
      };
    },
  };
}

type Letter = Awaited<ReturnType<SignalRepositoryWithLIDStore["encryptMessage"]>>;
const write = (by: SignalRepositoryWithLIDStore, to: string, text: string): Promise<Letter> =>
  by.encryptMessage({ jid: to, data: Buffer.from(text) });
const read = async (by: SignalRepositoryWithLIDStore, from: string, letter: Letter): Promise<string> =>
  Buffer.from(await by.decryptMessage({ jid: from, ...letter })).toString();

describe("Signal sessions", () => {
  it("survive that both sides start one at the same moment", async () => {
    const [ana, shop] = [createParty(), createParty()];
    const [anas, shops] = [ana.repository, shop.repository];
    await anas.injectE2ESession({ jid: SHOP, session: await shop.bundle() });
    await shops.injectE2ESession({ jid: ANA, session: await ana.bundle() });
    const [fromAna, fromShop] = [await write(anas, SHOP, "a1"), await write(shops, ANA, "s1")];
    expect(await read(shops, ANA, fromAna)).toBe("a1");
    expect(await read(anas, SHOP, fromShop)).toBe("s1");
    // From here each writes in the session the other has begun.
    for (let round = 2; round < 6; round++) {
      expect(await read(shops, ANA, await write(anas, SHOP, `a${round}`))).toBe(`a${round}`);
      expect(await read(anas, SHOP, await write(shops, ANA, `s${round}`))).toBe(`s${round}`);
    }
  });

  it("read what was on its way when a new session was started", async () => {
    const [ana, shop] = [createParty(), createParty()];
    const [anas, shops] = [ana.repository, shop.repository];
    await anas.injectE2ESession({ jid: SHOP, session: await shop.bundle() });
    await read(shops, ANA, await write(anas, SHOP, "first"));
    await read(anas, SHOP, await write(shops, ANA, "second"));
    const onItsWay = [await write(anas, SHOP, "third"), await write(anas, SHOP, "fourth")];
    await shops.injectE2ESession({ jid: ANA, session: await ana.bundle() });
    for (const letter of onItsWay) await read(shops, ANA, letter);
    expect(await read(anas, SHOP, await write(shops, ANA, "fifth"))).toBe("fifth");
  });

  it("give the text of a message a second time after a restart", async () => {
    const [ana, shop] = [createParty(), createParty()];
    await ana.repository.injectE2ESession({ jid: SHOP, session: await shop.bundle() });
    const letter = await write(ana.repository, SHOP, "hello");
    expect(await read(shop.repository, ANA, letter)).toBe("hello");
    expect(await read(shop.open(), ANA, letter)).toBe("hello");
  });

  it("keep those under the LID when older ones under the phone's address join them", async () => {
    const [ana, shop] = [createParty(), createParty()];
    const phone = "333@s.whatsapp.net";
    const { repository, keys } = shop;
    await ana.repository.injectE2ESession({ jid: SHOP, session: await shop.bundle() });
    const early = await write(ana.repository, SHOP, "early");
    const onItsWay = await write(ana.repository, SHOP, "on its way");
    expect(await read(repository, phone, early)).toBe("early");
    await ana.repository.injectE2ESession({ jid: SHOP, session: await shop.bundle() });
    expect(await read(repository, ANA, await write(ana.repository, SHOP, "later"))).toBe("later");
    await keys.set({ "device-list": { "333": ["0"] } });
    await repository.lidMapping.storeLIDPNMappings([{ lid: ANA, pn: phone }]);
    await repository.migrateSession(phone, ANA);
    expect(await read(repository, ANA, await write(ana.repository, SHOP, "last"))).toBe("last");
    expect(await read(repository, ANA, onItsWay)).toBe("on its way");
    expect(await read(ana.repository, SHOP, await write(repository, ANA, "answer"))).toBe("answer");
  });

  it("commit a text with the session that read it, also while another channel hears of the same person", async () => {
    const [ana, shop, other] = [createParty(), createParty(), createParty()];
    const otherJid = "444@lid";
    await ana.repository.injectE2ESession({ jid: SHOP, session: await shop.bundle() });
    await ana.repository.injectE2ESession({ jid: otherJid, session: await other.bundle() });
    const one = await write(ana.repository, SHOP, "to one");
    const two = await write(ana.repository, otherJid, "to the other");
    await Promise.all([read(shop.repository, ANA, one), read(other.repository, ANA, two)]);
    for (const { commits } of [shop, other]) {
      expect(commits.slice(1)).toEqual([["identity-key", "plaintext", "pre-key", "session"]]);
    }
  });
});
