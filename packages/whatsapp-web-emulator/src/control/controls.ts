import type { Emulation } from "../emulation.ts";
import { changeGroup } from "../groups/group-changes.ts";
import type { LoggedFrame } from "../log/frame-log.ts";
import type { MessageRule } from "../messages/message-rules.ts";
import type { Addressing } from "../nodes/addresses.ts";
import type { Person, Role } from "../world/entities.ts";
import type { PersonSeed } from "../world/world.ts";
import { type ContactHandle, createContactHandle } from "./contact-handle.ts";
import { createGroupHandle, type GroupHandle } from "./group-handle.ts";
import { createPhoneHandle, type PhoneHandle } from "./phone-handle.ts";
import {
  type GroupView,
  type PersonView,
  type SubmissionView,
  viewGroup,
  viewPerson,
  viewSubmission,
} from "./views.ts";

export interface GroupRequest {
  readonly subject: string;
  /** The first made the group and is its superadmin. */
  readonly members: readonly (string | { readonly address: string })[];
  /** Further admins. */
  readonly admins?: readonly (string | { readonly address: string })[] | undefined;
  /** How members are named in it; default `lid`, as WhatsApp makes groups now. */
  readonly addressing?: Addressing | undefined;
}

export interface EmulatorState {
  readonly people: readonly PersonView[];
  readonly groups: readonly GroupView[];
  readonly submissions: number;
  /** How often clients tried to connect since the start. */
  readonly attempts: { readonly accepted: number; readonly refused: number };
  readonly files: number;
  readonly rules: readonly object[];
}

/** What tests and people may do to the emulated world. The HTTP control API offers the same. */
export interface Controls {
  createPhone(seed: PersonSeed): PhoneHandle;
  createContact(seed: PersonSeed): ContactHandle;
  createGroup(request: GroupRequest): GroupHandle;
  /** By number or address. @throws EmulatorRefusal */
  getPhone(reference: string): PhoneHandle;
  getContact(reference: string): ContactHandle;
  getGroup(reference: string): GroupHandle;
  /** Something is to go wrong with messages of clients. @returns its id */
  addRule(rule: MessageRule): { readonly id: string };
  removeRule(id: string): boolean;
  clearRules(): void;
  /** From now on, messages to this recipient are refused with this error: 463 for who is not to be contacted first. */
  refuseMessagesTo(recipient: { readonly number: string } | string, error?: number): { readonly id: string };
  /** What clients gave to the server, oldest first, repeats included. */
  readonly submissions: SubmissionView[];
  readonly frames: LoggedFrame[];
  onFrame(listener: (frame: LoggedFrame) => void): () => void;
  readonly state: EmulatorState;
  /** What uploads are answered with instead (415, 500 …); undefined: they work. */
  failUploads(status: number | undefined): void;
  /** A file on the media host is gone: downloads get 404. @returns whether it was there */
  removeFile(path: string): boolean;
  /**
   * False: every line is cut, and so is that of whoever connects, until it is true again. With a `status` they are turned
   * away by HTTP instead, which the library (7.0.0-rc14) never notices: it neither opens nor closes.
   */
  setReachable(isReachable: boolean, status?: number): void;
  configure(settings: Partial<Pick<Emulation["settings"], "history" | "receiptAddressing">>): void;
  /**
   * Resolves with the first value of `probe` that is neither undefined nor false, looked at after every change here.
   * @throws Error after `timeoutMs` of real time
   */
  waitFor<T>(probe: () => T | undefined | false, what?: string, timeoutMs?: number): Promise<T>;
  /** Forgets everybody and everything; connections are cut. */
  reset(): void;
}

/** What the controls need of the front door. */
interface Door {
  readonly attempts: EmulatorState["attempts"];
  close(): void;
}

export function createControls(emulation: Emulation, door: Door): Controls {
  const { world, rules, log, submissions, media, changes } = emulation;
  const member = (given: string | { readonly address: string }): Person =>
    world.getPerson(typeof given === "string" ? given : given.address);

  return {
    createPhone: (seed) => createPhoneHandle(emulation, world.addPerson(seed)),
    createContact: (seed) => createContactHandle(emulation, world.addPerson(seed)),
    createGroup({ subject, members, admins = [], addressing = "lid" }) {
      const people = members.map(member);
      const [creator] = people;
      if (creator === undefined) throw new Error("A group needs at least one member");
      const roles = new Map<Person, Role>(people.map((person) => [person, "member"]));
      for (const admin of admins) roles.set(member(admin), "admin");
      roles.set(creator, "superadmin");
      const createdAtSeconds = Math.floor(emulation.now() / 1000);
      const group = world.addGroup({ subject, creator, members: roles, addressing, createdAtSeconds });
      changeGroup(emulation, group, creator, { kind: "create" });
      return createGroupHandle(emulation, group);
    },
    getPhone: (reference) => createPhoneHandle(emulation, world.getPerson(reference)),
    getContact: (reference) => createContactHandle(emulation, world.getPerson(reference)),
    getGroup: (reference) => createGroupHandle(emulation, world.getGroup(reference)),
    addRule: (rule) => rules.add(rule),
    removeRule: (id) => rules.remove(id),
    clearRules: () => rules.clear(),
    refuseMessagesTo(recipient, error = 463) {
      const to = typeof recipient === "string" ? world.getPerson(recipient).number : recipient.number;
      return rules.add({ match: { to }, effect: { refuse: error } });
    },
    get submissions() {
      return submissions.toArray().map(viewSubmission);
    },
    get frames() {
      return log.list();
    },
    onFrame: (listener) => log.onFrame(listener),
    get state() {
      return {
        people: [...world.people.values()].map(viewPerson),
        groups: [...world.groups.values()].map(viewGroup),
        submissions: submissions.total,
        attempts: door.attempts,
        files: media.count,
        rules: rules.list(),
      };
    },
    failUploads(status) {
      media.failUploads = status;
    },
    removeFile: (path) => media.remove(path),
    setReachable(isReachable, status) {
      emulation.settings.door = isReachable ? "open" : (status ?? "cut");
      if (!isReachable) door.close();
    },
    configure: (settings) => {
      Object.assign(emulation.settings, settings);
    },
    waitFor: (probe, what = "a condition", timeoutMs) => changes.waitFor(probe, what, timeoutMs),
    reset() {
      door.close();
      world.clear();
      rules.clear();
      log.clear();
      submissions.clear();
      media.clear();
      changes.announce();
    },
  };
}
