/** How an AI reply's message names what it comes of. Pure. */

const PREFIX = "ai-reply:";

/** The source id of the message that answers. */
export function sourceIdOf(aiReplyId: string): string {
  return `${PREFIX}${aiReplyId}`;
}

export function isAiReply(sourceId: string | null): boolean {
  return sourceId?.startsWith(PREFIX) ?? false;
}
