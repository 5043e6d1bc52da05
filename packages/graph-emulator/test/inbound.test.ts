import { describe, expect, it } from "vitest";
import { startGraphEmulator } from "../src/index.ts";
import { type Json, send } from "./graph-client.ts";
import { startWebhookReceiver } from "./webhook-receiver.ts";

const ANA = "+51987654321";

async function receiveOne(act: (emulator: Awaited<ReturnType<typeof startGraphEmulator>>) => void): Promise<Json> {
  await using receiver = await startWebhookReceiver();
  await using emulator = await startGraphEmulator({ preset: { callbackUrl: receiver.url } });
  act(emulator);
  const [webhook] = await receiver.waitFor(1);
  return JSON.parse(webhook?.text ?? "").entry[0].changes[0].value;
}

describe("inbound messages (§1.4, §1.5)", () => {
  it("sends a text with its contact", async () => {
    const value = await receiveOne((emulator) => emulator.receive({ from: ANA, text: "Hola", replyTo: "wamid.x" }));
    expect(value.contacts).toEqual([
      { profile: { name: "User 4321" }, wa_id: "51987654321", user_id: expect.stringMatching(/^PE\./) },
    ]);
    expect(value.messages).toEqual([
      {
        context: { from: "15550783881", id: "wamid.x" },
        from: "51987654321",
        from_user_id: value.contacts[0].user_id,
        id: expect.stringMatching(/^wamid\./),
        timestamp: expect.stringMatching(/^\d{10}$/),
        type: "text",
        text: { body: "Hola" },
      },
    ]);
  });

  it.each([
    "text",
    "image",
    "video",
    "audio",
    "document",
    "sticker",
    "location",
    "contacts",
    "button",
    "interactive",
    "reaction",
    "order",
    "system",
    "edit",
    "revoke",
    "unsupported",
    "request_welcome",
    "a_type_of_tomorrow",
  ])("has a sample of type %s", async (type) => {
    const value = await receiveOne((emulator) => emulator.receive({ from: ANA, type }));
    expect(value.messages[0]).toMatchObject({ type, [type]: expect.anything() });
    expect(value).toHaveProperty("metadata.phone_number_id");
    expect("contacts" in value).toBe(type !== "system");
  });

  it("carries the digest of a file as base64", async () => {
    const bytes = Buffer.from("hello");
    const value = await receiveOne((emulator) =>
      emulator.receive({
        from: ANA,
        type: "document",
        text: "for May",
        media: { bytes, mimeType: "text/plain", filename: "a.txt" },
      }),
    );
    expect(value.messages[0].document).toMatchObject({
      filename: "a.txt",
      mime_type: "text/plain",
      caption: "for May",
      sha256: "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=",
      id: expect.stringMatching(/^\d+$/),
      url: expect.stringContaining("/whatsapp_business/attachments/?mid="),
    });
  });

  it("leaves the number out for a user who hides it, and takes the answer by BSUID (§1.10, §2.8)", async () => {
    await using receiver = await startWebhookReceiver();
    await using emulator = await startGraphEmulator({ preset: { callbackUrl: receiver.url } });
    const user = emulator.createUser({ phone: ANA, username: "ana.q" });
    emulator.receive({ from: ANA });
    const [webhook] = await receiver.waitFor(1);
    const value = JSON.parse(webhook?.text ?? "").entry[0].changes[0].value;
    expect(value.messages[0]).not.toHaveProperty("from");
    expect(value.messages[0].from_user_id).toBe(user.bsuid);
    expect(value.contacts).toEqual([{ profile: { name: "User 4321", username: "ana.q" }, user_id: user.bsuid }]);

    const answer = await send(emulator, { recipient: user.bsuid, type: "text", text: { body: "Hi" } });
    expect(answer.status).toBe(200);
    await emulator.settled();
    const status = JSON.parse(receiver.received[1]?.text ?? "").entry[0].changes[0].value.statuses[0];
    expect(status).toMatchObject({ status: "sent", recipient_user_id: user.bsuid });
    expect(status).not.toHaveProperty("recipient_id");
  });

  it("spells what users do with a message", async () => {
    const value = await receiveOne((emulator) =>
      emulator.reply({ from: ANA, kind: "listRow", to: "wamid.x", id: "row-1", title: "Row 1" }),
    );
    expect(value.messages[0]).toMatchObject({
      context: { id: "wamid.x" },
      type: "interactive",
      interactive: { type: "list_reply", list_reply: { id: "row-1", title: "Row 1" } },
    });
  });
});
