import { EmulatorRefusal } from "../core/refusal.ts";
import { buildNode } from "../nodes/node.ts";
import type { Connection } from "./connection.ts";

/** How WhatsApp's servers end a stream, as clients number it. */
export const CODES = {
  loggedOut: 401,
  banned: 403,
  replaced: 440,
  unavailable: 503,
  restart: 515,
} as const;

/** Ends an open stream with a reason. @throws EmulatorRefusal when the code is none */
export function endStream(connection: Connection, code: number): void {
  if (!Number.isInteger(code) || code < 100 || code > 999) {
    throw new EmulatorRefusal(`A stream ends with a code of three digits, not with ${code}`);
  }
  // A replaced stream carries no code; clients know it by the conflict.
  if (code === CODES.replaced) {
    connection.send(buildNode("stream:error", {}, [buildNode("conflict", { type: "replaced" })]));
  } else if (code === CODES.loggedOut) {
    connection.send(
      buildNode("stream:error", { code: String(code) }, [buildNode("conflict", { type: "device_removed" })]),
    );
  } else {
    connection.send(buildNode("stream:error", { code: String(code) }));
  }
  connection.close();
}

/** The same device is there on another connection; the older one has to go. */
export function replace(older: Connection): void {
  endStream(older, CODES.replaced);
}

/** Refuses a login. */
export function failLogin(connection: Connection, reason: number): void {
  connection.send(buildNode("failure", { reason: String(reason), location: "frc" }));
  connection.close();
}
