import type { SendGuard, Verdict } from "../messages/index.ts";
import { isAiReply } from "./source-id.rules.ts";

/** The last look at an AI reply before it goes out: it may have waited in the outbox while a person wrote. */
export function createAiReplyGuard(): SendGuard {
  return {
    name: "AI reply still wanted",
    sources: new Set(["autoreply"] as const),
    async check(messages) {
      const verdicts = new Map<string, Verdict>();
      for (const { messageId, sourceId, createdAt, lastHumanReplyAt } of messages) {
        if (!isAiReply(sourceId) || lastHumanReplyAt === null || lastHumanReplyAt < createdAt) continue;
        const title = "Not sent: a person replied in the meantime.";
        verdicts.set(messageId, { kind: "cancel", reason: { code: "person-replied", title } });
      }
      return verdicts;
    },
  };
}
