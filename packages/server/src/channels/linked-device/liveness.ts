/** Notices that a line is dead although it looks open. Traffic is what counts: when nothing came for a while something is asked, and when not
 *  even that is answered the line is given up. A machine that has slept asks first, too. */
import type { Clock } from "../../platform/clock.ts";

export interface Liveness {
  /** Something came. */
  heard(): void;
  /** The connection is made: from here on silence counts. */
  opened(): void;
  stop(): void;
}

interface Deps {
  readonly clock: Clock;
  /** Asks for an answer of any kind. */
  readonly probe: () => void;
  /** At most once. */
  readonly onDead: (detail: string) => void;
}

/** From the beginning until the server has said what it wants of us. */
const OPENING_LIMIT_MS = 40_000;
const QUIET_MS = 20_000;
const ANSWER_LIMIT_MS = 15_000;

export function watchLiveness({ clock, probe, onDead }: Deps): Liveness {
  let hasHeard = false;
  let timer = clock.startTimer(OPENING_LIMIT_MS, () => onDead("the connection did not come about"));

  function listen(): void {
    timer.cancel();
    hasHeard = false;
    timer = clock.startTimer(QUIET_MS, () => (hasHeard ? listen() : ask()));
  }

  function ask(): void {
    timer = clock.startTimer(ANSWER_LIMIT_MS, () => (hasHeard ? listen() : onDead("nothing answers")));
    probe();
  }

  return {
    heard() {
      hasHeard = true;
    },
    opened: listen,
    stop: () => timer.cancel(),
  };
}
