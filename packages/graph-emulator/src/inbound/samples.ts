import type { JsonObject } from "../http/body.ts";

/** A payload for every inbound type that needs no media (cloud-api.md §1.5), used when a test gives none. */
export const SAMPLE_PAYLOADS: Readonly<Record<string, JsonObject | readonly JsonObject[]>> = {
  location: { latitude: -12.0464, longitude: -77.0428, name: "Plaza Mayor", address: "Jr. de la Unión, Lima" },
  contacts: [
    {
      name: { formatted_name: "Ana Quispe", first_name: "Ana", last_name: "Quispe" },
      phones: [{ phone: "+51 987 654 321", wa_id: "51987654321", type: "CELL" }],
      origin: "other",
    },
  ],
  button: { payload: "STOP", text: "Stop" },
  interactive: { type: "button_reply", button_reply: { id: "yes", title: "Yes" } },
  reaction: { message_id: "wamid.UNKNOWN", emoji: "👍" },
  order: {
    catalog_id: "194836987003835",
    text: "Please deliver today",
    product_items: [{ product_retailer_id: "sku-1", quantity: 2, item_price: 9.5, currency: "USD" }],
  },
  system: { type: "user_changed_number", body: "User changed number" },
  edit: { original_message_id: "wamid.UNKNOWN", message: { type: "text", text: { body: "Hello, edited" } } },
  revoke: { original_message_id: "wamid.UNKNOWN" },
  unsupported: { type: "poll_update" },
  request_welcome: {},
};

/** The error that stands on an `unsupported` message. */
export const UNSUPPORTED_ERROR: JsonObject = {
  code: 131051,
  title: "Message type unknown",
  message: "Message type unknown",
  error_data: { details: "Message type is currently not supported." },
};

interface SampleFile {
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  readonly extra: JsonObject;
}

const ONE_PIXEL_PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** A small file for every media type. Only the image is a real one; receivers look at type and bytes, not inside. */
export const SAMPLE_FILES: Readonly<Record<string, SampleFile>> = {
  image: { mimeType: "image/png", bytes: ONE_PIXEL_PNG, extra: {} },
  video: { mimeType: "video/mp4", bytes: Buffer.from("emulated video"), extra: {} },
  audio: { mimeType: "audio/ogg; codecs=opus", bytes: Buffer.from("emulated voice note"), extra: { voice: true } },
  document: {
    mimeType: "application/pdf",
    bytes: Buffer.from("%PDF-1.4 emulated"),
    extra: { filename: "document.pdf" },
  },
  sticker: { mimeType: "image/webp", bytes: Buffer.from("emulated sticker"), extra: { animated: false } },
};
