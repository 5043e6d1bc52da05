import type { Emulation } from "../emulation.ts";
import { authorise } from "../graph/auth.ts";
import { isObject, type JsonObject } from "../http/body.ts";
import { GraphRefusal, invalidParameter, refuse } from "../http/graph-errors.ts";
import { type GraphRequest, readBody } from "../http/graph-request.ts";
import { type Reply, rawJsonReply } from "../http/reply.ts";
import type { Phone, StoredMessage, Template, Thread } from "../world/entities.ts";
import { threadOf, type World } from "../world/world.ts";
import { optionalText } from "./checks.ts";
import { checkContent } from "./content.ts";
import { findLinkFailure } from "./fetch-links.ts";
import type { Ladder } from "./ladder.ts";
import { takePairSlot, takeThroughput } from "./limits.ts";
import type { MediaReference } from "./media-reference.ts";
import { decideOutcome, type Outcome } from "./outcome.ts";
import { isReadReceipt, markAsRead } from "./read-receipt.ts";
import { findRecipient, type Recipient } from "./recipient.ts";
import { checkTemplate } from "./template.ts";

/** `POST /{PNID}/messages`: a message, a read receipt or a typing indicator (cloud-api.md §2, §8.3). */
export function postMessages(emulation: Emulation, phone: Phone, request: GraphRequest): Reply {
  authorise(request, phone.waba, "whatsapp_business_messaging");
  checkSender(phone);
  const body = readBody(request);
  if (body.messaging_product !== "whatsapp") throw invalidParameter("The parameter messaging_product is required.");
  if (isReadReceipt(body)) return markAsRead(emulation, phone, body);
  return sendMessage(emulation, phone, body, request.fault);
}

interface SendOptions {
  readonly viaMarketingApi?: boolean;
}

/** Runs the checks of §8.3 in their order, then accepts the message and starts its statuses. */
export function sendMessage(
  emulation: Emulation,
  phone: Phone,
  body: JsonObject,
  fault: GraphRequest["fault"],
  options: SendOptions = {},
): Reply {
  const { world, ladder } = emulation;
  const now = world.clock.now();
  if (world.settings.limits.throughput && !takeThroughput(phone, now)) {
    throw refuse(130429, "Cloud API message throughput has been reached.");
  }
  const content = checkShape(world, phone, body);
  const recipient = findRecipient(world, phone, body);
  if (recipient.byBsuid && content.template !== undefined && isOneTimeCode(content.template)) {
    throw refuse(131062, "Authentication templates cannot be sent to a business-scoped user ID.");
  }
  checkIdentity(body, recipient);
  checkMarketingRoute(phone, content.template, options);
  checkMediaIds(world, content.media);

  const thread = threadOf(phone, recipient.user);
  if (world.settings.limits.pair && !takePairSlot(thread, now)) {
    throw refuse(
      131056,
      "Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.",
    );
  }
  const message = acceptMessage(world, phone, body, content, recipient, thread, options);
  const outcome: Outcome =
    fault?.failedStatus === undefined
      ? decideOutcome(world, message, content.media)
      : { kind: "fail", failure: { details: "Forced by a fault rule.", ...fault.failedStatus } };
  if (outcome.kind === "deliver" && world.settings.links === "fetch") startAfterFetch(ladder, message, content.media);
  else ladder.start(message, outcome);
  return rawJsonReply(acceptanceBody(message, recipient));
}

/** Meta loads links after it has accepted the message. */
function startAfterFetch(ladder: Ladder, message: StoredMessage, media: readonly MediaReference[]): void {
  void findLinkFailure(media).then((failure) => {
    ladder.start(message, failure === undefined ? { kind: "deliver" } : { kind: "fail", failure });
  });
}

/** @throws GraphRefusal 133010, 131031, 368, 131042, 131057 */
export function checkSender(phone: Phone): void {
  if (!phone.registered) {
    throw new GraphRefusal("(#133010) Phone number not registered", { code: 133010, status: 400 });
  }
  switch (phone.waba.state) {
    case "active":
      return;
    case "locked":
      throw refuse(131031, "Business account has been locked.");
    case "policy":
      throw refuse(368, "The account has been temporarily blocked for policy violations.");
    case "payment":
      throw refuse(
        131042,
        "Message failed to send because there were one or more errors related to your payment method.",
      );
    case "maintenance":
      throw refuse(131057, "Business Account is in maintenance mode.");
  }
}

