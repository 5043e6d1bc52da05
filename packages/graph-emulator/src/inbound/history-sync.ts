import type { Emulation } from "../emulation.ts";
import { invalidParameter } from "../http/graph-errors.ts";
import { type GraphRequest, readParameters } from "../http/graph-request.ts";
import { jsonReply, type Reply } from "../http/reply.ts";
import type { Phone } from "../world/entities.ts";
import { publishContactSync, publishHistory } from "./coexistence.ts";

/** `POST /{PNID}/smb_app_data`: asks a Business app's number for its history or contacts (cloud-api.md §1.9). */
export async function requestSync(emulation: Emulation, phone: Phone, request: GraphRequest): Promise<Reply> {
  const { fields } = await readParameters(request);
  if (fields.messaging_product !== "whatsapp") throw invalidParameter("The parameter messaging_product is required.");
  if (!phone.isOnBusinessApp) throw invalidParameter("The phone number is not on the WhatsApp Business app.", 2593108);
  if (fields.sync_type === "history") publishHistory(emulation, phone);
  else if (fields.sync_type === "smb_app_state_sync") publishContactSync(emulation, phone);
  else throw invalidParameter("Param sync_type must be one of {history, smb_app_state_sync}.");
  return jsonReply({ messaging_product: "whatsapp", request_id: emulation.world.ids.nodeId() });
}
