/** Who reacted to a message with what, as a thread shows it. Pure. */
import type { Message } from "../messages.store.ts";
import type { OwnReaction } from "./thread.store.ts";

export interface ReactionGroup {
  readonly emoji: string;
  readonly count: number;
  /** Of the contacts among them. */
  readonly contactIds: string[];
  readonly isOurs: boolean;
}

const NOT_SENT: ReadonlySet<string> = new Set(["failed", "cancelled", "expired"]);

function wasNotSent(state: string): boolean {
  return NOT_SENT.has(state);
}

/** By emoji, the most frequent first. Ours is the latest: sent from here, or in WhatsApp's own app. One that was not sent doesn't count. */
export function groupReactions(reactions: Message["reactions"], own: OwnReaction | undefined): ReactionGroup[] {
  const elsewhere = reactions.find((reaction) => reaction.contactId === null);
  const sent = own && !wasNotSent(own.state) ? own : undefined;
  const isLater = sent && (!elsewhere || sent.createdAt >= new Date(elsewhere.at));
  const ours = isLater ? sent.emoji : (elsewhere?.emoji ?? "");
  const theirs = Map.groupBy(
    reactions.filter((reaction) => reaction.contactId !== null),
    (reaction) => reaction.emoji,
  );
  const emojis = new Set([...theirs.keys(), ...(ours === "" ? [] : [ours])]);
  return [...emojis]
    .map((emoji) => {
      const contactIds = (theirs.get(emoji) ?? []).flatMap(({ contactId }) => (contactId === null ? [] : [contactId]));
      return { emoji, count: contactIds.length + (emoji === ours ? 1 : 0), contactIds, isOurs: emoji === ours };
    })
    .sort((a, b) => b.count - a.count);
}
