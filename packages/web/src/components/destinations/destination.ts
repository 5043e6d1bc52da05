/** Somebody, or a group, to whom messages are sent on one channel. */
export type Destination =
  | {
      readonly kind: "contact";
      readonly contactId: string;
      readonly name: string;
      /** E.164; null: it is not known. */
      readonly phone: string | null;
    }
  | { readonly kind: "group"; readonly groupId: string; readonly name: string; readonly participantCount: number }
  /** A number that need not be any contact's. E.164. */
  | { readonly kind: "phone"; readonly phone: string };

export type DestinationKind = Destination["kind"];
