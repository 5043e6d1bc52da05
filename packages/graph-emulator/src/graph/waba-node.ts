import type { Emulation } from "../emulation.ts";
import { invalidParameter } from "../http/graph-errors.ts";
import { type GraphRequest, readParameters } from "../http/graph-request.ts";
import { jsonReply, type Reply, SUCCESS } from "../http/reply.ts";
import type { Waba } from "../world/entities.ts";
import { type FieldTable, pickFields } from "./fields.ts";
import { healthStatus } from "./health.ts";
import { readOverride } from "./override.ts";

/** The fields of a WhatsApp Business Account (cloud-api.md §4.3). */
function wabaFields(appId: string): FieldTable<Waba> {
  return {
    typeName: "WhatsAppBusinessAccount",
    defaults: ["name", "timezone_id", "message_template_namespace"],
    fields: {
      name: (waba) => waba.name,
      timezone_id: (waba) => waba.timezoneId,
      currency: (waba) => waba.currency,
      message_template_namespace: (waba) => waba.templateNamespace,
      account_review_status: () => "APPROVED",
      business_verification_status: (waba) => (waba.business.verified ? "verified" : "not_verified"),
      country: () => "US",
      ownership_type: () => "SELF",
      primary_business_location: () => "US",
      owner_business_info: (waba) => ({ id: waba.business.id, name: waba.name }),
      on_behalf_of_business_info: (waba) => ({
        id: waba.business.id,
        name: waba.name,
        status: "APPROVED",
        type: "SELF",
      }),
      marketing_messages_lite_api_status: (waba) => (waba.marketingTermsSigned ? "ONBOARDED" : "ELIGIBLE"),
      disable_marketing_messages_on_cloud_api: (waba) => !waba.marketingOnCloudApi,
      health_status: (waba) => healthStatus(waba, {}, appId),
    },
  };
}

export function getWaba(_emulation: Emulation, waba: Waba, request: GraphRequest): Reply {
  const appId = request.token?.appId ?? "";
  return jsonReply(pickFields(wabaFields(appId), waba, waba.id, request.query.get("fields")));
}

/** `POST /{WABA}`: the few switches an account has. */
export async function updateWaba(_emulation: Emulation, waba: Waba, request: GraphRequest): Promise<Reply> {
  const { fields } = await readParameters(request);
  const disabled = fields.disable_marketing_messages_on_cloud_api;
  if (disabled !== undefined) waba.marketingOnCloudApi = disabled !== true && disabled !== "true";
  return SUCCESS;
}

/** `GET /{WABA}/subscribed_apps`. */
export function listSubscribedApps({ world }: Emulation, waba: Waba): Reply {
  const data = [...waba.subscribers].map(([appId, override]) => ({
    whatsapp_business_api_data: {
      id: appId,
      name: world.apps.get(appId)?.name ?? "",
      link: `https://www.facebook.com/games/?app_id=${appId}`,
    },
    override_callback_uri: override?.callbackUrl,
  }));
  return jsonReply({ data });
}

/** `POST /{WABA}/subscribed_apps`, with or without an override. @throws GraphRefusal 2200 when its handshake fails */
export async function subscribeApp({ world }: Emulation, waba: Waba, request: GraphRequest): Promise<Reply> {
  const { fields } = await readParameters(request);
  const appId = request.token?.appId;
  if (appId === undefined || !world.apps.has(appId)) throw invalidParameter("The token belongs to no app.");
  waba.subscribers.set(appId, await readOverride(world, fields.override_callback_uri, fields.verify_token));
  return SUCCESS;
}

/** `DELETE /{WABA}/subscribed_apps`. */
export function unsubscribeApp(_emulation: Emulation, waba: Waba, request: GraphRequest): Reply {
  waba.subscribers.delete(request.token?.appId ?? "");
  return SUCCESS;
}
