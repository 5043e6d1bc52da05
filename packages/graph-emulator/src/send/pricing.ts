import type { JsonObject } from "../http/body.ts";
import type { PricingEra } from "../options.ts";
import type { StoredMessage } from "../world/entities.ts";

/** What a message costs by the era's rules (cloud-api.md §1.8). */
export function priceOf(message: StoredMessage, era: PricingEra): JsonObject {
  const model = era === "cbp" ? "CBP" : "PMP";
  if (message.inFreeEntry) {
    const free = { billable: false, pricing_model: model, category: "referral_conversion" };
    return era === "cbp" ? free : { ...free, type: "free_entry_point" };
  }
  const category = message.viaMarketingApi ? "marketing_lite" : message.category;
  if (era === "cbp") return { billable: true, pricing_model: model, category };
  const isFree = era === "pmp" && (category === "service" || (category === "utility" && message.inWindow));
  return {
    billable: !isFree,
    pricing_model: model,
    type: isFree ? "free_customer_service" : "regular",
    category,
  };
}

/** Payloads from v24.0 on leave `conversation` out, except for free entry points. */
export function carriesConversation(message: StoredMessage, era: PricingEra, majorVersion: number): boolean {
  return era === "cbp" || majorVersion < 24 || message.inFreeEntry;
}
