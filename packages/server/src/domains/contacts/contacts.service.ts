import type { Actor } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Db, Tx } from "../../platform/db/index.ts";
import { insertEvent } from "../../platform/events/index.ts";
import type { Ids } from "../../platform/ids.ts";
import { findSamePerson, findTaggedContacts, searchContacts } from "./contact-search.store.ts";
import { type Person, planResolution, type ResolutionPlan } from "./contacts.rules.ts";
import type { Identity } from "./contacts.store.ts";
import * as store from "./contacts.store.ts";
import { readPhonePattern, toWordQuery } from "./search-words.rules.ts";
import * as suppressions from "./suppressions.store.ts";

/** How persons were found. `contactIds` in their order. */
export type Resolution = Pick<ResolutionPlan, "contactIds" | "moved" | "merged">;

export interface FoundContacts {
  readonly personIds: readonly string[];
  readonly contactIds: readonly string[];
}

const MAX_ATTEMPTS = 3;
const ASKED_AGAIN = "The contact asked to be written to again.";

export interface ContactsService {
  /** Finds or creates the contact of each person, in one go. The same person twice in the list is one contact.
   *  Identities not known yet are joined to the contact the others belong to. */
  resolve(tx: Tx, persons: readonly Person[]): Promise<Resolution>;
  /** Contacts that must not be written to on this channel, with the reason. `scope` tells of what: all, marketing, this channel. */
  findSuppressed(tx: Db | Tx, contactIds: readonly string[], channelId: string): Promise<suppressions.Suppression[]>;
  /** What these contacts are called, in any order; unknown ones are left out. */
  findNames(tx: Db | Tx, contactIds: readonly string[]): Promise<store.ContactNames[]>;
  /** Every identity of the persons whom these lead to, with the contact that the person is. */
  findOwners(tx: Db | Tx, identities: readonly Identity[]): Promise<store.KnownIdentity[]>;
  /** The platform says that a person is now known under other identities: the former ones of the same kind are theirs no more.
   *  Answers with the contact. */
  changeIdentities(tx: Tx, former: readonly Identity[], current: readonly Identity[]): Promise<string>;
  /** Contacts whose name has words beginning with these, or whose phone is the one given, in whatever writing, or a part of it. Those merged
   *  into one person are all named. At most `limit` persons. */
  search(tx: Db | Tx, text: string, limit: number): Promise<FoundContacts>;
  /** Contacts with this tag, and all that are one person with them. At most `limit` persons. */
  findTagged(tx: Db | Tx, tagId: string, limit: number): Promise<string[]>;
  /** This contact and all that are one person with it; none when it is unknown. */
  findSamePerson(tx: Db | Tx, contactId: string): Promise<string[]>;
  /** Without an actor the contact itself asked for it, or the platform said so. False: it was in force already. */
  suppress(tx: Db | Tx, contactId: string, scope: string, reason: string, actor?: Actor): Promise<boolean>;
  /** False: there was none. */
  liftSuppression(tx: Db | Tx, contactId: string, scope: string, reason?: string, actor?: Actor): Promise<boolean>;
}

export function createContactsService({ clock, ids }: { clock: Clock; ids: Ids }): ContactsService {
  async function resolve(tx: Tx, persons: readonly Person[]): Promise<Resolution> {
    const now = clock.now();
    // A second look is needed only when somebody else created one of them between our look and our insert: theirs counts then.
    for (let attempt = 1; ; attempt++) {
      const known = await store.findAllOfOwners(tx, uniqueIdentities(persons));
      const plan = planResolution(persons, known, () => ids.newId());
      await store.insertContacts(tx, plan.created, now);
      const inserted = await store.insertIdentities(tx, plan.added, now);
      if (inserted < plan.added.length && attempt < MAX_ATTEMPTS) {
        await store.deleteIdentitiesOf(
          tx,
          plan.created.map((contact) => contact.id),
        );
        continue;
      }
      await store.moveIdentities(tx, plan.moved);
      await store.mergeContacts(tx, plan.merged, now);
      const renamed = await store.updateProfiles(tx, latestProfiles(persons, plan.contactIds), now);
      const touched = [
        ...plan.created.map(({ id }) => id),
        ...plan.moved.flatMap(({ contactId, formerContactId }) => [contactId, formerContactId]),
        ...plan.merged.flatMap(({ from, into }) => [from, into]),
        ...renamed,
      ];
      await tellChanged(tx, touched);
      return { contactIds: plan.contactIds, moved: plan.moved, merged: plan.merged };
    }
  }

  const tellChanged = (tx: Db | Tx, contactIds: readonly string[]) =>
    insertEvent(tx, "contacts.changed", { ids: [...new Set(contactIds)] }, clock.now());

  return {
    resolve,
    async changeIdentities(tx, former, current) {
      const known = await store.findAllOfOwners(tx, [...former, ...current]);
      const repeated = findChanged(former, current, known);
      if (repeated !== undefined) return repeated;
      const { contactIds } = await resolve(tx, [{ identities: former }]);
      const contactId = contactIds[0] as string;
      for (const identity of former) if (isReplaced(identity, current)) await store.deleteIdentity(tx, identity);
      const claimed = current.map((identity) => ({ ...identity, contactId }));
      await store.insertIdentities(tx, claimed, clock.now());
      // Where somebody else had it until now, the platform knows better.
      await store.moveIdentities(tx, claimed);
      await tellChanged(tx, [contactId]);
      return contactId;
    },
    findSuppressed: suppressions.findSuppressed,
    findNames: store.findContactNames,
    findOwners: store.findAllOfOwners,
    async search(tx, text, limit) {
      const query = { words: toWordQuery(text), phones: readPhonePattern(text) };
      if (query.words === undefined && query.phones === undefined) return { personIds: [], contactIds: [] };
      return searchContacts(tx, query, limit);
    },
    findTagged: findTaggedContacts,
    findSamePerson,
    async suppress(tx, contactId, scope, reason, actor) {
      const change = { contactId, scope, reason, actor: actor ?? null };
      const isNew = await suppressions.insertSuppression(tx, change, clock.now());
      if (isNew) await tellChanged(tx, [contactId]);
      return isNew;
    },
    async liftSuppression(tx, contactId, scope, reason = ASKED_AGAIN, actor) {
      const change = { contactId, scope, reason, actor: actor ?? null };
      const wasThere = await suppressions.deleteSuppression(tx, change, clock.now());
      if (wasThere) await tellChanged(tx, [contactId]);
      return wasThere;
    },
  };
}

/** The contact of the current identities, where nobody has those any more that they replaced: platforms tell the same change several
 *  times, in several ways. */
function findChanged(
  former: readonly Identity[],
  current: readonly Identity[],
  known: readonly store.KnownIdentity[],
): string | undefined {
  const ownerOf = (identity: Identity) =>
    known.find((one) => one.kind === identity.kind && one.scope === identity.scope && one.value === identity.value)
      ?.contactId;
  const isTaken = former.some((identity) => isReplaced(identity, current) && ownerOf(identity) !== undefined);
  return isTaken ? undefined : current.map(ownerOf).find((owner) => owner !== undefined);
}

function isReplaced(identity: Identity, current: readonly Identity[]): boolean {
  return current.some((other) => other.kind === identity.kind && other.value !== identity.value);
}

function uniqueIdentities(persons: readonly Person[]): Identity[] {
  const unique = new Map<string, Identity>();
  for (const person of persons) {
    for (const identity of person.identities)
      unique.set(`${identity.kind}\n${identity.scope}\n${identity.value}`, identity);
  }
  return [...unique.values()];
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
