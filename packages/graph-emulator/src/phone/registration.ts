import type { Emulation } from "../emulation.ts";
import { invalidParameter, refuse } from "../http/graph-errors.ts";
import { type GraphRequest, readParameters } from "../http/graph-request.ts";
import { jsonReply, type Reply, SUCCESS } from "../http/reply.ts";
import { createPhone } from "../world/creation.ts";
import type { Phone, Waba } from "../world/entities.ts";
import { phoneDigits } from "../world/phone-format.ts";
import type { World } from "../world/world.ts";

const REGISTRATIONS = { max: 10, withinMs: 72 * 3_600_000 };
const PIN_GUESSES = 5;
/** What `verify_code` accepts after `request_code`; no SMS leaves the emulator. */
const VERIFICATION_CODE = "123456";

/** `POST /{WABA}/phone_numbers`: a new, unverified number (cloud-api.md §4.2). */
export async function addPhone({ world }: Emulation, waba: Waba, request: GraphRequest): Promise<Reply> {
  const { fields } = await readParameters(request);
  const digits = phoneDigits(`${String(fields.cc ?? "")}${String(fields.phone_number ?? "")}`);
  if (digits === undefined) throw invalidParameter("Params cc and phone_number must make a phone number.");
  for (const phone of world.phones.values()) {
    if (phone.digits === digits) throw invalidParameter("The phone number has been added already.", 2388012);
  }
  const { verified_name: name } = fields;
  if (typeof name !== "string" || name === "") throw invalidParameter("The parameter verified_name is required.");
  const phone = createPhone(world, { wabaId: waba.id, phoneNumber: digits, verifiedName: name, registered: false });
  return jsonReply({ id: phone.id });
}

export async function requestCode(_emulation: Emulation, phone: Phone, request: GraphRequest): Promise<Reply> {
  const { fields } = await readParameters(request);
  const { code_method: method, language } = fields;
  if (method !== "SMS" && method !== "VOICE") throw invalidParameter("Param code_method must be one of {SMS, VOICE}.");
  if (typeof language !== "string" || language === "") throw invalidParameter("The parameter language is required.");
  if (phone.codeVerified) throw refuse(136024, "The phone number is already verified.");
  phone.verificationCode = VERIFICATION_CODE;
  return SUCCESS;
}

export async function verifyCode(_emulation: Emulation, phone: Phone, request: GraphRequest): Promise<Reply> {
  const { fields } = await readParameters(request);
  const code = String(fields.code ?? "").replace("-", "");
  if (phone.verificationCode === undefined || code !== phone.verificationCode) {
    throw refuse(136024, "The verification code is wrong or has expired.");
  }
  phone.verificationCode = undefined;
  phone.codeVerified = true;
  return jsonReply({ success: true, id: phone.id });
}

/** `POST /{PNID}/register`. @throws GraphRefusal 100, 133005, 133006, 133008, 133016 */
export async function registerPhone({ world }: Emulation, phone: Phone, request: GraphRequest): Promise<Reply> {
  const { fields } = await readParameters(request);
  if (fields.messaging_product !== "whatsapp") throw invalidParameter("The parameter messaging_product is required.");
  const pin = readPin(fields.pin);
  countRegistration(world, phone);
  if (!phone.codeVerified) throw refuse(133006, "Verify the phone number before registering it.");
  if (phone.wrongPins >= PIN_GUESSES) throw refuse(133008, "Too many PIN guesses. Try again later.");
  if (phone.pin !== undefined && phone.pin !== pin) {
    phone.wrongPins += 1;
    throw refuse(133005, "The PIN does not match.");
  }
  phone.wrongPins = 0;
  phone.pin = pin;
  phone.registered = true;
  return SUCCESS;
}

export function deregisterPhone({ world }: Emulation, phone: Phone): Reply {
  countRegistration(world, phone);
  phone.registered = false;
  return SUCCESS;
}

export function readPin(value: unknown): string {
  const pin = String(value ?? "");
  if (!/^\d{6}$/.test(pin)) throw invalidParameter("Param pin must be a string of 6 digits.");
  return pin;
}

function countRegistration(world: World, phone: Phone): void {
  const now = world.clock.now();
  phone.registrations = phone.registrations.filter((at) => now - at < REGISTRATIONS.withinMs);
  if (phone.registrations.length >= REGISTRATIONS.max) throw refuse(133016, "Too many attempts within 72 hours.");
  phone.registrations.push(now);
}
