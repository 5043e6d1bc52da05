/** How an AI reply's message names what it comes of. Pure. */

const PREFIX = "ai-reply:";

/** The source id of the message that answers. */
export function sourceIdOf(aiReplyId: string): string {
  return `${PREFIX}${aiReplyId}`;
}

/** Of the AI reply that a message's source names; undefined: it names something else. */
export function findAiReplyId(sourceId: string): string | undefined {
  return isAiReply(sourceId) ? sourceId.slice(PREFIX.length) : undefined;
}

export function isAiReply(sourceId: string | null): boolean {
  return sourceId?.startsWith(PREFIX) ?? false;
}
