import { randomBytes } from "node:crypto";
import { createIds, type Ids, lidOfNumber } from "../core/ids.ts";
import { EmulatorRefusal } from "../core/refusal.ts";
import { createSerial } from "../core/serial.ts";
import { type Addressing, digitsOf, parseAddress } from "../nodes/addresses.ts";
import { createSignalDevice, type SignalDevice } from "../signal/signal-device.ts";
import type { Companion, Group, Person, Role } from "./entities.ts";

/** Everything that exists behind WhatsApp's servers here. */
export interface World {
  readonly ids: Ids;
  readonly people: Map<string, Person>;
  readonly groups: Map<string, Group>;
  addPerson(seed: PersonSeed): Person;
  addGroup(seed: GroupSeed): Group;
  /** By number in any spelling, or by address of either kind. */
  findPerson(reference: string): Person | undefined;
  /** @throws EmulatorRefusal */
  getPerson(reference: string): Person;
  findGroup(reference: string): Group | undefined;
  /** @throws EmulatorRefusal */
  getGroup(reference: string): Group;
  findCompanion(number: string, device: number): Companion | undefined;
  groupsOf(person: Person): Group[];
  clear(): void;
}

export interface PersonSeed {
  /** Any spelling. */
  readonly number: string;
  readonly name?: string | undefined;
  /** Digits; made from the number when left out. */
  readonly lid?: string | undefined;
  readonly isOnWhatsapp?: boolean | undefined;
  /** Messages that name this person by LID don't say the number. */
  readonly hidesNumber?: boolean | undefined;
}

export interface GroupSeed {
  readonly subject: string;
  readonly creator: Person;
  readonly members: ReadonlyMap<Person, Role>;
  readonly addressing: Addressing;
  readonly createdAtSeconds: number;
}

export function createWorld(): World {
  const ids = createIds();
  const people = new Map<string, Person>();
  const byLid = new Map<string, Person>();
  const groups = new Map<string, Group>();

  const world: World = {
    ids,
    people,
    groups,
    addPerson(seed) {
      const number = digitsOf(seed.number);
      if (number === "") throw new EmulatorRefusal(`"${seed.number}" is not a phone number`);
      if (people.has(number)) throw new EmulatorRefusal(`There is somebody with the number ${number} already`);
      const person = createPerson(number, seed);
      people.set(number, person);
      byLid.set(person.lid, person);
      return person;
    },
    addGroup({ subject, creator, members, addressing, createdAtSeconds }) {
      const id = ids.group();
      const group: Group = {
        id,
        address: `${id}@g.us`,
        subject,
        description: undefined,
        creator,
        createdAtSeconds,
        addressing,
        members: new Map(members),
        inviteCode: ids.inviteCode(),
        isAnnouncement: false,
        isLocked: false,
        expirationSeconds: 0,
      };
      groups.set(id, group);
      return group;
    },
    findPerson(reference) {
      const address = parseAddress(reference);
      if (address?.addressing === "lid") return byLid.get(address.user);
      return people.get(digitsOf(reference));
    },
    getPerson(reference) {
      const person = world.findPerson(reference);
      if (person === undefined) throw new EmulatorRefusal(`There is nobody with the number "${reference}"`, 404);
      return person;
    },
    findGroup: (reference) => groups.get(reference.split("@")[0] ?? ""),
    getGroup(reference) {
      const group = world.findGroup(reference);
      if (group === undefined) throw new EmulatorRefusal(`There is no group "${reference}"`, 404);
      return group;
    },
    findCompanion: (number, device) => people.get(number)?.companions.get(device),
    groupsOf: (person) => [...groups.values()].filter((group) => group.members.has(person)),
    clear() {
      people.clear();
      byLid.clear();
      groups.clear();
    },
  };
  return world;
}

function createPerson(number: string, seed: PersonSeed): Person {
  // Most tests have people who never need keys, and keys take time to make.
  let keys: SignalDevice | undefined;
  return {
    number,
    lid: seed.lid ?? lidOfNumber(number),
    name: seed.name ?? `Person ${number.slice(-4)}`,
    isOnWhatsapp: seed.isOnWhatsapp ?? true,
    hidesNumber: seed.hidesNumber ?? false,
    receipts: "delivered",
    get keys() {
      keys ??= createSignalDevice();
      return keys;
    },
    companions: new Map(),
    nextDevice: 1,
    received: new Map(),
    sent: new Map(),
    failures: [],
    chatStates: new Map(),
    senderKeyHolders: new Map(),
    inOrder: createSerial(),
    appState: new Map(),
    appStateKey: { id: Buffer.from([0, 0, ...randomBytes(4)]), data: randomBytes(32) },
    loginFailure: undefined,
    timelock: undefined,
  };
}
