import type { Emulation } from "../emulation.ts";
import { authorise } from "../graph/auth.ts";
import { isObject } from "../http/body.ts";
import { invalidParameter, refuse } from "../http/graph-errors.ts";
import { type GraphRequest, readBody } from "../http/graph-request.ts";
import type { Reply } from "../http/reply.ts";
import type { Phone } from "../world/entities.ts";
import { findTemplate } from "../world/world.ts";
import { checkSender, sendMessage } from "./send-message.ts";

/**
 * `POST /{PNID}/marketing_messages` (cloud-api.md §2.7): marketing templates only, priced as `marketing_lite`.
 * @throws GraphRefusal 131055 without signed terms, 134100 for other templates
 */
export function postMarketingMessages(emulation: Emulation, phone: Phone, request: GraphRequest): Reply {
  authorise(request, phone.waba, "whatsapp_business_messaging");
  checkSender(phone);
  const body = readBody(request);
  if (body.messaging_product !== "whatsapp") throw invalidParameter("The parameter messaging_product is required.");
  if (!phone.waba.marketingTermsSigned) throw refuse(131055, "Sign the terms of the Marketing Messages API first.");
  const policy = body.product_policy;
  if (policy !== undefined && policy !== "CLOUD_API_FALLBACK" && policy !== "STRICT") {
    throw invalidParameter("Param product_policy must be one of {CLOUD_API_FALLBACK, STRICT}.");
  }
  if (body.type !== "template" || !isObject(body.template)) {
    throw refuse(134100, "Only marketing template messages are supported by this API.");
  }
  const language = isObject(body.template.language) ? String(body.template.language.code) : "";
  const template = findTemplate(emulation.world, phone.waba, String(body.template.name), language);
  if (template !== undefined && template.category !== "MARKETING") {
    throw refuse(134100, `Template ${template.name} is not a marketing template.`);
  }
  return sendMessage(emulation, phone, body, request.fault, { viaMarketingApi: true });
}
