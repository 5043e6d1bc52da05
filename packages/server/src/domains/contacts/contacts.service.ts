import type { Clock } from "../../platform/clock.ts";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { Ids } from "../../platform/ids.ts";
import type { Identity } from "./contacts.store.ts";
import * as store from "./contacts.store.ts";

/** A person as a channel names them: every identity it knows, the most trusted first. */
export interface Person {
  readonly identities: readonly Identity[];
  readonly displayName?: string | undefined;
  readonly username?: string | undefined;
}

export interface ContactsService {
  /** Finds or creates the contact of each person, in one go. The same person twice in the list is one contact.
   *  Identities not known yet are joined to the contact the others belong to. */
  resolve(tx: Tx, persons: readonly Person[]): Promise<string[]>;
  /** Contacts that must not be written to on this channel, with the reason. `scope` tells of what: all, marketing, this channel. */
  findSuppressed(
    tx: Db | Tx,
    contactIds: readonly string[],
    channelId: string,
  ): Promise<Array<{ contactId: string; scope: string; reason: string }>>;
  /** What these contacts are called, in any order; unknown ones are left out. */
  findNames(tx: Db | Tx, contactIds: readonly string[]): Promise<store.ContactNames[]>;
  suppress(tx: Db | Tx, contactId: string, scope: string, reason: string): Promise<void>;
  liftSuppression(tx: Db | Tx, contactId: string, scope: string): Promise<void>;
}

export function createContactsService({ clock, ids }: { clock: Clock; ids: Ids }): ContactsService {
  return {
    async resolve(tx, persons) {
      const now = clock.now();
      const all = new Map<string, Identity>();
      for (const person of persons) for (const identity of person.identities) all.set(keyOf(identity), identity);
      const known = await loadKnown(tx, [...all.values()]);
      const created = planNewContacts(persons, known, () => ids.newId());
      await store.insertContacts(tx, created.contacts, now);
      const inserted = await store.insertIdentities(tx, created.identities, now);
      // Somebody else created one of them between our look and our insert: theirs counts.
      const current = inserted === created.identities.length ? known : await loadKnown(tx, [...all.values()]);
      if (current !== known)
        await store.deleteContactsWithoutIdentity(
          tx,
          created.contacts.map((contact) => contact.id),
        );
      const contactIds = persons.map((person) => requireContact(person, current));
      await store.updateProfiles(tx, latestProfiles(persons, contactIds), now);
      return contactIds;
    },
    findSuppressed: store.findSuppressed,
    findNames: store.findContactNames,
    suppress: (tx, contactId, scope, reason) => store.insertSuppression(tx, contactId, scope, reason, clock.now()),
    liftSuppression: store.deleteSuppression,
  };
}

async function loadKnown(tx: Tx, identities: readonly Identity[]): Promise<Map<string, string>> {
  const rows = await store.findIdentities(tx, identities);
  return new Map(rows.map((row) => [keyOf(row), row.contactId]));
}

/** Decides which contacts and identities are missing; adds them to `known`. */
function planNewContacts(persons: readonly Person[], known: Map<string, string>, newId: () => string) {
  const contacts: store.NewContact[] = [];
  const identities: store.KnownIdentity[] = [];
  for (const person of persons) {
    let contactId = findContact(person, known);
    if (contactId === undefined) {
      contactId = newId();
      contacts.push({ id: contactId, displayName: person.displayName ?? null, username: person.username ?? null });
    }
    for (const identity of person.identities) {
      if (known.has(keyOf(identity))) continue;
      known.set(keyOf(identity), contactId);
      identities.push({ ...identity, contactId });
    }
  }
  return { contacts, identities };
}

function findContact(person: Person, known: ReadonlyMap<string, string>): string | undefined {
  for (const identity of person.identities) {
    const contactId = known.get(keyOf(identity));
    if (contactId !== undefined) return contactId;
  }
  return undefined;
}

function requireContact(person: Person, known: ReadonlyMap<string, string>): string {
  const contactId = findContact(person, known);
  if (contactId === undefined) throw new Error("a person without any identity can't be resolved");
  return contactId;
}

/** One profile a contact: the last one seen in the batch that says anything. */
function latestProfiles(persons: readonly Person[], contactIds: readonly string[]): store.NewContact[] {
  const profiles = new Map<string, store.NewContact>();
  persons.forEach((person, index) => {
    const id = contactIds[index];
    if (id === undefined || (person.displayName === undefined && person.username === undefined)) return;
    profiles.set(id, { id, displayName: person.displayName ?? null, username: person.username ?? null });
  });
  return [...profiles.values()];
}

function keyOf(identity: Identity): string {
  return `${identity.kind}\n${identity.scope}\n${identity.value}`;
}
