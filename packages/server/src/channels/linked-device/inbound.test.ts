import type { WAMessage } from "baileys";
import { describe, expect, it } from "vitest";
import { emptyHeard } from "./heard.ts";
import { translate } from "./inbound.ts";

const PHONE = "34600000001@s.whatsapp.net";
const LID = "99887766@lid";
const GROUP = "120363000000000001@g.us";

function hear(message: object, key: object = {}): ReturnType<typeof translate>["events"][number] | undefined {
  const whole = {
    key: { remoteJid: PHONE, id: "ABC", fromMe: false, ...key },
    messageTimestamp: 1_770_000_000,
    pushName: "Customer",
    message,
  } as WAMessage;
  return translate({ ...emptyHeard(), messages: [whole] }, "device-1").events[0];
}

describe("what WhatsApp Web tells", () => {
  it.each([
    [{ conversation: "hello" }, { type: "text", text: "hello" }],
    [{ extendedTextMessage: { text: "see https://shop.test" } }, { type: "text", text: "see https://shop.test" }],
    [{ ephemeralMessage: { message: { conversation: "gone soon" } } }, { type: "text", text: "gone soon" }],
    [
      { imageMessage: { caption: "look", mimetype: "image/jpeg" } },
      { type: "image", text: "look", media: { providerMediaId: "ABC", mimeType: "image/jpeg" } },
    ],
    [
      { documentWithCaptionMessage: { message: { documentMessage: { fileName: "a.pdf", caption: "May" } } } },
      { type: "document", text: "May", media: { filename: "a.pdf" } },
    ],
    [{ audioMessage: { ptt: true } }, { type: "audio" }],
    [{ locationMessage: { degreesLatitude: 1 } }, { type: "location" }],
    [{ contactMessage: { displayName: "A" } }, { type: "contacts" }],
    [{ reactionMessage: { key: { id: "T" }, text: "👍" } }, { type: "reaction", payload: "👍" }],
    [{ protocolMessage: { type: 0, key: { id: "T" } } }, { type: "revoke" }],
    [
      { protocolMessage: { type: 14, key: { id: "T" }, editedMessage: { conversation: "better" } } },
      { type: "edit", text: "better" },
    ],
    [
      { listResponseMessage: { title: "First", singleSelectReply: { selectedRowId: "r1" } } },
      { type: "interactive", text: "First", payload: "r1" },
    ],
    [{ groupInviteMessage: { groupName: "x" } }, { type: "group-invite" }],
    [{ conversation: "a\u0000b\ud800" }, { type: "text", text: "ab\ufffd" }],
  ])("is understood: %j", (message, content) => {
    expect(hear(message)).toMatchObject({ kind: "message", providerId: "ABC", content });
  });

  it.each([{ protocolMessage: { type: 3 } }, { senderKeyDistributionMessage: {} }, {}])(
    "between devices is nothing for people: %j",
    (message) => expect(hear(message)).toBeUndefined(),
  );

  it("names people by phone and LID, whichever address came first", () => {
    const person = { phone: "+34600000001", lid: "99887766", displayName: "Customer" };
    expect(hear({ conversation: "x" }, { remoteJidAlt: LID })).toMatchObject({ from: person });
    expect(hear({ conversation: "x" }, { remoteJid: LID, remoteJidAlt: PHONE })).toMatchObject({ from: person });
    expect(hear({ conversation: "x" }, { remoteJid: LID })).toMatchObject({ from: { lid: "99887766" } });
  });

  it("in a group tells the group and who wrote; what we wrote on the phone is an echo", () => {
    const inGroup = { remoteJid: GROUP, participant: LID, participantAlt: PHONE };
    expect(hear({ conversation: "x" }, inGroup)).toMatchObject({ group: GROUP, from: { phone: "+34600000001" } });
    expect(hear({ conversation: "x" }, { ...inGroup, fromMe: true })).toMatchObject({
      kind: "echo",
      group: GROUP,
      to: {},
    });
    expect(hear({ conversation: "x" }, { fromMe: true })).toMatchObject({
      kind: "echo",
      to: { phone: "+34600000001" },
    });
  });

  it("leaves keys and pictures out of what is kept", () => {
    const event = hear({
      imageMessage: {
        caption: "look",
        mediaKey: Buffer.from("secret"),
        jpegThumbnail: Buffer.from("x"),
        directPath: "/v",
      },
    });
    expect(JSON.stringify(event)).not.toMatch(/c2VjcmV0|mediaKey|jpegThumbnail|directPath/);
  });

  it("is no status update or channel, and not what could not be read", () => {
    expect(hear({ conversation: "x" }, { remoteJid: "status@broadcast" })).toBeUndefined();
    expect(hear({ conversation: "x" }, { remoteJid: "1@newsletter" })).toBeUndefined();
  });

  it("tells ticks of our messages alone", () => {
    const update = (fromMe: boolean, status: number) => ({
      key: { id: "M", remoteJid: PHONE, fromMe },
      update: { status, messageTimestamp: 1_770_000_000 },
    });
    const updates = [update(true, 3), update(true, 4), update(false, 4), update(true, 2)];
    const { events } = translate({ ...emptyHeard(), updates }, "device-1");
    expect(events).toMatchObject([
      { kind: "status", providerId: "M", status: "delivered", occurredAt: new Date(1_770_000_000_000) },
      { kind: "status", providerId: "M", status: "read" },
    ]);
  });
});
