import type { Phone, StoredMessage, User } from "../world/entities.ts";
import type { World } from "../world/world.ts";
import { takeMessagingSlot } from "./limits.ts";
import type { MediaReference } from "./media-reference.ts";
import type { StatusFailure } from "./status-value.ts";

/** What becomes of an accepted message. */
export type Outcome =
  | { readonly kind: "deliver" }
  | { readonly kind: "fail"; readonly failure: StatusFailure }
  /** Held by template pacing until it is released or dropped. */
  | { readonly kind: "hold" };

const DELIVER: Outcome = { kind: "deliver" };

/** Decides the asynchronous fate of a message (cloud-api.md §8.3, asynchronous outcome rules). */
export function decideOutcome(world: World, message: StoredMessage, media: readonly MediaReference[]): Outcome {
  const failure = findFailure(world, message, media);
  if (failure !== undefined) return { kind: "fail", failure };
  const { template } = message;
  if (template?.pacingBudget !== undefined) {
    if (template.pacingBudget <= 0) return { kind: "hold" };
    template.pacingBudget -= 1;
  }
  return DELIVER;
}

function findFailure(
  world: World,
  message: StoredMessage,
  media: readonly MediaReference[],
): StatusFailure | undefined {
  const { phone, user } = message;
  if (!user.onWhatsApp) return { code: 131026, details: "Message Undeliverable." };
  if (phone.blockedUsers.has(user.key)) return { code: 130403, details: "The business has blocked this user." };
  const mediaFailure = findMediaFailure(world, media);
  if (mediaFailure !== undefined) return mediaFailure;
  if (message.template === undefined) {
    if (message.inWindow || world.settings.serviceWindow === "off") return undefined;
    return {
      code: 131047,
      details:
        "Message failed to send because more than 24 hours have passed since the customer last replied to this number.",
    };
  }
  if (message.category === "marketing") {
    const refused = findMarketingFailure(phone, user);
    if (refused !== undefined) return refused;
  }
  if (!message.inWindow && !takeMessagingSlot(world, phone, user)) {
    return {
      code: 131048,
      details:
        "Message failed to send because there are restrictions on how many messages can be sent from this phone number.",
    };
  }
  return undefined;
}

function findMarketingFailure(phone: Phone, user: User): StatusFailure | undefined {
  if (user.optedOutOf.includes(phone.waba.id)) {
    return {
      code: 131050,
      details:
        "Unable to deliver the message. This recipient has chosen to stop receiving marketing messages on WhatsApp from your business.",
    };
  }
  if (user.marketingCapped) {
    return {
      code: 131049,
      details: "In order to maintain a healthy ecosystem engagement, the message failed to be delivered.",
    };
  }
  if (user.inExperiment) {
    return {
      code: 130472,
      details: "Failed to send message because this user's phone number is part of an experiment",
    };
  }
  return undefined;
}

function findMediaFailure(world: World, media: readonly MediaReference[]): StatusFailure | undefined {
  for (const { id, link } of media) {
    if (link !== undefined && !isTrustedLink(link)) {
      return { code: 131053, details: `Media upload error: the link must use HTTPS: ${link.slice(0, 200)}` };
    }
    const file = id === undefined ? undefined : world.media.get(id);
    if (file !== undefined && file.expiresAt <= world.clock.now()) {
      return { code: 131053, details: "Media upload error: the media id has expired" };
    }
  }
  return undefined;
}

/** Loopback links may be plain HTTP, for the sake of tests. */
function isTrustedLink(link: string): boolean {
  const { protocol, hostname } = new URL(link);
  return protocol === "https:" || (protocol === "http:" && /^(localhost|127\.|\[::1\])/.test(hostname));
}
