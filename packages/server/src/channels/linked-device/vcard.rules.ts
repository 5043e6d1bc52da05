/** A contact's card as phones take it: vCard 3.0, RFC 2426. Pure. */
import type { MessageContent } from "../content.ts";

type Card = Extract<MessageContent, { type: "contacts" }>["contacts"][number];

export function writeVcard(card: Card): string {
  const lines = [
    "BEGIN:VCARD",
    "VERSION:3.0",
    `N:${escapeValue(card.lastName ?? "")};${escapeValue(card.firstName ?? "")};;;`,
    `FN:${escapeValue(card.formattedName)}`,
    ...(card.organization === undefined ? [] : [`ORG:${escapeValue(card.organization)}`]),
    ...(card.phones ?? []).map(({ phone, type }) => {
      const digits = phone.replace(/\D/g, "");
      // With its WhatsApp id a phone shows "Message" under the number.
      return `TEL;type=${word(type ?? "CELL")};waid=${digits}:${escapeValue(phone)}`;
    }),
    ...(card.emails ?? []).map(({ email, type }) => `EMAIL;type=${word(type ?? "INTERNET")}:${escapeValue(email)}`),
    "END:VCARD",
  ];
  return lines.join("\n");
}

function escapeValue(value: string): string {
  return value.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, "\\n");
}

/** Parameters can't be escaped. */
function word(value: string): string {
  return value.replace(/[^A-Za-z0-9-]/g, "").toUpperCase() || "OTHER";
}
