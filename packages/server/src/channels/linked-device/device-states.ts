import { SESSION_STATES, type SessionState, type SessionStateReason } from "../channel-session.ts";

/** The states of a WhatsApp Web session.
 *
 *    unpaired ──somebody wants to pair──▶ awaiting-scan ──scanned──▶ connecting ──▶ connected
 *    connected ──passing trouble──▶ connecting (tries again by itself, ever more slowly)
 *    connected ──opened elsewhere──▶ replaced (a person decides)
 *    connected ──removed on the phone──▶ logged-out (pair again)
 *    connected ──refused by WhatsApp──▶ restricted (tries again after hours) */
export const DEVICE_STATES = SESSION_STATES;
export type DeviceState = SessionState;
export type DeviceStateReason = SessionStateReason;

/** Who a session is paired with. `phone` is E.164 with `+`. */
export interface DeviceAccount {
  readonly phone: string;
  readonly jid: string;
  readonly lid: string | null;
  readonly name: string | null;
}

/** What the phone scans, or what its owner types into it. */
export type PairingOffer =
  | { readonly kind: "qr"; readonly text: string; readonly expiresAt: Date }
  | { readonly kind: "code"; readonly code: string; readonly phone: string; readonly expiresAt: Date };
