export { findContactFacts } from "./contact-facts.store.ts";
export type { Person } from "./contacts.rules.ts";
export { type ContactsService, createContactsService } from "./contacts.service.ts";
export type { Identity } from "./contacts.store.ts";
