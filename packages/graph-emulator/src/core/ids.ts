import { createHash } from "node:crypto";

/** Names everything the emulator creates. Every id is a function of the seed and of how many came before. */
export interface Ids {
  /** A decimal string of 15 or 16 digits, like a Graph node id. Below 2^53, so it may also travel as a JSON number. */
  nodeId(): string;
  /** `"wamid." + base64`, unique, shaped like Meta's (it holds the other party's number, or zeros without one). */
  wamid(partyDigits: string | undefined): string;
  /** The 23-character trace id of an error envelope. */
  traceId(): string;
  /** A token nobody could take for a real one. */
  token(): string;
}

export function createIds(seed: number): Ids {
  const base = 100_000_000_000_000 + (((seed >>> 0) * 7_919) % 89_999) * 10_000_000_000;
  const seedHex = (seed >>> 0).toString(16).toUpperCase().padStart(8, "0");
  let nodes = 0;
  let messages = 0;
  let traces = 0;
  let tokens = 0;

  return {
    nodeId() {
      nodes += 1;
      // A stride, so that neighbouring ids do not look like a counter somebody might rely on.
      return String(base + nodes * 100_003);
    },
    wamid(partyDigits = "00000000000") {
      messages += 1;
      const serial = seedHex.slice(0, 6) + messages.toString(16).toUpperCase().padStart(12, "0");
      const bytes = `\x1c\x18${String.fromCharCode(partyDigits.length)}${partyDigits}\x15\x02\x00\x11\x18\x12${serial}\x00`;
      return `wamid.${Buffer.from(bytes, "latin1").toString("base64")}`;
    },
    traceId() {
      traces += 1;
      return createHash("sha256").update(`${seed}:trace:${traces}`).digest("base64url").slice(0, 22).padStart(23, "A");
    },
    token() {
      tokens += 1;
      return `EAAemulator${createHash("sha256").update(`${seed}:token:${tokens}`).digest("hex").slice(0, 40)}`;
    },
  };
}
