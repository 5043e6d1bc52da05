/** One listener's stream of server-sent events. What the listener does not take is kept up to a limit; beyond that it is dropped, and the
 *  listener told to read everything anew once it takes something again.
 *
 *  Every BEAT_MS it shows that it is alive, and looks again who listens: a key that was revoked, or a person who signed out, hears
 *  nothing more. */
import type { Writable } from "node:stream";
import type { Clock, Timer } from "../../platform/clock.ts";
import type { EventKind } from "../../platform/events/index.ts";
import type { FeedListener } from "./event-feed.ts";
import { type LiveEvent, writeMessage } from "./live.rules.ts";

export interface EventStream extends FeedListener {
  /** Ends it: the listener may come back. */
  end(): void;
}

interface EventStreamOptions {
  readonly clock: Clock;
  readonly sink: Writable;
  /** What may be heard; looked at again with each beat. undefined: nothing any more. Rejects when that can't be known now. */
  findAllowed(): Promise<ReadonlySet<EventKind> | undefined>;
  readonly allowed: ReadonlySet<EventKind>;
  /** Called once, however it ends. */
  onEnd(): void;
}

const BEAT_MS = 15_000;
/** Asked of browsers: how long to wait before they come back. */
const COME_BACK_MS = 2_000;
const WAITING_BYTES_LIMIT = 256 * 1024;
/** Who takes nothing for so many beats is gone, whatever the network says. */
const BEATS_WITHOUT_TAKING = 4;
/** How long the end of a stream is given to reach the listener. */
const END_LIMIT_MS = 1_000;

export function createEventStream({ clock, sink, findAllowed, onEnd, ...given }: EventStreamOptions): EventStream {
  let { allowed } = given;
  let position = "0";
  /** Something was dropped, and the listener has not been told. */
  let hasDropped = false;
  let beatsWithoutTaking = 0;
  let hasEnded = false;
  let beat: Timer = clock.startTimer(BEAT_MS, onBeat);
  sink.on("drain", tellOfDropped);
  sink.once("close", finish);
  sink.on("error", () => undefined);

  function finish(): void {
    if (hasEnded) return;
    hasEnded = true;
    beat.cancel();
    onEnd();
  }

  function end(): void {
    if (hasEnded) return;
    finish();
    sink.end();
    const limit = clock.startTimer(END_LIMIT_MS, () => sink.destroy());
    sink.once("close", () => limit.cancel());
  }

  function write(text: string): void {
    if (hasEnded) return;
    if (hasDropped || sink.writableLength > WAITING_BYTES_LIMIT) hasDropped = true;
    else sink.write(text);
  }

  function tellOfDropped(): void {
    if (!hasDropped) return;
    hasDropped = false;
    write(writeMessage("reset", position, { reason: "too-slow" }));
  }

  function hear(events: readonly LiveEvent[], next: string): void {
    const audible = events.filter((event) => allowed.has(event.kind));
    // Only the last one has an id: whoever breaks off between two of them hears all of them again.
    const text = audible.map(({ kind, data }, index) =>
      writeMessage(kind, index === audible.length - 1 ? next : undefined, data),
    );
    position = next;
    if (text.length > 0) write(text.join(""));
  }

  function reset(next: string, reason: string): void {
    position = next;
    write(writeMessage("reset", position, { reason }));
  }

  function onBeat(): void {
    beatsWithoutTaking = hasDropped ? beatsWithoutTaking + 1 : 0;
    if (beatsWithoutTaking >= BEATS_WITHOUT_TAKING) {
      sink.destroy();
      return;
    }
    write(":\n\n");
    beat = clock.startTimer(BEAT_MS, onBeat);
    void checkAccess();
  }

  async function checkAccess(): Promise<void> {
    try {
      const found = await findAllowed();
      if (found) allowed = found;
      else end();
    } catch {
      // The database is away, so nothing is heard either; the next beat looks again.
    }
  }

  return {
    welcome(start, missed) {
      position = start;
      const mayBeMissed = missed === undefined || missed.length > 0;
      write(`retry: ${COME_BACK_MS}\n${writeMessage("ready", mayBeMissed ? undefined : position, {})}`);
      if (missed) hear(missed, position);
      else reset(position, "too-old");
    },
    hear,
    lose: (next) => reset(next, "too-many"),
    end,
  };
}
