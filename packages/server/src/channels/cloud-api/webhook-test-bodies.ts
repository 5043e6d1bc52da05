/** Webhook bodies as Meta posts them, for tests. */
export const PHONE_NUMBER_ID = "106540352242922";
export const BUSINESS_ACCOUNT_ID = "102290129340398";
export const CONTACT = {
  profile: { name: "Sheena", username: "@sheena.n" },
  wa_id: "16505551234",
  user_id: "US.13491208655302741918",
};

export type Json = Record<string, unknown>;

export function messagesValue(value: Json): Json {
  return {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "15550783881", phone_number_id: PHONE_NUMBER_ID },
    ...value,
  };
}

export function envelope(field: string, value: unknown, time?: number): Json {
  return {
    object: "whatsapp_business_account",
    entry: [{ id: BUSINESS_ACCOUNT_ID, ...(time === undefined ? {} : { time }), changes: [{ field, value }] }],
  };
}

export function inbound(message: Json, contacts: unknown = [CONTACT]): Json {
  const base = { from: "16505551234", from_user_id: CONTACT.user_id, id: "wamid.IN", timestamp: "1749416383" };
  return envelope("messages", messagesValue({ contacts, messages: [{ ...base, ...message }] }));
}

export function statusUpdate(status: Json): Json {
  const base = { id: "wamid.OUT", status: "sent", timestamp: "1750030073", recipient_id: "16505551234" };
  return envelope("messages", messagesValue({ statuses: [{ ...base, ...status }] }));
}

export function bytes(body: unknown): Buffer {
  return Buffer.from(JSON.stringify(body));
}
