/** How often a password may be tried. Failed attempts are counted in several places at once, and each place slows down on its own:
 *
 *  - an account from one address: guessing at one person;
 *  - an address: one password tried on many people. Others may share it, so its pause is short;
 *  - an account from anywhere: many machines guessing at one person. Its pause is short, for it hits the person too;
 *  - a browser in which the person has signed in before: counted by itself and by nothing else, so that strangers lock nobody out.
 *
 *  A pause doubles with every failure up to its limit. What comes during a pause is refused without a look and counts for nothing, so
 *  hammering prolongs no pause. */
import { createHash } from "node:crypto";

export interface Counter {
  /** Identifies what is counted; tells nothing of it. */
  readonly key: Buffer;
  /** Failures that cost no pause. */
  readonly free: number;
  readonly longestPauseS: number;
  /** Whether a success proves that all of what failed here was the person. */
  readonly isClearedBySuccess: boolean;
}

/** Without a failure for so long, an account or address begins anew. */
export const FORGET_FAILURES_AFTER_MS = 60 * 60_000;

const MINUTE_S = 60;
const QUARTER_HOUR_S = 900;

export interface SignInAttempt {
  readonly email: string;
  /** As limits group addresses. */
  readonly address: string;
  /** Digest of the token of a browser in which this account was signed in to before. */
  readonly knownBrowser: Buffer | undefined;
}

export function countersOf({ email, address, knownBrowser }: SignInAttempt): Counter[] {
  if (knownBrowser) return [counter("browser", [knownBrowser.toString("hex"), email], 10, QUARTER_HOUR_S, true)];
  return [
    counter("account-and-address", [email, address], 5, QUARTER_HOUR_S, true),
    counter("account", [email], 20, MINUTE_S, true),
    counter("address", [address], 20, MINUTE_S, false),
  ];
}

/** For who has a session and must know the password for something weighty. */
export function countersOfConfirmation(userId: string): Counter[] {
  return [counter("confirmation", [userId], 5, QUARTER_HOUR_S, true)];
}

function counter(
  kind: string,
  parts: readonly string[],
  free: number,
  longestPauseS: number,
  isClearedBySuccess: boolean,
): Counter {
  const key = createHash("sha256")
    .update(JSON.stringify([kind, ...parts]))
    .digest();
  return { key, free, longestPauseS, isClearedBySuccess };
}
