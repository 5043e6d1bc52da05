/** What the end of a connection means, and what to do about it. Pure. Numbers are WhatsApp's. */
import type { DeviceState, DeviceStateReason } from "./device-states.ts";

export interface SessionEnd {
  /** The number of the stream error, the failed login or the closed socket; undefined: no number came. */
  readonly code: number | undefined;
  readonly isPaired: boolean;
  /** Connections that failed in a row, this one not counted. */
  readonly failures: number;
  /** From 0 to 1. */
  readonly chance: number;
}

export type NextStep =
  | {
      readonly kind: "reconnect";
      readonly afterMs: number;
      readonly state: DeviceState;
      readonly reason?: DeviceStateReason;
    }
  /** Until a person does something. `forget`: the keys are worth nothing any more. */
  | {
      readonly kind: "stop";
      readonly state: DeviceState;
      readonly reason: DeviceStateReason;
      readonly forget: boolean;
    };

/** The code of the reason when a person has ended the session from here: nothing to be alarmed about. */
export const LOGGED_OUT_HERE = "logged-out-here";

export const reasonLoggedOutHere: DeviceStateReason = {
  code: LOGGED_OUT_HERE,
  title: "The session was logged out from here.",
  mend: "Pair a phone to use the channel again.",
};

const RESTART_REQUIRED = 515;
const REPLACED = 440;
const LOGGED_OUT = 401;
const FORBIDDEN = 403;
const TIMED_OUT = 408;
const BAD_SESSION = 500;

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
const RESTRICTED_PAUSE_MS = 2 * 3_600_000;

export function judgeSessionEnd({ code, isPaired, failures, chance }: SessionEnd): NextStep {
  if (code === RESTART_REQUIRED) return { kind: "reconnect", afterMs: 0, state: "connecting" };
  if (code === REPLACED) {
    return {
      kind: "stop",
      state: "replaced",
      forget: false,
      reason: {
        code: "session-replaced",
        title: "This WhatsApp session was opened somewhere else.",
        mend: "Close the other one, then choose “Use it here”.",
      },
    };
  }
  if (code === LOGGED_OUT && isPaired) {
    return {
      kind: "stop",
      state: "logged-out",
      forget: true,
      reason: {
        code: "session-logged-out",
        title: "The phone has removed this device.",
        mend: "Pair it again: messages that wait are sent then.",
      },
    };
  }
  if (code === FORBIDDEN && isPaired) {
    return {
      kind: "reconnect",
      afterMs: RESTRICTED_PAUSE_MS,
      state: "restricted",
      reason: {
        code: "account-restricted",
        title: "WhatsApp refuses this account.",
        mend: "Open WhatsApp on the phone and see what it says. It is tried again every two hours; trying more often makes it worse.",
      },
    };
  }
  if (!isPaired && (code === TIMED_OUT || code === LOGGED_OUT)) {
    return {
      kind: "stop",
      state: "unpaired",
      forget: true,
      reason: { code: "pairing-timed-out", title: "Nobody paired a phone in time.", mend: "Ask for a new code." },
    };
  }
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 20));
  return {
    kind: "reconnect",
    // Half of it by chance, so that a thousand servers don't come back at the same moment.
    afterMs: Math.round(pause * (0.5 + chance / 2)),
    state: "connecting",
    reason: describeTrouble(code),
  };
}

function describeTrouble(code: number | undefined): DeviceStateReason {
  const number = code === undefined ? "" : ` (${code})`;
  if (code === BAD_SESSION) {
    return {
      code: "session-trouble",
      title: `WhatsApp ended the connection${number}.`,
      mend: "It is tried again by itself.",
    };
  }
  return {
    code: "connection-lost",
    title: `The connection to WhatsApp was lost${number}.`,
    mend: "It is tried again by itself. If it lasts, check this machine's internet connection.",
  };
}
