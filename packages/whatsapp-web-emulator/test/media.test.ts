import { randomBytes } from "node:crypto";
import { downloadMediaMessage } from "baileys";
import { describe, expect, it } from "vitest";
import { startStage } from "./stage.ts";

describe("files", () => {
  it("takes a client's upload, and the contact opens it", async () => {
    await using stage = await startStage();
    const { client, ana } = stage;
    const bytes = randomBytes(40_000);
    await client.socket.sendMessage(ana.address, {
      document: bytes,
      mimetype: "application/pdf",
      fileName: "bill.pdf",
      caption: "Your bill",
    });
    const received = await ana.waitForMessage("Your bill");
    expect(received.type).toBe("document");
    expect(await ana.download(received.id)).toEqual(bytes);
  });

  it("serves a contact's files of every kind to the client", async () => {
    await using stage = await startStage();
    const { client, ana, shop } = stage;
    for (const type of ["image", "video", "audio", "voice", "document", "sticker"] as const) {
      const bytes = randomBytes(5_000);
      const { id } = await ana.writes({ type, bytes, caption: "Look" }, { to: shop });
      const message = await client.untilMessage(({ key }) => key.id === id);
      expect(message.message).toHaveProperty(type === "voice" ? "audioMessage" : `${type}Message`);
      expect(await downloadMediaMessage(message, "buffer", {})).toEqual(bytes);
      // The library does not look at the seal; the phone does.
      expect(await shop.download(id)).toEqual(bytes);
    }
  });

  it("refuses uploads, and loses files, when told to", async () => {
    await using stage = await startStage();
    const { client, ana, shop, emulator } = stage;
    emulator.failUploads(500);
    const image = { document: randomBytes(100), mimetype: "text/plain", fileName: "a.txt" };
    await expect(client.socket.sendMessage(ana.address, image)).rejects.toThrow("Media upload failed");
    const { id } = await ana.writes({ type: "image", bytes: randomBytes(100) }, { to: shop });
    const message = await client.untilMessage(({ key }) => key.id === id);
    expect(emulator.removeFile(message.message?.imageMessage?.directPath ?? "")).toBe(true);
    await expect(downloadMediaMessage(message, "buffer", {})).rejects.toThrow("Failed to fetch stream");
  });
});
