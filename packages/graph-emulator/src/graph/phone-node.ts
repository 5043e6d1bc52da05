import type { Emulation } from "../emulation.ts";
import type { GraphRequest } from "../http/graph-request.ts";
import { jsonReply, type Reply } from "../http/reply.ts";
import type { Phone } from "../world/entities.ts";
import { type FieldTable, pageOf, pickFields } from "./fields.ts";
import { healthStatus } from "./health.ts";

const PHONE_DEFAULTS = [
  "verified_name",
  "code_verification_status",
  "display_phone_number",
  "quality_rating",
  "platform_type",
  "throughput",
];

/** The fields of a phone number (cloud-api.md §4.2). */
function phoneFields(appId: string): FieldTable<Phone> {
  return {
    typeName: "WhatsAppBusinessPhoneNumber",
    defaults: PHONE_DEFAULTS,
    fields: {
      display_phone_number: (phone) => phone.display,
      verified_name: (phone) => phone.verifiedName,
      quality_rating: (phone) => phone.quality,
      quality_score: (phone) => ({ score: phone.quality }),
      name_status: (phone) => phone.nameStatus,
      new_name_status: (phone) => (phone.pendingName === undefined ? "NONE" : "PENDING_REVIEW"),
      new_display_name: (phone) => phone.pendingName,
      code_verification_status: (phone) => (phone.codeVerified ? "VERIFIED" : "NOT_VERIFIED"),
      status: (phone) => (phone.registered ? "CONNECTED" : phone.codeVerified ? "DISCONNECTED" : "UNVERIFIED"),
      throughput: (phone) => ({ level: phone.registered ? phone.throughput : "NOT_APPLICABLE" }),
      whatsapp_business_manager_messaging_limit: (phone) => phone.waba.business.tier,
      messaging_limit_tier: (phone) => phone.waba.business.tier,
      platform_type: (phone) => (phone.registered ? "CLOUD_API" : "NOT_APPLICABLE"),
      account_mode: (phone) => (phone.allowedRecipients === undefined ? "LIVE" : "SANDBOX"),
      is_official_business_account: () => false,
      is_on_biz_app: (phone) => phone.isOnBusinessApp,
      is_pin_enabled: (phone) => phone.pin !== undefined,
      is_preverified_number: () => false,
      webhook_configuration: (phone) => webhookConfiguration(phone, appId),
      health_status: (phone) => healthStatus(phone.waba, { phone }, appId),
      certificate: (phone) => (phone.registered ? `certificate-of-${phone.id}` : undefined),
      last_onboarded_time: () => "2026-01-01T00:00:00+0000",
      country_code: () => "US",
      country_dial_code: (phone) => phone.digits.slice(0, 1),
      search_visibility: () => "VISIBLE",
      conversational_automation: () => undefined,
    },
  };
}

function webhookConfiguration(phone: Phone, appId: string): object {
  return {
    phone_number: phone.override?.callbackUrl,
    whatsapp_business_account: phone.waba.subscribers.get(appId)?.callbackUrl,
  };
}

function appIdOf(request: GraphRequest): string {
  return request.token?.appId ?? "";
}

export function getPhone({ world }: Emulation, phone: Phone, request: GraphRequest): Reply {
  const appId = appIdOf(request);
  const wanted = request.query.get("fields");
  const picked = pickFields(phoneFields(appId), phone, phone.id, wanted);
  if (isObjectWithWebhooks(picked.webhook_configuration)) {
    picked.webhook_configuration.application = world.apps.get(appId)?.subscription?.callbackUrl;
  }
  return jsonReply(picked);
}

function isObjectWithWebhooks(value: unknown): value is { application?: string | undefined } {
  return typeof value === "object" && value !== null;
}

/** `GET /{WABA}/phone_numbers`. */
export function listPhones(emulation: Emulation, waba: Phone["waba"], request: GraphRequest): Reply {
  const owned = [...emulation.world.phones.values()].filter((phone) => phone.waba === waba);
  const selfUrl = `${emulation.baseUrl()}/${request.version}/${request.path}`;
  const { items, paging } = pageOf(owned, request.query, selfUrl);
  const table = phoneFields(appIdOf(request));
  const wanted = request.query.get("fields");
  return jsonReply({ data: items.map((phone) => pickFields(table, phone, phone.id, wanted)), paging });
}
