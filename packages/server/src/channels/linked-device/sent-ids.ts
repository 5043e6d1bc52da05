/** Which message of ours has which id on WhatsApp. A tick may come before the send it is about is recorded: by our own id it finds its message
 *  all the same. Only the last ones are remembered: the others are recorded long since. */
export interface SentIds {
  remember(providerId: string, messageId: string): void;
  find(providerId: string): string | undefined;
}

const REMEMBERED = 1_000;

export function createSentIds(): SentIds {
  const ids = new Map<string, string>();
  return {
    remember(providerId, messageId) {
      ids.set(providerId, messageId);
      const [oldest] = ids.keys();
      if (ids.size > REMEMBERED && oldest !== undefined) ids.delete(oldest);
    },
    find: (providerId) => ids.get(providerId),
  };
}
