import type { Emulation } from "../emulation.ts";
import { invalidParameter } from "../http/graph-errors.ts";
import { type GraphRequest, readParameters } from "../http/graph-request.ts";
import { jsonReply, type Reply } from "../http/reply.ts";
import type { Phone } from "../world/entities.ts";
import { threadOf } from "../world/world.ts";

/** `DELETE /{PNID}/contact_book?messaging_product=whatsapp&bsuid=…`: the business forgets a hidden number (cloud-api.md §1.10). */
export async function deleteFromContactBook({ world }: Emulation, phone: Phone, request: GraphRequest): Promise<Reply> {
  const { fields } = await readParameters(request);
  if (fields.messaging_product !== "whatsapp") throw invalidParameter("The parameter messaging_product is required.");
  const user = world.users.findByBsuid(String(fields.bsuid ?? ""), phone.waba.business);
  if (user === undefined) return jsonReply({ success: true, deleted: false });
  const deleted = phone.waba.business.contactBook.delete(user.key);
  threadOf(phone, user).phoneKnownAt = 0;
  return jsonReply({ success: true, deleted });
}
