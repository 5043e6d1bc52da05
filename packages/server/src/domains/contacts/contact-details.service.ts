/** What people do with contacts: find, look, correct, tag, merge, and say who must not be written to. */
import type { Actor } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import { type Db, runRepeatably, type Tx } from "../../platform/db/index.ts";
import { insertEvent } from "../../platform/events/index.ts";
import { type ContactDetails, describePersons } from "./contact-details.rules.ts";
import * as store from "./contact-details.store.ts";
import {
  ContactMergeImpossible,
  ContactNotMerged,
  ContactUnknown,
  SuppressionUnknown,
  TagUnknown,
  TooManyFields,
} from "./contacts.errors.ts";
import type { ContactsService } from "./contacts.service.ts";
import { mergeContacts } from "./contacts.store.ts";
import { readWords } from "./search-words.rules.ts";
import * as suppressions from "./suppressions.store.ts";
import { lockTag } from "./tags.store.ts";

export type ContactUpdate = Pick<store.ContactChange, "language" | "timezone" | "notes" | "fields"> & {
  /** null: the name the contact gives itself. */
  readonly name?: string | null | undefined;
};

export type SuppressionInForce = Awaited<ReturnType<typeof suppressions.listSuppressions>>[number];

export interface ContactDetailsService {
  /** The latest first. Searching looks at no more than MOST_FOUND persons. */
  list(
    filter: { search?: string | undefined; tagId?: string | undefined },
    page: { limit: number; after?: { at: string; id: string } | undefined },
  ): Promise<Array<{ contact: ContactDetails; place: { createdAt: Date; id: string } }>>;
  /** Of a merged contact: the person it is. @throws ContactUnknown */
  get(id: string): Promise<ContactDetails>;
  suppressions(id: string): Promise<SuppressionInForce[]>;
  /** @throws ContactUnknown, TooManyFields */
  update(id: string, update: ContactUpdate): Promise<ContactDetails>;
  /** @throws ContactUnknown, TagUnknown */
  addTag(id: string, tagId: string): Promise<ContactDetails>;
  removeTag(id: string, tagId: string): Promise<ContactDetails>;
  /** Makes the other contact a part of this one. @throws ContactUnknown, ContactMergeImpossible */
  merge(id: string, otherId: string): Promise<ContactDetails>;
  /** Undoes a merge. @throws ContactUnknown, ContactNotMerged */
  split(id: string, mergedId: string): Promise<ContactDetails>;
  /** @throws ContactUnknown */
  suppress(id: string, scope: string, reason: string, actor: Actor): Promise<void>;
  /** @throws ContactUnknown, SuppressionUnknown */
  liftSuppression(id: string, scope: string, reason: string, actor: Actor): Promise<void>;
  /** Latest first. @throws ContactUnknown */
  suppressionEvents(
    id: string,
    page: { limit: number; afterId?: string | undefined },
  ): Promise<suppressions.SuppressionEvent[]>;
}

/** More persons than this are no answer to a search. */
const MOST_FOUND = 2_000;
const MOST_FIELDS = 100;

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
  readonly contacts: ContactsService;
}

export function createContactDetailsService({ db, clock, contacts }: Deps): ContactDetailsService {
  async function get(id: string, tx: Db | Tx = db): Promise<ContactDetails> {
    const [person] = describePersons(await store.findRowsOfPersons(tx, [id])).values();
    if (!person) throw new ContactUnknown();
    return person;
  }

  /** Locks the person, so that it is neither merged nor changed by somebody else meanwhile. */
  function change(id: string, work: (tx: Tx, personId: string, now: Date) => Promise<void>): Promise<ContactDetails> {
    return runRepeatably(db, async (tx) => {
      const personId = await store.lockPerson(tx, id);
      if (personId === undefined) throw new ContactUnknown();
      const now = clock.now();
      await work(tx, personId, now);
      await insertEvent(tx, "contacts.changed", { ids: [personId] }, now);
      return get(personId, tx);
    });
  }

  return {
    get: (id) => get(id),
    async list({ search, tagId }, page) {
      const ids = search === undefined ? undefined : (await contacts.search(db, search, MOST_FOUND)).personIds;
      const persons = await store.listPersons(db, { ids, tagId }, page);
      const details = describePersons(
        await store.findRowsOfPersons(
          db,
          persons.map((person) => person.id),
        ),
      );
      return persons.flatMap((place) => {
        const contact = details.get(place.id);
        return contact ? [{ contact, place }] : [];
      });
    },
    suppressions: (id) => suppressions.listSuppressions(db, id),
    update: (id, { name, ...rest }) =>
      change(id, async (tx, personId, now) => {
        const named = name === undefined ? {} : { givenName: name, givenWords: readWords(name ?? "") };
        await store.updatePerson(tx, personId, { ...rest, ...named }, now);
        if (rest.fields && Object.keys((await get(personId, tx)).fields).length > MOST_FIELDS)
          throw new TooManyFields(MOST_FIELDS);
      }),
    addTag: (id, tagId) =>
      change(id, async (tx, personId, now) => {
        if (!(await lockTag(tx, tagId))) throw new TagUnknown();
        await store.addTagToContact(tx, personId, tagId, now);
      }),
    removeTag: (id, tagId) => change(id, (tx, personId, now) => store.removeTagFromPerson(tx, personId, tagId, now)),
    merge: (id, otherId) =>
      change(id, async (tx, personId, now) => {
        const otherPersonId = await store.lockPerson(tx, otherId);
        if (otherPersonId === undefined) throw new ContactUnknown();
        if (otherPersonId === personId) throw new ContactMergeImpossible();
        await mergeContacts(tx, [{ from: otherPersonId, into: personId }], now);
        await insertEvent(tx, "contacts.changed", { ids: [otherPersonId] }, now);
      }),
    split: (id, mergedId) =>
      change(id, async (tx, personId, now) => {
        if (!(await store.unmergeContact(tx, mergedId, personId, now))) throw new ContactNotMerged();
        await insertEvent(tx, "contacts.changed", { ids: [mergedId] }, now);
      }),
    async suppress(id, scope, reason, actor) {
      await change(id, async (tx, personId) => {
        await contacts.suppress(tx, personId, scope, reason, actor);
      });
    },
    async liftSuppression(id, scope, reason, actor) {
      await change(id, async (tx, personId) => {
        if (!(await contacts.liftSuppression(tx, personId, scope, reason, actor))) throw new SuppressionUnknown();
      });
    },
    async suppressionEvents(id, page) {
      await get(id);
      return suppressions.listSuppressionEvents(db, id, page);
    },
  };
}
