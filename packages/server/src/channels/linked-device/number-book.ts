/** Which phone numbers are on WhatsApp. Asked once and remembered: asking too often looks like a spammer. */
import type { WASocket } from "baileys";
import type { Clock } from "../../platform/clock.ts";
import type { Db } from "../../platform/db/index.ts";
import { findNumber, putNumber } from "./devices.store.ts";

export interface NumberBook {
  /** The address of a number, E.164 with `+`; undefined: nobody on WhatsApp has it. */
  find(socket: Pick<WASocket, "onWhatsApp">, phone: string): Promise<string | undefined>;
}

const KNOWN_FOR_MS = 30 * 86_400_000;
/** Somebody may join at any time. */
const ABSENT_FOR_MS = 86_400_000;

export function createNumberBook({ db, clock }: { db: Db; clock: Clock }): NumberBook {
  return {
    async find(socket, phone) {
      const now = clock.now();
      const known = await findNumber(db, phone);
      const goodFor = known?.jid == null ? ABSENT_FOR_MS : KNOWN_FOR_MS;
      if (known && now.getTime() - known.checkedAt.getTime() < goodFor) return known.jid ?? undefined;
      const answers = await socket.onWhatsApp(phone.replace(/\D/g, ""));
      // No answer at all is not a no.
      if (answers === undefined) throw new Error("WhatsApp did not say whether the number is known");
      const jid = answers.find(({ exists }) => exists)?.jid ?? null;
      await putNumber(db, { phone, jid, checkedAt: now });
      return jid ?? undefined;
    },
  };
}
