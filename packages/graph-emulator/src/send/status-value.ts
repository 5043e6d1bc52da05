import { createHash } from "node:crypto";
import type { JsonObject } from "../http/body.ts";
import { errorTitle } from "../http/graph-errors.ts";
import { contactOf, metadataOf, visibleBsuid, visibleWaId } from "../webhooks/message-value.ts";
import type { StoredMessage } from "../world/entities.ts";
import type { World } from "../world/world.ts";
import { carriesConversation, priceOf } from "./pricing.ts";

export type ReportedStatus = "sent" | "delivered" | "read" | "played" | "failed";

export interface StatusFailure {
  readonly code: number;
  readonly details: string;
}

const DAY_SECONDS = 86_400;
const ERROR_CODES_URL = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/";

/** Builds the `messages` value of one status (cloud-api.md §1.7), in any payload version. */
export function statusValue(
  world: World,
  message: StoredMessage,
  status: ReportedStatus,
  failure: StatusFailure | undefined,
): (majorVersion: number) => JsonObject {
  const { phone, user } = message;
  const era = world.settings.pricing;
  const timestamp = String(world.clock.nowSeconds());
  const isPriced = takesPricing(message, status);
  const contacts =
    status === "delivered" || status === "read" || status === "played" ? [contactOf(world, phone, user)] : undefined;

  return (majorVersion) => ({
    messaging_product: "whatsapp",
    metadata: metadataOf(phone),
    contacts,
    statuses: [
      {
        id: message.wamid,
        status,
        timestamp,
        recipient_id: visibleWaId(world, phone, user),
        recipient_user_id: visibleBsuid(world, phone, user),
        recipient_parent_user_id: world.settings.bsuid ? user.parentBsuid : undefined,
        recipient_identity_key_hash: user.identityHash,
        biz_opaque_callback_data: message.callbackData,
        conversation:
          isPriced && carriesConversation(message, era, majorVersion)
            ? conversationOf(message, status, era)
            : undefined,
        pricing: isPriced ? priceOf(message, era) : undefined,
        errors: failure === undefined ? undefined : [errorOf(failure)],
      },
    ],
  });
}

/** Pricing stands on `sent` and on the first of delivered and read. */
function takesPricing(message: StoredMessage, status: ReportedStatus): boolean {
  if (status === "failed" || status === "played" || message.pricedStatuses >= 2) return false;
  message.pricedStatuses += 1;
  return true;
}

function errorOf(failure: StatusFailure): JsonObject {
  const title = errorTitle(failure.code);
  return {
    code: failure.code,
    title,
    message: title,
    error_data: { details: failure.details },
    href: ERROR_CODES_URL,
  };
}

function conversationOf(message: StoredMessage, status: ReportedStatus, era: string): JsonObject {
  const acceptedSeconds = Math.floor(message.acceptedAt / 1000);
  const category = message.inFreeEntry ? "referral_conversion" : message.category;
  // One id per 24 h and category in the old era and in free entry points; otherwise one per message.
  const isShared = era === "cbp" || message.inFreeEntry;
  const identity = isShared
    ? `${message.phone.id}|${message.user.key}|${category}|${Math.floor(acceptedSeconds / DAY_SECONDS)}`
    : message.wamid;
  return {
    id: createHash("md5").update(identity).digest("hex"),
    expiration_timestamp: status === "sent" ? String(acceptedSeconds + DAY_SECONDS) : undefined,
    origin: { type: category },
  };
}
