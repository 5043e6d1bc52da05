import type { Emulation } from "../emulation.ts";
import { readOverride } from "../graph/override.ts";
import { isObject, type JsonObject } from "../http/body.ts";
import { invalidParameter } from "../http/graph-errors.ts";
import { type GraphRequest, readParameters } from "../http/graph-request.ts";
import { jsonReply, type Reply, SUCCESS } from "../http/reply.ts";
import { isKnownHandle } from "../media/resumable-upload.ts";
import type { Phone } from "../world/entities.ts";
import { readPin } from "./registration.ts";

/** `POST /{PNID}`: two-step PIN, callback override, new display name (cloud-api.md §4.2). */
export async function updatePhone(emulation: Emulation, phone: Phone, request: GraphRequest): Promise<Reply> {
  const { fields } = await readParameters(request);
  if (fields.pin !== undefined) {
    phone.pin = readPin(fields.pin);
    publishSecurity(emulation, phone, "PIN_CHANGED");
  }
  const configuration = fields.webhook_configuration;
  if (isObject(configuration)) {
    const { override_callback_uri: url, verify_token: token } = configuration;
    phone.override = await readOverride(emulation.world, url, token);
  }
  const name = fields.new_display_name;
  if (typeof name === "string" && name !== "") phone.pendingName = name;
  return SUCCESS;
}

function publishSecurity(emulation: Emulation, phone: Phone, event: string): void {
  emulation.webhooks.publish({
    waba: phone.waba,
    phone,
    field: "security",
    value: () => ({ display_phone_number: phone.digits, event, requester: "emulator" }),
  });
}

export function getSettings(_emulation: Emulation, phone: Phone): Reply {
  return jsonReply({ ...phone.settings, id: phone.id });
}

/** `POST /{PNID}/settings`: what is given replaces what was there, member by member. */
export async function updateSettings(emulation: Emulation, phone: Phone, request: GraphRequest): Promise<Reply> {
  const { fields } = await readParameters(request);
  const { access_token: _token, ...given } = fields as Record<string, unknown>;
  phone.settings = { ...phone.settings, ...given };
  const settings = phone.settings;
  emulation.webhooks.publish({
    waba: phone.waba,
    phone,
    field: "account_settings_update",
    value: () => ({
      messaging_product: "whatsapp",
      timestamp: String(emulation.world.clock.nowSeconds()),
      type: "phone_number_settings",
      phone_number_settings: { phone_number_id: phone.id, ...settings },
    }),
  });
  return SUCCESS;
}

const PROFILE_LIMITS: Readonly<Record<string, number>> = {
  about: 139,
  address: 256,
  description: 512,
  email: 128,
};

const VERTICALS = new Set([
  "UNDEFINED",
  "OTHER",
  "AUTO",
  "BEAUTY",
  "APPAREL",
  "EDU",
  "ENTERTAIN",
  "EVENT_PLAN",
  "FINANCE",
  "GROCERY",
  "GOVT",
  "HOTEL",
  "HEALTH",
  "NONPROFIT",
  "PROF_SERVICES",
  "RETAIL",
  "TRAVEL",
  "RESTAURANT",
  "NOT_A_BIZ",
  "ALCOHOL",
  "ONLINE_GAMBLING",
  "PHYSICAL_GAMBLING",
  "OTC_DRUGS",
  "MATRIMONY_SERVICE",
]);

/** `GET /{PNID}/whatsapp_business_profile`: the asked fields; all that are set when none is asked. */
export function getProfile(_emulation: Emulation, phone: Phone, request: GraphRequest): Reply {
  const wanted = request.query
    .get("fields")
    ?.split(",")
    .map((name) => name.trim());
  const entries = Object.entries(phone.profile).filter(([name]) => wanted === undefined || wanted.includes(name));
  return jsonReply({ data: [{ ...Object.fromEntries(entries), messaging_product: "whatsapp" }] });
}

/** `POST /{PNID}/whatsapp_business_profile`. @throws GraphRefusal 100 */
export async function updateProfile({ world }: Emulation, phone: Phone, request: GraphRequest): Promise<Reply> {
  const { fields } = await readParameters(request);
  if (fields.messaging_product !== "whatsapp") throw invalidParameter("The parameter messaging_product is required.");
  const changed: Record<string, unknown> = {};
  for (const [name, max] of Object.entries(PROFILE_LIMITS)) {
    if (fields[name] !== undefined) changed[name] = readText(fields, name, max);
  }
  if (fields.websites !== undefined) changed.websites = readWebsites(fields.websites);
  if (fields.vertical !== undefined) {
    if (!VERTICALS.has(String(fields.vertical))) {
      throw invalidParameter(`Param vertical must be one of {${[...VERTICALS].join(", ")}}.`);
    }
    changed.vertical = fields.vertical;
  }
  if (fields.profile_picture_handle !== undefined) {
    if (!isKnownHandle(world, fields.profile_picture_handle))
      throw invalidParameter("Param profile_picture_handle is unknown.");
    changed.profile_picture_url = `https://pps.whatsapp.net/v/emulator/${phone.id}.jpg`;
  }
  phone.profile = { ...phone.profile, ...changed };
  return SUCCESS;
}

function readText(fields: JsonObject, name: string, max: number): string {
  const value = fields[name];
  if (typeof value !== "string" || [...value].length > max) {
    throw invalidParameter(`Param ${name} must be a string of at most ${max} characters.`);
  }
  return value;
}

function readWebsites(value: unknown): unknown[] {
  const isList = Array.isArray(value) && value.length <= 2;
  if (!isList || !value.every((site) => typeof site === "string" && site.length <= 256 && URL.canParse(site))) {
    throw invalidParameter("Param websites must have at most 2 URLs of 256 characters.");
  }
  return value;
}
