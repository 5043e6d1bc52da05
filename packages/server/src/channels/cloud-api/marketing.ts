/** Meta's own way for marketing templates (`marketing_messages`): the same body, priced and delivered by other rules. */
import type { SendOutcome } from "../channel.ts";
import type { MessageContent } from "../content.ts";
import type { CloudApiSettings } from "./settings.ts";

export interface MarketingRoute {
  readonly path: string;
  readonly extra: Record<string, unknown>;
  /** Whether the message should go out the ordinary way after this outcome. */
  canFallBack(outcome: SendOutcome): boolean;
}

/** Refused before anything was done: the terms are not signed, or the template is no marketing template after all. */
const NOT_TAKEN = new Set(["meta-131055", "meta-134100"]);

/** Says which messages take that way; undefined: not this one. A template whose category is not known takes the ordinary one. */
export function createMarketingRoute(
  settings: CloudApiSettings,
  findCategory: ((address: string, name: string, language: string) => string | undefined) | undefined,
): (content: MessageContent) => MarketingRoute | undefined {
  const { marketingMessages, phoneNumberId, graphVersion } = settings;
  if (marketingMessages === "off" || findCategory === undefined) return () => undefined;
  const falls = marketingMessages === "fallback";
  const route: MarketingRoute = {
    path: `/${graphVersion}/${phoneNumberId}/marketing_messages`,
    extra: { product_policy: falls ? "CLOUD_API_FALLBACK" : "STRICT" },
    canFallBack: (outcome) => falls && outcome.kind === "permanent" && NOT_TAKEN.has(outcome.error.code),
  };
  return (content) => {
    if (content.type !== "template") return undefined;
    return findCategory(phoneNumberId, content.name, content.language) === "MARKETING" ? route : undefined;
  };
}
