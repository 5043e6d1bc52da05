/** What live views hear of: each kind of event, and the scope one needs to hear it. */
export const EVENT_SCOPES = {
  /** New messages of contacts. */
  "messages.received": "messages:read",
  /** Anything else about messages: queued, ticks, failures, edits, reactions, files. */
  "messages.changed": "messages:read",
  /** Beyond their messages: assigned, closed, noted, read. */
  "conversations.changed": "conversations:read",
  "contacts.changed": "contacts:read",
  "channels.changed": "channels:read",
  "groups.changed": "channels:read",
  "rules.changed": "rules:read",
  /** Rules of follow-ups, not their timers. */
  "follow-ups.changed": "follow-ups:read",
  "alerts.changed": "alerts:read",
  /** Chats of virtual phones: what arrived there, ticks, typing. */
  "sandbox.changed": "sandbox:read",
  "templates.changed": "templates:read",
  "ai-replies.changed": "ai-replies:read",
  /** Their ids are the names of the settings. */
  "settings.changed": "settings:read",
} as const;

export type EventKind = keyof typeof EVENT_SCOPES;

export const EVENT_KINDS = Object.keys(EVENT_SCOPES) as EventKind[];

/** Ids alone: who may see the thing itself asks for it. */
export interface EventPayload {
  /** Of what the kind names. */
  readonly ids: readonly string[];
  /** With events of messages: where they are, unless these are too many to name. */
  readonly conversationIds?: readonly string[];
}

/** A large batch is a campaign's: whoever watches so many conversations looks at a list, and reads it anew. */
const MAX_CONVERSATIONS_NAMED = 100;

/** The payload of an event of messages. */
export function describeMessages(
  messages: ReadonlyArray<{ readonly id: string; readonly conversationId: string }>,
): EventPayload {
  const ids = [...new Set(messages.map((message) => message.id))];
  const conversationIds = [...new Set(messages.map((message) => message.conversationId))];
  return conversationIds.length > MAX_CONVERSATIONS_NAMED ? { ids } : { ids, conversationIds };
}
