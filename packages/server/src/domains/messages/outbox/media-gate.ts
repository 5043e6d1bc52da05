/** Lets a message that shows a file of ours go only when the channel's platform has the file.
 *
 *  Where it has not, the message stays claimed, without a slot for sending, while the file is uploaded: nothing of it has begun, so a
 *  crash costs nothing but the upload, and messages without files pass meanwhile. Then it is claimed anew and goes out. */
import type { SendError } from "../../../channels/channel.ts";
import { findFiles } from "../../../channels/content-files.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { OutboundMedia, UploadOutcome } from "../../media/index.ts";
import type { ClaimedMessage } from "./claim.store.ts";
import type { Preparation, Reason, SendGuard, Verdict } from "./guards.ts";
import { retryDelayMs } from "./retry.rules.ts";

export interface MediaGate {
  /** The last of all guards: nothing is uploaded for a message that does not go out. */
  readonly guard: SendGuard<Preparation>;
  /** The platform's ids of the files of a message that the guard has just let pass, by ours; undefined when it shows none. */
  providerMediaIds(message: ClaimedMessage): ReadonlyMap<string, string> | undefined;
}

interface Deps {
  readonly media: OutboundMedia;
  readonly channelId: string;
  readonly channel: Parameters<OutboundMedia["upload"]>[1];
  readonly clock: Clock;
  readonly random: () => number;
  onChannelStopped(error: SendError): void;
}

export function createMediaGate(deps: Deps): MediaGate {
  const { media, channelId, channel, clock } = deps;
  const preparing = new Map<string, Promise<Verdict | undefined>>();
  const failures = new Map<string, number>();
  let uploaded: ReadonlyMap<string, string> = new Map();

  function prepare(mediaId: string): Promise<Verdict | undefined> {
    const known = preparing.get(mediaId);
    if (known !== undefined) return known;
    const mine = media
      .upload(channelId, channel, mediaId)
      .then((outcome) => judge(mediaId, outcome))
      .finally(() => preparing.delete(mediaId));
    preparing.set(mediaId, mine);
    return mine;
  }

  /** What is true of one file is true of the message: it can't go, or not yet. */
  async function prepareAll(mediaIds: readonly string[]): Promise<Verdict | undefined> {
    const verdicts = (await Promise.all(mediaIds.map(prepare))).filter((verdict) => verdict !== undefined);
    const latest = verdicts.filter((verdict) => verdict.kind === "defer").sort((a, b) => +b.until - +a.until)[0];
    return verdicts.find((verdict) => verdict.kind === "fail") ?? latest;
  }

  function judge(mediaId: string, outcome: UploadOutcome): Verdict | undefined {
    if (outcome.kind !== "retry") failures.delete(mediaId);
    switch (outcome.kind) {
      case "uploaded":
        return undefined;
      case "permanent":
        return { kind: "fail", reason: reasonOf(outcome.error) };
      case "stop-channel":
        deps.onChannelStopped(outcome.error);
        return undefined;
      case "defer":
        return { kind: "defer", until: later(outcome.afterMs), othersMayPass: true, reason: reasonOf(outcome.error) };
      case "retry": {
        const attempt = (failures.get(mediaId) ?? 0) + 1;
        const delayMs = retryDelayMs(outcome, attempt, deps.random);
        if (delayMs === undefined) failures.delete(mediaId);
        else failures.set(mediaId, attempt);
        const reason = reasonOf(outcome.error);
        if (delayMs === undefined) return { kind: "fail", reason };
        return { kind: "defer", until: later(delayMs), othersMayPass: false, reason };
      }
    }
  }

  function later(ms: number): Date {
    return new Date(clock.now().getTime() + ms);
  }

  return {
    guard: {
      name: "media",
      async check(messages, tx, now) {
        const verdicts = new Map<string, Preparation>();
        const shown = new Set(messages.flatMap(filesOf));
        if (shown.size === 0) return verdicts;
        uploaded = await media.findUploaded(tx, channelId, [...shown], now);
        for (const message of messages) {
          const missing = filesOf(message).filter((mediaId) => !uploaded.has(mediaId));
          const [first] = missing;
          if (first === undefined) continue;
          // Of one file the promise is shared, so that all messages that wait for it are settled together.
          const prepareIt = missing.length === 1 ? () => prepare(first) : () => prepareAll(missing);
          verdicts.set(message.messageId, { kind: "prepare", prepare: prepareIt });
        }
        return verdicts;
      },
    },
    providerMediaIds(message) {
      const files = filesOf(message);
      return files.length === 0
        ? undefined
        : new Map(files.map((mediaId) => [mediaId, uploaded.get(mediaId) as string]));
    },
  };
}

function filesOf({ content }: ClaimedMessage): string[] {
  return [...new Set(findFiles(content).map((file) => file.mediaId))];
}

function reasonOf({ concerns: _concerns, ...reason }: SendError): Reason {
  return reason;
}
