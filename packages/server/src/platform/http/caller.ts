import { isIPv6 } from "node:net";
import type { FastifyRequest } from "fastify";

/** From where somebody calls. */
export interface Caller {
  readonly address: string;
  /** What the browser or program calls itself, cut to a length that can be kept. */
  readonly userAgent: string | undefined;
}

const LONGEST_USER_AGENT = 300;

export function callerOf(request: FastifyRequest): Caller {
  return { address: request.ip, userAgent: request.headers["user-agent"]?.slice(0, LONGEST_USER_AGENT) };
}

/** What limits count by. Whoever has one IPv6 address has the 2^64 beside it, so these are one. */
export function groupAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = "", tail = ""] = (address.split("%")[0] ?? "").split("::");
  const left = head.split(":").filter((group) => group !== "");
  const right = tail.split(":").filter((group) => group !== "");
  const zeros = address.includes("::") ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0") : [];
  const groups = [...left, ...zeros, ...right].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(":")}::/64`;
}
