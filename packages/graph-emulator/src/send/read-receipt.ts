import type { Emulation } from "../emulation.ts";
import { isObject, type JsonObject } from "../http/body.ts";
import { invalidParameter, refuse } from "../http/graph-errors.ts";
import { type Reply, SUCCESS } from "../http/reply.ts";
import type { Phone } from "../world/entities.ts";
import { threadOf } from "../world/world.ts";

/** Typing shows until an answer is sent, but no longer than this. */
const TYPING_MS = 25_000;
const THIRTY_DAYS_MS = 30 * 86_400_000;

export function isReadReceipt(body: JsonObject): boolean {
  return body.status !== undefined;
}

/**
 * Marks an inbound message and all earlier ones of its thread read, with a typing indicator if asked (cloud-api.md §2.6).
 * Produces no webhook and does not count as a send.
 * @throws GraphRefusal 100, 131009
 */
export function markAsRead({ world }: Emulation, phone: Phone, body: JsonObject): Reply {
  if (body.status !== "read") throw invalidParameter("Param status must be one of {read}.");
  const { message_id: messageId, typing_indicator: typing } = body;
  if (typeof messageId !== "string" || messageId === "")
    throw invalidParameter("The parameter message_id is required.");
  if (typing !== undefined && (!isObject(typing) || typing.type !== "text")) {
    throw invalidParameter("Param typing_indicator['type'] must be one of {text}.");
  }
  const message = world.messages.findInbound(messageId);
  if (message === undefined || message.phone !== phone) throw refuse(131009, "Invalid message_id: no such message.");
  if (world.clock.now() - message.at > THIRTY_DAYS_MS) throw refuse(131009, "The message is older than 30 days.");
  const thread = threadOf(phone, message.user);
  thread.readUpTo = Math.max(thread.readUpTo, message.at);
  if (typing !== undefined) thread.typingUntil = world.clock.now() + TYPING_MS;
  return SUCCESS;
}
