import type { BinaryNode } from "baileys";
import type { Companion, Group, Person } from "../world/entities.ts";

/** A client's message on its way to one phone. */
export interface Arrival {
  readonly sender: Companion;
  readonly recipient: Person;
  readonly stanza: BinaryNode;
  readonly chat: Person | Group;
  /** What this phone can open of it. */
  readonly encs: readonly BinaryNode[];
}
