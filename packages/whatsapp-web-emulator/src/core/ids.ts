import { createHash, randomBytes } from "node:crypto";

/** Names everything the emulator creates. */
export interface Ids {
  /** As phones name their messages: `3A` and 18 hexadecimal digits. */
  message(): string;
  /** For stanzas of the server. */
  stanza(): string;
  /** The user part of a group's address. */
  group(): string;
  inviteCode(): string;
}

export function createIds(): Ids {
  let stanzas = 0;
  let groups = 0;
  return {
    message: () => `3A${randomBytes(9).toString("hex").toUpperCase()}`,
    stanza() {
      stanzas += 1;
      return `${1_000_000_000 + stanzas}-${stanzas}`;
    },
    group() {
      groups += 1;
      return `1203630000000${String(groups).padStart(5, "0")}`;
    },
    inviteCode: () => randomBytes(11).toString("hex"),
  };
}

/** The hidden identity of a number: 15 digits, always the same for the same number. */
export function lidOfNumber(number: string): string {
  const digest = createHash("sha256").update(`lid:${number}`).digest();
  return String(100_000_000_000_000n + (digest.readBigUInt64BE() % 800_000_000_000_000n));
}
