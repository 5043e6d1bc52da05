import type { GroupHandle } from "./group-handle.ts";
import { type ControlRoute, optionalText, textOf, textsOf } from "./route.ts";

type Call = Parameters<ControlRoute["run"]>[0];

/** A route below one group, named by its address or the user part of it. */
function onGroup(action: string, run: (group: GroupHandle, call: Call, by: string | undefined) => void): ControlRoute {
  return {
    method: "POST",
    path: `/groups/:group/${action}`,
    run: (call) => {
      const group = call.controls.getGroup(call.path.group ?? "");
      run(group, call, optionalText(call.input.by));
      return group.view;
    },
  };
}

export const GROUP_ROUTES: readonly ControlRoute[] = [
  onGroup("add", (group, { input }, by) => group.add(textsOf(input.people, "people"), by)),
  onGroup("remove", (group, { input }, by) => group.remove(textsOf(input.people, "people"), by)),
  onGroup("promote", (group, { input }, by) => group.promote(textsOf(input.people, "people"), by)),
  onGroup("demote", (group, { input }, by) => group.demote(textsOf(input.people, "people"), by)),
  onGroup("subject", (group, { input }, by) => group.rename(textOf(input.subject, "subject"), by)),
  onGroup("description", (group, { input }, by) => group.describe(textOf(input.text, "text"), by)),
  onGroup("announcement", (group, { input }, by) => group.setAnnouncement(input.isOn === true, by)),
  {
    method: "GET",
    path: "/groups/:group",
    run: ({ controls, path }) => controls.getGroup(path.group ?? "").view,
  },
];
