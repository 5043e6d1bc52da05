import type { Emulation } from "../emulation.ts";
import { invalidParameter, refuse } from "../http/graph-errors.ts";
import { type GraphRequest, readParameters } from "../http/graph-request.ts";
import { jsonReply, type Reply, SUCCESS } from "../http/reply.ts";
import type { Phone } from "../world/entities.ts";

const FORMAT = /^(?!www)(?!.*\.\.)(?=.*[A-Za-z])[A-Za-z0-9_](?:[A-Za-z0-9._]{1,33})[A-Za-z0-9_]$/;

/** Usernames of business numbers (cloud-api.md §2.10). */
export function getUsername(_emulation: Emulation, phone: Phone): Reply {
  return jsonReply({ username: phone.username?.value, status: phone.username?.status });
}

/** @throws GraphRefusal 100 for the format, 147001 when another number has it */
export async function setUsername(emulation: Emulation, phone: Phone, request: GraphRequest): Promise<Reply> {
  const { fields } = await readParameters(request);
  const username = String(fields.username ?? "");
  if (!FORMAT.test(username)) throw invalidParameter("Param username has a format that is not allowed.");
  const holder = [...emulation.world.phones.values()].find(
    (other) => other !== phone && other.username?.value.toLowerCase() === username.toLowerCase(),
  );
  if (holder !== undefined) {
    if (holder.waba.business !== phone.waba.business) throw refuse(147001, "The username is taken.");
    if (fields.transfer_action !== "force_transfer")
      throw refuse(147005, "Another number of the business has the username.");
    holder.username = undefined;
  }
  phone.username = { value: username, status: "approved" };
  publish(emulation, phone, username, "approved");
  return jsonReply({ status: "approved" });
}

export function deleteUsername(emulation: Emulation, phone: Phone): Reply {
  const former = phone.username?.value;
  phone.username = undefined;
  if (former !== undefined) publish(emulation, phone, former, "deleted");
  return SUCCESS;
}

export function suggestUsernames(_emulation: Emulation, phone: Phone): Reply {
  const stem = phone.verifiedName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ".")
    .replace(/^\.|\.$/g, "");
  const suggestions = [stem, `${stem}.official`, `${stem}_help`].filter((name) => FORMAT.test(name));
  return jsonReply({ data: [{ username_suggestions: suggestions }] });
}

function publish(emulation: Emulation, phone: Phone, username: string, status: string): void {
  emulation.webhooks.publish({
    waba: phone.waba,
    phone,
    field: "business_username_updates",
    value: () => ({ display_phone_number: phone.digits, username, status }),
  });
}
