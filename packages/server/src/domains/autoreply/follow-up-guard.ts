import type { SendGuard, Verdict } from "../messages/index.ts";
import { judgeQueued } from "./follow-ups.rules.ts";
import { listFollowUpRules } from "./follow-ups.store.ts";

/** The last look at a follow-up before it goes out: it may have waited in the outbox while the contact or a person wrote. */
export function createFollowUpGuard(): SendGuard {
  return {
    name: "follow-up still wanted",
    sources: new Set(["follow-up"] as const),
    async check(messages, tx) {
      const rules = new Map((await listFollowUpRules(tx)).map((rule) => [rule.id, rule]));
      const verdicts = new Map<string, Verdict>();
      for (const message of messages) {
        const reason = judgeQueued(message, message.sourceId === null ? undefined : rules.get(message.sourceId));
        if (reason) verdicts.set(message.messageId, { kind: "cancel", reason });
      }
      return verdicts;
    },
  };
}
