import type { Emulation } from "../emulation.ts";
import { changeGroup, type GroupChange } from "../groups/group-changes.ts";
import type { Group } from "../world/entities.ts";
import { type GroupView, viewGroup } from "./views.ts";

type Member = string | { readonly address: string };

export interface GroupHandle {
  /** `…@g.us` */
  readonly address: string;
  readonly subject: string;
  readonly inviteCode: string;
  readonly view: GroupView;
  /** What members do; `by` defaults to who made the group. Their linked devices are notified. */
  add(people: readonly Member[], by?: Member): void;
  remove(people: readonly Member[], by?: Member): void;
  promote(people: readonly Member[], by?: Member): void;
  demote(people: readonly Member[], by?: Member): void;
  rename(subject: string, by?: Member): void;
  describe(text: string, by?: Member): void;
  /** Only admins may write. */
  setAnnouncement(isOn: boolean, by?: Member): void;
}

export function createGroupHandle(emulation: Emulation, group: Group): GroupHandle {
  const person = (member: Member) => emulation.world.getPerson(typeof member === "string" ? member : member.address);
  const change = (by: Member | undefined, what: GroupChange) =>
    changeGroup(emulation, group, by === undefined ? group.creator : person(by), what);

  return {
    address: group.address,
    get subject() {
      return group.subject;
    },
    get inviteCode() {
      return group.inviteCode;
    },
    get view() {
      return viewGroup(group);
    },
    add: (people, by) => change(by, { kind: "add", people: people.map(person) }),
    remove: (people, by) => change(by, { kind: "remove", people: people.map(person) }),
    promote: (people, by) => change(by, { kind: "promote", people: people.map(person) }),
    demote: (people, by) => change(by, { kind: "demote", people: people.map(person) }),
    rename: (subject, by) => change(by, { kind: "subject", subject }),
    describe: (text, by) => change(by, { kind: "description", text }),
    setAnnouncement: (isOn, by) => change(by, { kind: "announcement", isOn }),
  };
}