interface CheckedContent {
  readonly type: string;
  readonly media: readonly MediaReference[];
  readonly template: Template | undefined;
}

function checkShape(world: World, phone: Phone, body: JsonObject): CheckedContent {
  const type = body.type === undefined ? "text" : body.type;
  if (typeof type !== "string") throw invalidParameter("Param type must be a string.");
  const recipientType = body.recipient_type;
  if (recipientType === "group") throw refuse(131051, "Group messages are not supported here.");
  if (recipientType !== undefined && recipientType !== "individual") {
    throw invalidParameter("Param recipient_type must be one of {INDIVIDUAL, GROUP}.");
  }
  optionalText(body, "biz_opaque_callback_data", "biz_opaque_callback_data", 512);
  if (body.context !== undefined) checkContext(body.context);
  if (type !== "template") return { type, media: checkContent(type, body), template: undefined };
  if (!isObject(body.template)) throw invalidParameter("The parameter template is required.");
  const media: MediaReference[] = [];
  return { type, template: checkTemplate(world, phone, body.template, media), media };
}

function checkContext(context: unknown): void {
  if (!isObject(context) || typeof context.message_id !== "string" || context.message_id === "") {
    throw refuse(131009, "Param context['message_id'] must be the id of a message.");
  }
}

function isOneTimeCode(template: Template): boolean {
  return template.category === "AUTHENTICATION";
}

function checkIdentity(body: JsonObject, { user }: Recipient): void {
  const hash = body.recipient_identity_key_hash;
  if (hash !== undefined && user.identityHash !== undefined && hash !== user.identityHash) {
    throw refuse(137000, "The recipient's identity key hash does not match.");
  }
}

function checkMarketingRoute(phone: Phone, template: Template | undefined, options: SendOptions): void {
  if (template?.category !== "MARKETING" || options.viaMarketingApi === true || phone.waba.marketingOnCloudApi) return;
  throw refuse(131063, "Marketing templates must be sent with the Marketing Messages API from this account.");
}

function checkMediaIds(world: World, media: readonly MediaReference[]): void {
  for (const { id, kind } of media) {
    if (id !== undefined && !world.media.has(id)) {
      throw invalidParameter(`Param ${kind}['id'] is not a valid whatsapp business account media attachment ID`);
    }
  }
}

function acceptMessage(
  world: World,
  phone: Phone,
  body: JsonObject,
  content: CheckedContent,
  { user, byBsuid, input }: Recipient,
  thread: Thread,
  options: SendOptions,
): StoredMessage {
  const now = world.clock.now();
  if (thread.freeEntryOfferUntil > now) {
    // A reply within 24 h of the ad click opens 72 free hours (cloud-api.md §2.9).
    thread.freeEntryOfferUntil = 0;
    thread.freeEntryUntil = now + 72 * 3_600_000;
  }
  if (!byBsuid) thread.phoneKnownAt = now;
  const callbackData = body.biz_opaque_callback_data;
  const message: StoredMessage = {
    wamid: world.ids.wamid(user.waId),
    phone,
    user,
    addressedAs: input,
    byBsuid,
    type: content.type,
    request: body,
    callbackData: typeof callbackData === "string" ? callbackData : undefined,
    template: content.template,
    category: content.template?.category.toLowerCase() ?? "service",
    viaMarketingApi: options.viaMarketingApi ?? false,
    acceptedAt: now,
    inWindow: thread.windowUntil > now,
    inFreeEntry: thread.freeEntryUntil > now,
    status: "accepted",
    failureCode: undefined,
    pricedStatuses: 0,
  };
  world.messages.add(message);
  return message;
}

/** Built by hand: this is the answer a benchmark waits for. */
function acceptanceBody(message: StoredMessage, { byBsuid, input, user }: Recipient): string {
  const identity = byBsuid ? `"user_id":${JSON.stringify(input)}` : `"wa_id":${JSON.stringify(user.waId ?? "")}`;
  const status = message.status === "held" ? "held_for_quality_assessment" : "accepted";
  return `{"messaging_product":"whatsapp","contacts":[{"input":${JSON.stringify(input)},${identity}}],"messages":[{"id":"${message.wamid}","message_status":"${status}"}]}`;
}
