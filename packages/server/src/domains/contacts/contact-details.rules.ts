/** A person as people see it: one contact, or several that were merged. Pure. */
import type { ContactRow, FieldValue } from "./contact-details.store.ts";
import type { Identity } from "./contacts.store.ts";

export interface ContactDetails {
  readonly id: string;
  /** What our people call the person, or else what it calls itself. */
  readonly name: string | null;
  readonly givenName: string | null;
  readonly profileName: string | null;
  readonly username: string | null;
  readonly language: string | null;
  readonly timezone: string | null;
  readonly notes: string | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly tagIds: string[];
  readonly identities: Identity[];
  /** Contacts that turned out to be this person, and can be split off again. */
  readonly merged: Array<{ id: string; name: string | null; identities: Identity[] }>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** @param rows of persons, each with the person itself before what was merged into it. What the person itself does not say, the others do. */
export function describePersons(rows: readonly ContactRow[]): Map<string, ContactDetails> {
  const byPerson = Map.groupBy(rows, (row) => row.personId);
  return new Map([...byPerson].map(([personId, parts]) => [personId, describePerson(personId, parts)]));
}

function describePerson(id: string, parts: readonly ContactRow[]): ContactDetails {
  const first = <K extends keyof ContactRow>(key: K) =>
    parts.map((part) => part[key]).find((value) => value !== null) ?? null;
  const givenName = first("givenName");
  const profileName = first("displayName");
  return {
    id,
    name: givenName ?? profileName,
    givenName,
    profileName,
    username: first("username"),
    language: first("language"),
    timezone: first("timezone"),
    notes: first("notes"),
    fields: Object.assign({}, ...parts.map((part) => part.fields).reverse()),
    tagIds: [...new Set(parts.flatMap((part) => part.tagIds))],
    identities: parts.flatMap((part) => part.identities),
    merged: parts
      .filter((part) => part.id !== id)
      .map((part) => ({ id: part.id, name: part.givenName ?? part.displayName, identities: part.identities })),
    createdAt: parts.reduce(
      (earliest, part) => (part.createdAt < earliest ? part.createdAt : earliest),
      (parts[0] as ContactRow).createdAt,
    ),
    updatedAt: parts.reduce(
      (latest, part) => (part.updatedAt > latest ? part.updatedAt : latest),
      (parts[0] as ContactRow).updatedAt,
    ),
  };
}
