/** Whose identities are whose: the decisions when messages name people. Pure; the service reads before and writes after.
 *
 *  - Identities that come together belong to one contact. Two contacts found that way are one person: merged (a pointer, undoable).
 *  - A business-scoped id (BSUID) belongs to one person for good, a phone number does not. A number that comes with another BSUID than
 *    the one its contact has in the same scope has changed hands: the number moves to a new contact, nothing else does. */
import type { Identity, KnownIdentity } from "./contacts.store.ts";

/** A person as a channel names them: every identity it knows. */
export interface Person {
  readonly identities: readonly Identity[];
  readonly displayName?: string | undefined;
  readonly username?: string | undefined;
}

export interface ResolutionPlan {
  /** The contact of each person, in their order. */
  readonly contactIds: string[];
  readonly created: Array<{ id: string; displayName: string | null; username: string | null }>;
  readonly added: KnownIdentity[];
  /** Phones that changed hands, with their new contact. */
  readonly moved: Array<KnownIdentity & { formerContactId: string }>;
  readonly merged: Array<{ from: string; into: string }>;
}

/** @param known every identity of every contact that any of the persons' identities leads to */
export function planResolution(
  persons: readonly Person[],
  known: readonly KnownIdentity[],
  newId: () => string,
): ResolutionPlan {
  const book = new IdentityBook(known);
  const plan: ResolutionPlan = { contactIds: [], created: [], added: [], moved: [], merged: [] };
  for (const person of persons) plan.contactIds.push(placePerson(person, book, plan, newId));
  // A contact merged away later in the batch is the one it was merged into for those before, too.
  return { ...plan, contactIds: plan.contactIds.map((id) => book.survivor(id)) };
}

function placePerson(person: Person, book: IdentityBook, plan: ResolutionPlan, newId: () => string): string {
  const lasting = person.identities.filter((identity) => identity.kind !== "phone");
  const phones = person.identities.filter((identity) => identity.kind === "phone");
  let contactId = book.firstOwner(lasting);
  for (const other of lasting) contactId = joinOwners(contactId, book.owner(other), book, plan);
  for (const phone of phones) {
    const owner = book.owner(phone);
    if (owner === undefined || owner === contactId) continue;
    if (book.hasOtherBsuid(owner, lasting)) {
      contactId ??= create(person, plan, newId);
      plan.moved.push({ ...phone, contactId, formerContactId: owner });
      book.set(phone, contactId);
    } else {
      contactId = joinOwners(contactId, owner, book, plan);
    }
  }
  contactId ??= create(person, plan, newId);
  for (const identity of person.identities) {
    if (book.owner(identity) !== undefined) continue;
    plan.added.push({ ...identity, contactId });
    book.set(identity, contactId);
  }
  return contactId;
}

function joinOwners(
  contactId: string | undefined,
  other: string | undefined,
  book: IdentityBook,
  plan: ResolutionPlan,
): string | undefined {
  if (contactId === undefined || other === undefined || contactId === other) return contactId ?? other;
  plan.merged.push({ from: other, into: contactId });
  book.merge(other, contactId);
  return contactId;
}

function create(person: Person, plan: ResolutionPlan, newId: () => string): string {
  const id = newId();
  plan.created.push({ id, displayName: person.displayName ?? null, username: person.username ?? null });
  return id;
}

/** Who has which identity, kept current while a batch is planned. */
class IdentityBook {
  readonly #ownerOf = new Map<string, string>();
  readonly #mergedInto = new Map<string, string>();

  constructor(known: readonly KnownIdentity[]) {
    for (const identity of known) this.set(identity, identity.contactId);
  }

  set(identity: Identity, contactId: string): void {
    this.#ownerOf.set(keyOf(identity), contactId);
  }

  owner(identity: Identity): string | undefined {
    const contactId = this.#ownerOf.get(keyOf(identity));
    return contactId === undefined ? undefined : this.survivor(contactId);
  }

  firstOwner(identities: readonly Identity[]): string | undefined {
    for (const identity of identities) {
      const contactId = this.owner(identity);
      if (contactId !== undefined) return contactId;
    }
    return undefined;
  }

  merge(from: string, into: string): void {
    this.#mergedInto.set(from, into);
  }

  survivor(contactId: string): string {
    let current = contactId;
    for (let next = this.#mergedInto.get(current); next !== undefined; next = this.#mergedInto.get(current))
      current = next;
    return current;
  }

  /** Does this contact have a BSUID in the scope of one of these, but another one? */
  hasOtherBsuid(contactId: string, identities: readonly Identity[]): boolean {
    const given = identities.filter((identity) => identity.kind === "bsuid");
    if (given.length === 0) return false;
    for (const [key, owner] of this.#ownerOf) {
      if (this.survivor(owner) !== contactId) continue;
      const [kind, scope, value] = key.split("\n");
      if (kind === "bsuid" && given.some((one) => one.scope === scope && one.value !== value)) return true;
    }
    return false;
  }
}

function keyOf(identity: Identity): string {
  return `${identity.kind}\n${identity.scope}\n${identity.value}`;
}
