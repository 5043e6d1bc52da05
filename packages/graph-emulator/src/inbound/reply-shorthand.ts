import type { JsonObject } from "../http/body.ts";
import type { InboundSeed } from "./receive.ts";

/** What a user does with a message of the business. `to` is that message's wamid. */
export type UserReply =
  | { readonly kind: "text"; readonly to?: string; readonly text: string }
  /** A reply button of an interactive message. */
  | { readonly kind: "button"; readonly to: string; readonly id: string; readonly title?: string }
  /** A quick-reply button of a template. */
  | { readonly kind: "templateButton"; readonly to: string; readonly payload: string; readonly text?: string }
  | {
      readonly kind: "listRow";
      readonly to: string;
      readonly id: string;
      readonly title?: string;
      readonly description?: string;
    }
  | { readonly kind: "flow"; readonly to: string; readonly response: JsonObject }
  | { readonly kind: "callPermission"; readonly to: string; readonly response: "accept" | "reject" }
  | { readonly kind: "order"; readonly to?: string; readonly payload?: JsonObject }
  | { readonly kind: "reaction"; readonly to: string; readonly emoji: string }
  | { readonly kind: "edit"; readonly original: string; readonly text: string }
  | { readonly kind: "revoke"; readonly original: string }
  | { readonly kind: "location"; readonly to?: string; readonly payload?: JsonObject }
  | { readonly kind: "contacts"; readonly to?: string; readonly payload?: readonly JsonObject[] }
  | { readonly kind: "unsupported"; readonly subtype?: string }
  | { readonly kind: "system"; readonly payload: JsonObject };

/** Spells a user's reaction to a message as the inbound message Meta would send. */
export function replySeed(reply: UserReply): InboundSeed {
  switch (reply.kind) {
    case "text":
      return { type: "text", text: reply.text, replyTo: reply.to };
    case "button":
      return interactive(reply.to, {
        type: "button_reply",
        button_reply: { id: reply.id, title: reply.title ?? reply.id },
      });
    case "templateButton":
      return {
        type: "button",
        replyTo: reply.to,
        payload: { payload: reply.payload, text: reply.text ?? reply.payload },
      };
    case "listRow": {
      const row = { id: reply.id, title: reply.title ?? reply.id, description: reply.description };
      return interactive(reply.to, { type: "list_reply", list_reply: row });
    }
    case "flow": {
      const answer = { name: "flow", body: "Sent", response_json: JSON.stringify(reply.response) };
      return interactive(reply.to, { type: "nfm_reply", nfm_reply: answer });
    }
    case "callPermission": {
      const answer = { response: reply.response, response_source: "user_action" };
      return interactive(reply.to, { type: "call_permission_reply", call_permission_reply: answer });
    }
    case "reaction":
      return { type: "reaction", payload: { message_id: reply.to, emoji: reply.emoji } };
    case "edit":
      return {
        type: "edit",
        payload: { original_message_id: reply.original, message: { type: "text", text: { body: reply.text } } },
      };
    case "revoke":
      return { type: "revoke", payload: { original_message_id: reply.original } };
    case "order":
    case "location":
    case "contacts":
      return { type: reply.kind, replyTo: reply.to, payload: reply.payload };
    case "unsupported":
      return { type: "unsupported", payload: { type: reply.subtype ?? "poll_update" } };
    case "system":
      return { type: "system", payload: reply.payload };
  }
}

function interactive(to: string, payload: JsonObject): InboundSeed {
  return { type: "interactive", replyTo: to, payload };
}
