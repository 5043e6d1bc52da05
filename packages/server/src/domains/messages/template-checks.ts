/** Templates the platform would refuse are refused first, by us: at once when a send is asked for, and again just before it goes out. */
import type { MessageTemplates } from "../../channels/message-templates.service.ts";
import { TemplateNotSendable } from "./messages.errors.ts";
import type { SendCheck } from "./messages.service.ts";
import type { SendGuard, Verdict } from "./outbox/guards.ts";

type Templates = Pick<MessageTemplates, "judge">;

/** A template that has to wait may be free again at any time. */
const LOOK_AGAIN_MS = 30 * 60_000;

/** Refuses what can't go out at its time. One that has to wait is no obstacle to a message for later. */
export function createTemplateCheck(templates: Templates): SendCheck {
  return async (tx, { content, channelId, isForLater }) => {
    if (content.type !== "template") return;
    const [verdict] = await templates.judge(tx, channelId, [content]);
    if (!verdict || verdict.kind === "ok" || (verdict.kind === "wait" && isForLater)) return;
    throw new TemplateNotSendable(verdict.reason);
  };
}

/** What may be possible later waits, and others of the conversation pass meanwhile. */
export function createTemplateGuard(templates: Templates): SendGuard {
  return {
    name: "templates",
    async check(messages, tx, now) {
      const verdicts = new Map<string, Verdict>();
      const used = messages.flatMap(({ messageId, channelId, content }) =>
        content.type === "template" ? [{ messageId, channelId, key: content }] : [],
      );
      // One channel's pump asks at a time.
      const channelId = used[0]?.channelId;
      if (channelId === undefined) return verdicts;
      const judged = await templates.judge(
        tx,
        channelId,
        used.map(({ key }) => key),
      );
      for (const [index, { messageId }] of used.entries()) {
        const verdict = judged[index];
        if (!verdict || verdict.kind === "ok") continue;
        const { reason } = verdict;
        const until = new Date(now.getTime() + LOOK_AGAIN_MS);
        if (verdict.kind === "never") verdicts.set(messageId, { kind: "fail", reason });
        else verdicts.set(messageId, { kind: "defer", until, othersMayPass: true, reason });
      }
      return verdicts;
    },
  };
}
