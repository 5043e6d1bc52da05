import { EmulatorRefusal } from "../core/refusal.ts";
import type { Content } from "../messages/content.ts";
import type { Addressing } from "../nodes/addresses.ts";
import type { ContactHandle } from "./contact-handle.ts";
import { type ControlRoute, type JsonObject, optionalText, textOf, wordOf } from "./route.ts";

type Call = Parameters<ControlRoute["run"]>[0];

/** A route below one person, be it a contact or the owner of a phone. */
function onContact(
  method: "GET" | "POST",
  action: string,
  run: (contact: ContactHandle, call: Call) => unknown,
): ControlRoute {
  return {
    method,
    path: `/contacts/:contact/${action}`,
    run: (call) => run(call.controls.getContact(call.path.contact ?? ""), call),
  };
}

const addressingOf = ({ input }: Call): { addressing?: Addressing } =>
  input.addressing === undefined ? {} : { addressing: wordOf(input.addressing, "addressing", ["pn", "lid"]) };

export const CONTACT_ROUTES: readonly ControlRoute[] = [
  onContact("POST", "writes", (contact, call) =>
    contact.writes(contentOf(call.input), {
      to: textOf(call.input.to, "to"),
      id: optionalText(call.input.id),
      ...addressingOf(call),
    }),
  ),
  onContact("POST", "reports", (contact, call) =>
    contact.reports(
      wordOf(call.input.receipt, "receipt", ["delivered", "read", "played"]),
      textOf(call.input.messageId, "messageId"),
      addressingOf(call),
    ),
  ),
  onContact("POST", "acts", (contact, call) =>
    contact.acts(
      wordOf(call.input.state, "state", ["composing", "recording", "paused"]),
      textOf(call.input.to, "to"),
      addressingOf(call),
    ),
  ),
  onContact("POST", "appears", (contact, { input }) =>
    contact.appears(wordOf(input.presence, "presence", ["available", "unavailable"])),
  ),
  onContact("POST", "settings", (contact, { input }) => {
    if (input.receipts !== undefined) {
      contact.receipts = wordOf(input.receipts, "receipts", ["none", "delivered", "read"]);
    }
    if (input.hidesNumber !== undefined) contact.hidesNumber = input.hidesNumber === true;
    if (input.isOnWhatsapp !== undefined) contact.isOnWhatsapp = input.isOnWhatsapp === true;
  }),
  onContact("GET", "received", (contact) => ({
    received: contact.received,
    repeats: contact.repeats,
    decryptionFailures: contact.decryptionFailures,
  })),
  onContact("GET", "sent", (contact) => ({ sent: contact.sent })),
  onContact("GET", "files/:message", async (contact, { path }) => ({
    base64: (await contact.download(path.message ?? "")).toString("base64"),
  })),
];

/** `{"text": …}`, or any content with its `type`; a file comes as `base64`. */
function contentOf(input: JsonObject): Content {
  if (input.type === undefined && typeof input.text === "string") return input.text;
  if (typeof input.type !== "string") throw new EmulatorRefusal("Give a text, or a type and what belongs to it");
  const { base64, ...rest } = input;
  const content = typeof base64 === "string" ? { ...rest, bytes: Buffer.from(base64, "base64") } : rest;
  return content as unknown as Content;
}
