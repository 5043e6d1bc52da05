import type { JsonObject } from "../http/body.ts";
import { invalidParameter, refuse } from "../http/graph-errors.ts";
import type { Phone, User } from "../world/entities.ts";
import { phoneDigits } from "../world/phone-format.ts";
import { BSUID_PATTERN } from "../world/users.ts";
import type { World } from "../world/world.ts";

/** Whom a send addresses, and how. */
export interface Recipient {
  readonly user: User;
  readonly byBsuid: boolean;
  /** The text of the request: what `contacts[].input` echoes. */
  readonly input: string;
}

/**
 * Resolves `to` or `recipient` (cloud-api.md §2.1, §8.3 step 7). When both are given, `to` wins.
 * @throws GraphRefusal 100, 131021, 131030
 */
export function findRecipient(world: World, phone: Phone, body: JsonObject): Recipient {
  const { to, recipient } = body;
  if (to !== undefined && to !== null && to !== "") {
    return byPhoneNumber(world, phone, typeof to === "number" ? String(to) : to);
  }
  if (recipient === undefined || recipient === null || recipient === "") {
    throw invalidParameter("The parameter to is required.");
  }
  return byBusinessScopedId(world, phone, recipient);
}

function byPhoneNumber(world: World, phone: Phone, to: unknown): Recipient {
  const digits = typeof to === "string" ? phoneDigits(to) : undefined;
  if (typeof to !== "string" || digits === undefined) {
    throw refuse(131009, "Param to is not a valid phone number.");
  }
  if (digits === phone.digits) throw refuse(131021, "The recipient's phone number is the sender's own.");
  if (phone.allowedRecipients !== undefined && !phone.allowedRecipients.has(digits)) {
    throw refuse(
      131030,
      "Recipient phone number not in allowed list: Add recipient phone number to recipient list and try again.",
    );
  }
  const user =
    world.users.findByPhone(digits) ??
    world.users.create({ phone: digits, onWhatsApp: world.settings.unknownRecipients === "onWhatsApp" });
  return { user, byBsuid: false, input: to };
}

function byBusinessScopedId(world: World, phone: Phone, recipient: unknown): Recipient {
  if (typeof recipient !== "string" || !BSUID_PATTERN.test(recipient)) {
    throw invalidParameter("Param recipient must be a business-scoped user ID.");
  }
  const user = world.users.findByBsuid(recipient, phone.waba.business);
  // The code for an id of another business or of nobody is not documented (§2.8); this is the nearest one.
  if (user === undefined) throw refuse(131026, "Message undeliverable.");
  return { user, byBsuid: true, input: recipient };
}
