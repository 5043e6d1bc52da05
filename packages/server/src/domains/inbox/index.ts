export { createInbox, type Inbox } from "./inbox.ts";
export { shiftNotes } from "./notes.store.ts";
