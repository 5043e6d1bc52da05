/** One element of a webhook's `statuses` as an event. Pure and total. */
import type { InboundPreferenceEvent, InboundStatusEvent } from "../channel.ts";
import { findId, findMember, findRecord, findText, type JsonRecord } from "./json-members.ts";
import { readPhone, readUnixSeconds } from "./meta-values.ts";
import { readFailedStatus } from "./outcome.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const STATUSES: Readonly<Record<string, InboundStatusEvent["status"]>> = {
  sent: "sent",
  delivered: "delivered",
  read: "read",
  played: "played",
  failed: "failed",
};

/** The event, or undefined when it lacks an id or its status is none the core knows. */
export function readStatus(channelAddress: string, status: JsonRecord): InboundStatusEvent | undefined {
  const providerId = findId(status, "id");
  const name = findText(status, "status");
  const known = name !== undefined && Object.hasOwn(STATUSES, name) ? STATUSES[name] : undefined;
  if (providerId === undefined || known === undefined) return undefined;
  const occurredAt = readUnixSeconds(findMember(status, "timestamp"));
  const messageId = findText(status, "biz_opaque_callback_data");
  const recipientPhone = readPhone(readRecipientPhone(status));
  const recipientBsuid = findId(status, "recipient_user_id") ?? findId(status, "recipient_participant_user_id");
  const pricing = findRecord(status, "pricing");
  return {
    kind: "status",
    channelAddress,
    providerId,
    status: known,
    ...(occurredAt === undefined ? {} : { occurredAt }),
    // Another program on the same number may put anything there.
    ...(messageId !== undefined && UUID.test(messageId) ? { messageId: messageId.toLowerCase() } : {}),
    ...(recipientPhone === undefined ? {} : { recipientPhone }),
    ...(recipientBsuid === undefined ? {} : { recipientBsuid }),
    ...(known === "failed" ? { failure: readFailedStatus(findMember(status, "errors")) } : {}),
    ...(pricing === undefined ? {} : { pricing }),
  };
}

/** "User has stopped receiving marketing messages from this business": said in their stead, should the report of it have been lost. */
const MARKETING_STOPPED = "meta-131050";

export function readRefusedMarketing(status: InboundStatusEvent): InboundPreferenceEvent[] {
  const { channelAddress, occurredAt, recipientPhone, recipientBsuid, failure } = status;
  if (failure?.error.code !== MARKETING_STOPPED) return [];
  if (recipientPhone === undefined && recipientBsuid === undefined) return [];
  return [
    {
      kind: "preference",
      channelAddress,
      from: {
        ...(recipientPhone === undefined ? {} : { phone: recipientPhone }),
        ...(recipientBsuid === undefined ? {} : { bsuid: recipientBsuid }),
      },
      wantsMarketing: false,
      detail: "WhatsApp refused a message: the contact has stopped marketing messages.",
      ...(occurredAt === undefined ? {} : { occurredAt }),
    },
  ];
}

/** In a group `recipient_id` is the group, and the person stands elsewhere, under either of two names. */
function readRecipientPhone(status: JsonRecord): string | undefined {
  if (findText(status, "recipient_type") !== "group") return findId(status, "recipient_id");
  return findId(status, "recipient_participant_id") ?? findId(status, "participant_recipient_id");
}
