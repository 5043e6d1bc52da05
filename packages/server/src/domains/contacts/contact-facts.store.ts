/** What texts may say of contacts. */
import type { Db, Tx } from "../../platform/db/index.ts";
import { describePersons } from "./contact-details.rules.ts";
import { findRowsOfPersons } from "./contact-details.store.ts";

export interface ContactFacts {
  readonly id: string;
  readonly name: string | null;
  /** E.164 with +; one of them, if the contact has several. */
  readonly phone: string | null;
  readonly language: string | null;
  /** Custom fields. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** In any order; unknown ones are left out. What merged contacts know holds for the person they are. */
export async function findContactFacts(tx: Db | Tx, contactIds: readonly string[]): Promise<ContactFacts[]> {
  const rows = await findRowsOfPersons(tx, contactIds);
  const persons = describePersons(rows);
  return contactIds.flatMap((id) => {
    const person = persons.get(rows.find((row) => row.id === id)?.personId ?? "");
    if (!person) return [];
    const { name, language, fields, identities } = person;
    const phones = identities.flatMap((one) => (one.kind === "phone" ? [one.value] : []));
    return [{ id, name, language, fields, phone: phones.sort()[0] ?? null }];
  });
}
