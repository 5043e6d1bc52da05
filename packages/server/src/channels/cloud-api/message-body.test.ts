import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Channel, OutboundMessage } from "../channel.ts";
import type { MessageContent } from "../content.ts";
import { openTestChannel, TEST_SETTINGS } from "./test-channel.ts";
import { accept, startWireServer, type WireServer } from "./wire-server.ts";

const ID = "01970000-0000-7000-8000-000000000001";

describe("what Meta is sent", () => {
  let meta: WireServer;
  let channel: Channel;
  beforeAll(async () => {
    meta = await startWireServer(accept);
    channel = openTestChannel(meta.url, { appVersion: "1.2.3" });
  });
  afterAll(async () => {
    await channel.close();
    await meta[Symbol.asyncDispose]();
  });

  async function post(content: MessageContent, more: Partial<OutboundMessage> = {}) {
    const outcome = await channel.send({ id: ID, to: { phone: "+16505551234" }, content, ...more });
    expect(outcome).toMatchObject({ kind: "accepted" });
    const request = meta.requests.at(-1);
    if (request === undefined) throw new Error("nothing was posted");
    return { request, body: JSON.parse(request.body) as Record<string, unknown> };
  }

  it("goes to the number's messages, with the token in the header alone", async () => {
    const { request, body } = await post({ type: "text", text: "hola", previewUrl: true });
    expect(request).toMatchObject({ method: "POST", path: `/v25.0/${TEST_SETTINGS.phoneNumberId}/messages` });
    expect(request.headers).toMatchObject({
      authorization: `Bearer ${TEST_SETTINGS.accessToken}`,
      "content-type": "application/json",
      "user-agent": "chasqui/1.2.3",
    });
    expect(body).toEqual({
      messaging_product: "whatsapp",
      to: "+16505551234",
      type: "text",
      text: { body: "hola", preview_url: true },
      biz_opaque_callback_data: ID,
    });
  });

  it("is addressed by BSUID when there is no phone, and to a group as a group", async () => {
    const { body } = await post({ type: "text", text: "hola" }, { to: { bsuid: "US.13491208655302741918" } });
    expect(body).toMatchObject({ recipient: "US.13491208655302741918" });
    expect(body).not.toHaveProperty("to");
    const both = await post({ type: "text", text: "hola" }, { to: { phone: "+16505551234", bsuid: "US.1" } });
    expect(both.body).toMatchObject({ to: "+16505551234" });
    expect(both.body).not.toHaveProperty("recipient");
    const group = await post({ type: "text", text: "hola" }, { to: { group: "Y2FwaV9ncm91cA" } });
    expect(group.body).toMatchObject({ recipient_type: "group", to: "Y2FwaV9ncm91cA" });
  });

  it("is not posted at all when the recipient has no address", async () => {
    const before = meta.requests.length;
    const outcome = await channel.send({ id: ID, to: {}, content: { type: "text", text: "hola" } });
    expect(outcome).toMatchObject({ kind: "permanent", error: { code: "recipient-missing" } });
    expect(meta.requests).toHaveLength(before);
  });

  it("quotes, except beside a reaction", async () => {
    const quoting = await post({ type: "text", text: "hola" }, { quotedProviderId: "wamid.Q" });
    expect(quoting.body.context).toEqual({ message_id: "wamid.Q" });
    const reaction = await post(
      { type: "reaction", targetProviderId: "wamid.T", emoji: "" },
      { quotedProviderId: "wamid.Q" },
    );
    expect(reaction.body).not.toHaveProperty("context");
    expect(reaction.body.reaction).toEqual({ message_id: "wamid.T", emoji: "" });
  });

  const link = "https://files.test/f";
  const cases: readonly (readonly [MessageContent, Record<string, unknown>])[] = [
    [
      { type: "image", link, caption: "c" },
      { type: "image", image: { link, caption: "c" } },
    ],
    [
      { type: "video", link },
      { type: "video", video: { link } },
    ],
    [
      { type: "audio", link, voice: true },
      { type: "audio", audio: { link, voice: true } },
    ],
    [
      { type: "document", link, filename: "a.pdf" },
      { type: "document", document: { link, filename: "a.pdf" } },
    ],
    [
      { type: "sticker", link },
      { type: "sticker", sticker: { link } },
    ],
    [
      { type: "location", latitude: -13.5, longitude: 0, name: "Plaza" },
      { type: "location", location: { latitude: -13.5, longitude: 0, name: "Plaza" } },
    ],
    [
      {
        type: "contacts",
        contacts: [
          { formattedName: "Ana", phones: [{ phone: "+1", type: "CELL" }], organization: "Shop" },
          { formattedName: "Luz Paz", lastName: "Paz", emails: [{ email: "l@p.pe" }] },
        ],
      },
      {
        type: "contacts",
        contacts: [
          {
            name: { formatted_name: "Ana", first_name: "Ana" },
            org: { company: "Shop" },
            phones: [{ phone: "+1", type: "CELL" }],
          },
          { name: { formatted_name: "Luz Paz", last_name: "Paz" }, emails: [{ email: "l@p.pe" }] },
        ],
      },
    ],
    [
      {
        type: "buttons",
        header: { type: "image", link },
        body: "b",
        footer: "f",
        buttons: [{ id: "1", title: "Yes" }],
      },
      {
        type: "interactive",
        interactive: {
          type: "button",
          header: { type: "image", image: { link } },
          body: { text: "b" },
          footer: { text: "f" },
          action: { buttons: [{ type: "reply", reply: { id: "1", title: "Yes" } }] },
        },
      },
    ],
    [
      {
        type: "list",
        header: { type: "text", text: "h" },
        body: "b",
        button: "Open",
        sections: [
          {
            title: "s",
            rows: [
              { id: "1", title: "r", description: "d" },
              { id: "2", title: "q" },
            ],
          },
        ],
      },
      {
        type: "interactive",
        interactive: {
          type: "list",
          header: { type: "text", text: "h" },
          body: { text: "b" },
          action: {
            button: "Open",
            sections: [
              {
                title: "s",
                rows: [
                  { id: "1", title: "r", description: "d" },
                  { id: "2", title: "q" },
                ],
              },
            ],
          },
        },
      },
    ],
    [
      { type: "cta-url", body: "b", displayText: "Pay", url: link },
      {
        type: "interactive",
        interactive: {
          type: "cta_url",
          body: { text: "b" },
          action: { name: "cta_url", parameters: { display_text: "Pay", url: link } },
        },
      },
    ],
    [
      { type: "interactive", interactive: { type: "flow", body: { text: "b" }, action: { name: "flow" } } },
      { type: "interactive", interactive: { type: "flow", body: { text: "b" }, action: { name: "flow" } } },
    ],
    [
      { type: "template", name: "order", language: "es_PE", components: [{ type: "body", parameters: [] }] },
      {
        type: "template",
        template: { name: "order", language: { code: "es_PE" }, components: [{ type: "body", parameters: [] }] },
      },
    ],
  ];
  it.each(cases)("is Meta's shape of %j", async (content, expected) => {
    const { body } = await post(content);
    expect(body).toEqual({
      messaging_product: "whatsapp",
      to: "+16505551234",
      ...expected,
      biz_opaque_callback_data: ID,
    });
  });

  it("marks read, with the typing indicator only when asked", async () => {
    await channel.markRead?.("wamid.IN", { typing: true });
    expect(JSON.parse(meta.requests.at(-1)?.body ?? "")).toEqual({
      messaging_product: "whatsapp",
      status: "read",
      message_id: "wamid.IN",
      typing_indicator: { type: "text" },
    });
    await channel.markRead?.("wamid.IN", { typing: false });
    expect(JSON.parse(meta.requests.at(-1)?.body ?? "")).not.toHaveProperty("typing_indicator");
  });
});
