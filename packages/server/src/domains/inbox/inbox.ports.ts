import type { GroupPerson } from "../../channels/groups.ts";

/** Who people of a group are, in their order. */
export type NamePeople = (
  people: readonly GroupPerson[],
) => Promise<Array<{ readonly contactId: string | null; readonly name: string | null; readonly phone: string | null }>>;
