import type { JsonObject } from "../http/body.ts";
import { invalid, objects, optionalText, requireArray, requireObject, requireText } from "./checks.ts";
import { isMediaKind, type MediaReference, readMedia } from "./media-reference.ts";

/** The interactive types that show products or cards (cloud-api.md §2.4, last rows). */
export function checkProduct(action: JsonObject): void {
  requireText(action, "catalog_id", "action['catalog_id']", 128);
  requireText(action, "product_retailer_id", "action['product_retailer_id']", 128);
}

export function checkProductList(action: JsonObject): void {
  requireText(action, "catalog_id", "action['catalog_id']", 128);
  const sections = objects(requireArray(action, "sections", "action['sections']"), "action['sections']");
  if (sections.length < 1 || sections.length > 10) {
    invalid("Invalid sections count. Min allowed sections: 1, Max allowed sections: 10");
  }
  let products = 0;
  for (const section of sections) {
    if (sections.length > 1) requireText(section, "title", "section['title']", 24);
    const items = objects(
      requireArray(section, "product_items", "section['product_items']"),
      "section['product_items']",
    );
    products += items.length;
    for (const item of items) requireText(item, "product_retailer_id", "product_item['product_retailer_id']", 128);
  }
  if (products < 1 || products > 30)
    invalid("Invalid products count. Min allowed products: 1, Max allowed products: 30");
}

export function checkCatalogMessage(action: JsonObject): void {
  if (action.name !== "catalog_message") invalid("Param action['name'] must be catalog_message.");
}

export function checkCarousel(action: JsonObject, _interactive: JsonObject, media: MediaReference[]): void {
  const cards = objects(requireArray(action, "cards", "action['cards']"), "action['cards']");
  if (cards.length < 2 || cards.length > 10) {
    invalid("Invalid cards count. Min allowed cards: 2, Max allowed cards: 10");
  }
  for (const card of cards) {
    if (card.header !== undefined) {
      const header = requireObject(card, "header", "card['header']");
      const kind = requireText(header, "type", "card['header']['type']", 20);
      if (!isMediaKind(kind)) invalid("A card's header must be an image or a video.");
      media.push(readMedia(kind, requireObject(header, kind), `card['header']['${kind}']`));
    }
    if (card.body !== undefined) optionalText(requireObject(card, "body"), "text", "card['body']['text']", 160);
    requireObject(card, "action", "card['action']");
  }
}
