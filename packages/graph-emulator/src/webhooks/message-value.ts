import type { JsonObject } from "../http/body.ts";
import type { Phone, User } from "../world/entities.ts";
import { threadOf, type World } from "../world/world.ts";

const THIRTY_DAYS_MS = 30 * 86_400_000;

/** `metadata` of a `messages` value (cloud-api.md §1.3). */
export function metadataOf(phone: Phone): JsonObject {
  return { display_phone_number: phone.digits, phone_number_id: phone.id };
}

/** The WhatsApp id a business may see: hidden for username adopters it has not dealt with for 30 days (§1.10). */
export function visibleWaId(world: World, phone: Phone, user: User): string | undefined {
  if (user.waId === undefined || !user.hidesPhone) return user.waId;
  if (phone.waba.business.contactBook.has(user.key)) return user.waId;
  const knownAt = threadOf(phone, user).phoneKnownAt;
  return knownAt > 0 && world.clock.now() - knownAt < THIRTY_DAYS_MS ? user.waId : undefined;
}

/** Undefined when BSUIDs are switched off. */
export function visibleBsuid(world: World, phone: Phone, user: User): string | undefined {
  return world.settings.bsuid ? world.users.bsuidOf(user, phone.waba.business) : undefined;
}

export function contactOf(world: World, phone: Phone, user: User): JsonObject {
  return {
    profile: { name: user.name, username: user.username },
    wa_id: visibleWaId(world, phone, user),
    user_id: visibleBsuid(world, phone, user),
    parent_user_id: world.settings.bsuid ? user.parentBsuid : undefined,
    identity_key_hash: user.identityHash,
  };
}
