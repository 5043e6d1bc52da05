export { findContactFacts } from "./contact-facts.store.ts";
export type { Person } from "./contacts.rules.ts";
export { type ContactsService, createContactsService, type Resolution } from "./contacts.service.ts";
export type { ContactNames, Identity } from "./contacts.store.ts";
export { type Contacts, createContacts } from "./contacts.ts";
export { forgetContacts } from "./forget-contacts.store.ts";
export { findSamePersons } from "./same-person.store.ts";
export { readWords, toWordQuery } from "./search-words.rules.ts";
export type { TagsService } from "./tags.service.ts";
