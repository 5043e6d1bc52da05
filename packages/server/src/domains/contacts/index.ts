export { type ContactsService, createContactsService, type Person } from "./contacts.service.ts";
export type { Identity, IdentityKind } from "./contacts.store.ts";
