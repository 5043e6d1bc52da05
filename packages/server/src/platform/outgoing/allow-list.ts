/** Which hosts of private networks may be called all the same: what a person wrote down, understood. Pure. */
import { BlockList, isIP } from "node:net";

/** Answers whether a host may be called although the address it has is private. */
export interface PrivateAllowList {
  allows(target: { readonly host: string; readonly port: number; readonly address: string }): boolean;
}

type Entry =
  | { readonly kind: "all" }
  | { readonly kind: "network"; readonly network: string; readonly prefix: number }
  | { readonly kind: "host"; readonly host: string; readonly port: number | undefined };

const HOST = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?))(?::(\d{1,5}))?$/;

/** An entry as it is written: `*`, `ollama.lan`, `127.0.0.1:11434`, `[::1]:8080`, `10.0.0.0/8`. */
export function isAllowListEntry(text: string): boolean {
  return parseEntry(text) !== undefined;
}

/** Entries that make no sense allow nothing. */
export function createPrivateAllowList(entries: readonly string[]): PrivateAllowList {
  const parsed = entries.map(parseEntry).filter((entry) => entry !== undefined);
  const allowsAll = parsed.some((entry) => entry.kind === "all");
  const networks = new BlockList();
  for (const entry of parsed)
    if (entry.kind === "network") networks.addSubnet(entry.network, entry.prefix, familyOf(entry.network));
  const hosts = parsed.filter((entry) => entry.kind === "host");
  return {
    allows: ({ host, port, address }) =>
      allowsAll ||
      networks.check(address, familyOf(address)) ||
      hosts.some((entry) => entry.host === host.toLowerCase() && (entry.port === undefined || entry.port === port)),
  };
}

function parseEntry(text: string): Entry | undefined {
  const written = text.trim().toLowerCase();
  if (written === "*") return { kind: "all" };
  const [network = "", prefix, ...rest] = written.split("/");
  if (prefix !== undefined) {
    const bits = isIP(network) === 4 ? 32 : 128;
    const isNetwork = rest.length === 0 && isIP(network) !== 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits;
    return isNetwork ? { kind: "network", network, prefix: Number(prefix) } : undefined;
  }
  if (isIP(written) === 6) return { kind: "host", host: written, port: undefined };
  const [whole, ipv6, name, port] = HOST.exec(written) ?? [];
  if (whole === undefined || (port !== undefined && Number(port) > 65_535)) return undefined;
  if (ipv6 !== undefined && isIP(ipv6) !== 6) return undefined;
  return { kind: "host", host: ipv6 ?? name ?? "", port: port === undefined ? undefined : Number(port) };
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 4 ? "ipv4" : "ipv6";
}
