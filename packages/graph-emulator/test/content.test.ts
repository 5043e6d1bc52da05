import { describe, expect, it } from "vitest";
import { startGraphEmulator } from "../src/index.ts";
import { send, text } from "./graph-client.ts";

const ANA = "+51987654321";
const LONG = (length: number) => "x".repeat(length);

const button = (count: number, title = "Yes") => ({
  type: "interactive",
  interactive: {
    type: "button",
    body: { text: "Sure?" },
    action: {
      buttons: Array.from({ length: count }, (_, index) => ({
        type: "reply",
        reply: { id: `id${index}`, title: `${title}${index}` },
      })),
    },
  },
});
const list = (rowsPerSection: number[]) => ({
  type: "interactive",
  interactive: {
    type: "list",
    body: { text: "Choose" },
    action: {
      button: "Menu",
      sections: rowsPerSection.map((rows, section) => ({
        title: `Section ${section}`,
        rows: Array.from({ length: rows }, (_, row) => ({ id: `${section}-${row}`, title: `Row ${row}` })),
      })),
    },
  },
});
const cta = (displayText: string, url = "https://example.com") => ({
  type: "interactive",
  interactive: {
    type: "cta_url",
    body: { text: "See" },
    action: { name: "cta_url", parameters: { display_text: displayText, url } },
  },
});
const contact = (name: object) => ({ type: "contacts", contacts: [{ name, phones: [{ phone: "+1555" }] }] });

describe("content (§2.3, §2.4)", () => {
  it.each<[string, object]>([
    ["a text without type", { text: { body: LONG(4096), preview_url: true } }],
    ["an emoji counting once", { type: "text", text: { body: "👋".repeat(4096) } }],
    ["an image by link", { type: "image", image: { link: "https://example.com/a.jpg", caption: LONG(1024) } }],
    ["a voice note", { type: "audio", audio: { link: "https://example.com/a.ogg", voice: true } }],
    ["a document", { type: "document", document: { link: "https://example.com/a.pdf", filename: "a.pdf" } }],
    ["a sticker", { type: "sticker", sticker: { link: "https://example.com/a.webp" } }],
    ["a video", { type: "video", video: { link: "https://example.com/a.mp4" } }],
    ["a location in texts", { type: "location", location: { latitude: "-12.04", longitude: "-77.04", name: "Lima" } }],
    ["contacts", contact({ formatted_name: "Ana Quispe", first_name: "Ana" })],
    ["a reaction", { type: "reaction", reaction: { message_id: "wamid.x", emoji: "" } }],
    ["three buttons", button(3)],
    ["ten rows in two sections", list([5, 5])],
    ["a link button", cta("Open")],
    [
      "a location request",
      {
        type: "interactive",
        interactive: { type: "location_request_message", body: { text: "Where?" }, action: { name: "send_location" } },
      },
    ],
    [
      "a flow",
      {
        type: "interactive",
        interactive: {
          type: "flow",
          body: { text: "Fill in" },
          action: {
            name: "flow",
            parameters: { flow_message_version: "3", flow_id: "1", flow_cta: "Start", mode: "published" },
          },
        },
      },
    ],
    [
      "a single product",
      { type: "interactive", interactive: { type: "product", action: { catalog_id: "1", product_retailer_id: "2" } } },
    ],
  ])("accepts %s", async (_name, message) => {
    await using emulator = await startGraphEmulator();
    const answer = await send(emulator, { to: ANA, ...message });
    expect(answer.json).toHaveProperty("messages");
  });

  it.each<[string, object, number, string]>([
    ["no text", { type: "text", text: {} }, 131008, "text['body'] is required"],
    ["a long text", { type: "text", text: { body: LONG(4097) } }, 131009, "at most 4096"],
    [
      "a long caption",
      { type: "image", image: { link: "https://e.com/a", caption: LONG(1025) } },
      131009,
      "at most 1024",
    ],
    ["media without id and link", { type: "image", image: {} }, 131008, "image['id'] or image['link']"],
    ["media with both", { type: "image", image: { id: "1", link: "https://e.com/a" } }, 131009, "Only one"],
    ["a latitude out of range", { type: "location", location: { latitude: 91, longitude: 0 } }, 131009, "latitude"],
    ["a contact with a bare name", contact({ formatted_name: "Ana" }), 131009, "at least one of"],
    ["no button", button(0), 131009, "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3"],
    ["four buttons", button(4), 131009, "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3"],
    ["a long button title", button(1, LONG(20)), 131009, "Button title exceeds 20 characters"],
    ["eleven rows", list([6, 5]), 131009, "Invalid rows count"],
    ["eleven sections", list(Array(11).fill(1)), 131009, "Invalid sections count"],
    ["a long link text", cta(LONG(21)), 131009, "at most 20"],
    ["a link that is none", cta("Open", "example.com"), 131009, "valid http"],
    ["callback data too long", { ...text(ANA), biz_opaque_callback_data: LONG(513) }, 131009, "at most 512"],
  ])("refuses %s", async (_name, message, code, details) => {
    await using emulator = await startGraphEmulator();
    const answer = await send(emulator, { to: ANA, ...message });
    expect(answer.status).toBe(400);
    expect(answer.json.error).toMatchObject({ type: "OAuthException", code });
    expect(answer.json.error.error_data).toMatchObject({ messaging_product: "whatsapp" });
    expect(answer.json.error.error_data.details).toContain(details);
    expect(emulator.sentMessages).toEqual([]);
  });

  it("names the types when asked for one that does not exist", async () => {
    await using emulator = await startGraphEmulator();
    const answer = await send(emulator, { to: ANA, type: "telegram", telegram: {} });
    expect(answer.json.error.message).toMatch(/^\(#100\) Param type must be one of .* - got "telegram"\.$/);
  });

  it("refuses an unknown media id at once (§8.3 step 9)", async () => {
    await using emulator = await startGraphEmulator();
    const answer = await send(emulator, { to: ANA, type: "image", image: { id: "404" } });
    expect(answer.json.error.code).toBe(100);
  });
});
