import type { GroupsService } from "../../groups/index.ts";
import type { SendGuard, Verdict } from "./guards.ts";

/** In a group that was left since, or where only admins write now, nothing can be written: that is known before the platform refuses it. */
export function createGroupGuard(groups: Pick<GroupsService, "judge">): SendGuard {
  return {
    name: "groups",
    async check(messages, tx) {
      const verdicts = new Map<string, Verdict>();
      const toGroups = messages.filter(({ isGroup }) => isGroup);
      if (toGroups.length === 0) return verdicts;
      const obstacles = await groups.judge(tx, toGroups);
      for (const [index, { messageId }] of toGroups.entries()) {
        const reason = obstacles[index];
        if (reason) verdicts.set(messageId, { kind: "fail", reason });
      }
      return verdicts;
    },
  };
}
