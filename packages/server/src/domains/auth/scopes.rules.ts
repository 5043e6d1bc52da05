/** The roles of people, the most powerful first. Each may do all that the next may. */
export const USER_ROLES = ["owner", "manager", "agent", "viewer"] as const;
export type UserRole = (typeof USER_ROLES)[number];

/** Every scope there is, with the least role that has it: a new scope needs this decision. docs/access.md shows the same table, and a
 *  test compares them. Viewers look, agents talk to contacts, managers set things up and let people in, owners may do everything. */
const LEAST_ROLE_OF_SCOPE = {
  "messages:read": "viewer",
  "messages:send": "agent",
  "conversations:read": "viewer",
  "conversations:write": "agent",
  "quick-replies:read": "viewer",
  "quick-replies:write": "agent",
  "contacts:read": "viewer",
  "contacts:write": "agent",
  "channels:read": "viewer",
  "channels:write": "manager",
  "media:read": "viewer",
  "media:write": "agent",
  "alerts:read": "viewer",
  "alerts:write": "agent",
  "rules:read": "viewer",
  "rules:write": "manager",
  "follow-ups:read": "viewer",
  "follow-ups:write": "manager",
  "ai-replies:read": "viewer",
  "ai-replies:write": "manager",
  "templates:read": "viewer",
  "templates:write": "manager",
  "settings:read": "viewer",
  "settings:write": "manager",
  "events:read": "viewer",
  "sandbox:read": "viewer",
  "sandbox:write": "agent",
  "users:read": "agent",
  "users:write": "manager",
  "api-keys:read": "manager",
  "api-keys:write": "manager",
  "audit-log:read": "manager",
  "system:read": "manager",
  /** Stands for all of them, also those to come. */
  admin: "owner",
} as const satisfies Record<string, UserRole>;

/** What a role or an API key may do. */
export type Scope = keyof typeof LEAST_ROLE_OF_SCOPE;
export const SCOPES = Object.keys(LEAST_ROLE_OF_SCOPE) as readonly Scope[];

export function isScope(text: string): text is Scope {
  return Object.hasOwn(LEAST_ROLE_OF_SCOPE, text);
}

export function allowsScope(held: readonly string[], wanted: string): boolean {
  return held.includes("admin") || held.includes(wanted);
}

/** All scopes of a role, each by its name. */
export function scopesOfRole(role: UserRole): Scope[] {
  return SCOPES.filter((scope) => USER_ROLES.indexOf(role) <= USER_ROLES.indexOf(LEAST_ROLE_OF_SCOPE[scope]));
}
