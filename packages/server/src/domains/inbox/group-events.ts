/** What happened in groups, as their threads show it. */
import type { GroupChangeReport } from "../../channels/groups.ts";
import type { NamePeople } from "./inbox.ports.ts";
import type { ThreadItem } from "./thread.schemas.ts";

type GroupEvent = NonNullable<Extract<ThreadItem, { kind: "event" }>["group"]>;

/** In their order; null where nothing happened in a group. */
export async function describeGroupEvents(
  reports: ReadonlyArray<GroupChangeReport | null>,
  namePeople: NamePeople,
): Promise<Array<GroupEvent | null>> {
  const people = reports.flatMap((report) => (report ? peopleOf(report) : []));
  const named = (await namePeople(people)).map((person, index) => ({
    ...person,
    isSelf: people[index]?.isSelf === true,
  }));
  let taken = 0;
  return reports.map((report) => {
    if (!report) return null;
    const count = peopleOf(report).length;
    const mine = named.slice(taken, taken + count);
    taken += count;
    const { change, by } = report;
    return {
      change: change.kind === "announcement" ? (change.isOn ? "for-admins" : "for-everybody") : change.kind,
      subject: change.kind === "renamed" ? change.subject : null,
      people: by ? mine.slice(1) : mine,
      by: (by && mine[0]) ?? null,
    };
  });
}

/** Who did it comes first. */
function peopleOf({ change, by }: GroupChangeReport) {
  return [...(by ? [by] : []), ...("people" in change ? change.people : [])];
}
