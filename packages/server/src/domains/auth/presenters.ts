import type { OneTimeLink } from "./links.service.ts";
import { linkUrl } from "./links.service.ts";
import { scopesOfRole } from "./scopes.rules.ts";
import type { UserRow } from "./users.store.ts";

export function presentMe({ id, name, email, role, language, createdAt }: UserRow) {
  return { id, name, email, role, language, createdAt, scopes: scopesOfRole(role) };
}

export function presentUser(user: UserRow) {
  const { id, name, email, role, language, createdAt, lastSeenAt, invitedUntil } = user;
  return { id, name, email, role, language, createdAt, lastSeenAt, invitedUntil, state: stateOf(user) };
}

export function stateOf({ disabledAt, passwordHash }: UserRow): "active" | "invited" | "disabled" {
  if (disabledAt !== null) return "disabled";
  return passwordHash === null ? "invited" : "active";
}

/** Of a link made for a user: those expire. */
export function presentLink(baseUrl: string, link: OneTimeLink) {
  if (link.expiresAt === null) throw new Error("only links for set-up never expire");
  return { url: linkUrl(baseUrl, link), expiresAt: link.expiresAt };
}
