import type { MessageUserReceiptUpdate, WAMessage, WAMessageUpdate } from "baileys";

/** What the library made of stanzas, before it is translated. */
export interface Heard {
  readonly messages: WAMessage[];
  /** Of messages to one person: ticks. */
  readonly updates: WAMessageUpdate[];
  /** Of messages to groups: ticks of one member each. */
  readonly receipts: MessageUserReceiptUpdate[];
}

export const emptyHeard = (): Heard => ({ messages: [], updates: [], receipts: [] });
