import { jidDecode } from "baileys";

/** How somebody is named on the wire: by phone number, or by the identity that hides it. */
export type Addressing = "pn" | "lid";

export const SERVER = "s.whatsapp.net";

/** The server itself: an address without a user. */
export const SERVER_ADDRESS = `@${SERVER}`;

interface Named {
  readonly number: string;
  readonly lid: string;
}

/** A person's address, with the device when it is not the phone itself (device 0). */
export function addressOf(person: Named, addressing: Addressing, device = 0): string {
  const user = addressing === "lid" ? person.lid : person.number;
  const server = addressing === "lid" ? "lid" : SERVER;
  return device === 0 ? `${user}@${server}` : `${user}:${device}@${server}`;
}

export interface ParsedAddress {
  readonly user: string;
  readonly device: number;
  readonly addressing: Addressing;
  readonly isGroup: boolean;
}

export function parseAddress(address: string | undefined): ParsedAddress | undefined {
  const decoded = jidDecode(address);
  if (decoded === undefined) return undefined;
  return {
    user: decoded.user,
    device: decoded.device ?? 0,
    addressing: decoded.server === "lid" ? "lid" : "pn",
    isGroup: decoded.server === "g.us",
  };
}

/** Only digits: `+51 987 654 321` and `51987654321@s.whatsapp.net` name the same person. */
export function digitsOf(given: string): string {
  return (given.split("@")[0] ?? "").split(":")[0]?.replace(/\D/g, "") ?? "";
}
