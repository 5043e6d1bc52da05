export { type ContactsService, createContactsService, type Person } from "./contacts.service.ts";
export type { Identity } from "./contacts.store.ts";
