/** Whether a message is answered by the AI now, and what follows when it could not be. Pure. */
import type { AiSettings } from "./ai-settings.rules.ts";

/** What a conversation's people have said about AI replies in it. */
export interface ConversationState {
  readonly handedOverAt: Date | null;
  readonly handOverReason: string | null;
  readonly pausedAt: Date | null;
}

export interface Situation {
  readonly settings: AiSettings;
  readonly now: Date;
  readonly channelId: string;
  readonly expiresAt: Date;
  readonly lastHumanReplyAt: Date | null;
  readonly state: ConversationState;
  /** The contact asked not to be written to at all. */
  readonly isSuppressed: boolean;
  /** Texts of the messages to be answered, those without words left out. */
  readonly texts: readonly string[];
  /** Of this conversation, today. */
  readonly askedToday: number;
}

export interface Ending {
  readonly state: "skipped" | "handed-over" | "failed" | "silent" | "superseded";
  readonly reason: string;
  /** For people. */
  readonly detail: string;
}

/** Why the AI is not asked; undefined: it is. */
export function findObstacle(situation: Situation): Ending | undefined {
  const { settings, now, state, lastHumanReplyAt } = situation;
  const late = findLateObstacle(settings, situation.expiresAt, now);
  if (late) return late;
  if (settings.channelIds !== null && !settings.channelIds.includes(situation.channelId))
    return skip("other-channel", "AI replies are off on this channel.");
  if (situation.isSuppressed) return skip("opted-out", "The contact asked not to be written to.");
  const silence = findSilence(settings, state, lastHumanReplyAt, now);
  if (silence) return silence;
  if (situation.texts.length === 0) return skip("no-words", "There were no words to answer.");
  const word = findHandOverWord(situation.texts, settings.handOverWords);
  if (word !== undefined) {
    return { state: "handed-over", reason: "asked-for-person", detail: `The contact asked for a person (“${word}”).` };
  }
  if (situation.askedToday >= settings.limitPerConversationADay)
    return skip(
      "limit-of-conversation",
      `Today's ${settings.limitPerConversationADay} AI replies of this conversation are used up.`,
    );
  return undefined;
}

/** What may also come while the provider is thinking. */
export function findLateObstacle(settings: AiSettings, expiresAt: Date, now: Date): Ending | undefined {
  if (!settings.isOn) return skip("turned-off", "AI replies are turned off.");
  return expiresAt <= now ? skip("too-late", "The answer would have come too late.") : undefined;
}

export const ANSWERED_TOGETHER: Ending = {
  state: "superseded",
  reason: "newer-message",
  detail: "Answered together with a later message of the contact.",
};

export const DAY_LIMIT_REACHED: Ending = skip("limit-of-day", "Today's AI replies are used up.");

/** Whether a person has the conversation, and since when AI replies wait. */
export function findSilence(
  settings: Pick<AiSettings, "quietMinutesAfterPerson" | "resumeAfterHours">,
  state: ConversationState,
  lastHumanReplyAt: Date | null,
  now: Date,
): Ending | undefined {
  if (state.pausedAt !== null) return skip("paused", "A person turned AI replies off in this conversation.");
  if (isWithin(lastHumanReplyAt, settings.quietMinutesAfterPerson * 60_000, now))
    return skip("person-replied", "A person replied in this conversation a short while ago.");
  const { handedOverAt } = state;
  const hasPersonCome = handedOverAt !== null && lastHumanReplyAt !== null && lastHumanReplyAt >= handedOverAt;
  if (!hasPersonCome && isWithin(handedOverAt, settings.resumeAfterHours * 3_600_000, now))
    return skip("handed-over", "The conversation was handed over and waits for a person.");
  return undefined;
}

function isWithin(since: Date | null, ms: number, now: Date): boolean {
  return since !== null && now.getTime() - since.getTime() < ms;
}

function skip(reason: string, detail: string): Ending {
  return { state: "skipped", reason, detail };
}

/** A whole word or phrase, whatever its case and accents. */
export function findHandOverWord(texts: readonly string[], words: readonly string[]): string | undefined {
  const said = texts.map(fold);
  return words.find((word) => {
    const wanted = fold(word);
    return wanted !== "" && said.some((text) => ` ${text} `.includes(` ${wanted} `));
  });
}

function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

export const MAX_ATTEMPTS = 3;
const BACKOFF_MS = [2_000, 10_000];

/** When to ask again after a failed attempt (from 1); undefined: not any more. */
export function findNextAttempt(
  attempt: number,
  failure: { readonly isPassing: boolean; readonly retryAfterMs: number | undefined },
  expiresAt: Date,
  now: Date,
): Date | undefined {
  if (!failure.isPassing || attempt >= MAX_ATTEMPTS) return undefined;
  const waitMs = Math.max(BACKOFF_MS[attempt - 1] ?? 0, failure.retryAfterMs ?? 0);
  const at = new Date(now.getTime() + waitMs);
  return at < expiresAt ? at : undefined;
}

/** However many messages follow each other, the first of them waits no longer than this. */
export const LONGEST_GATHERING_MS = 30_000;
