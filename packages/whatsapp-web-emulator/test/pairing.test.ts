import { describe, expect, it } from "vitest";
import { startWhatsappWebEmulator } from "../src/index.ts";
import { createClient } from "./client.ts";
import { SHOP } from "./stage.ts";

describe("linking a device", () => {
  it("links by QR code: the client restarts and logs in under its new address", async () => {
    await using emulator = await startWhatsappWebEmulator();
    const shop = emulator.createPhone({ number: SHOP });
    const client = createClient(emulator);
    client.connect();
    const qr = await client.until("connection.update", (update) => update.qr);
    expect(qr).toMatch(/^https:\/\/wa\.me\/settings\/linked_devices#/);
    await expect(shop.scan(qr)).resolves.toMatchObject({ device: 1 });
    expect(await client.untilClosed()).toBe(515);

    client.connect();
    await client.untilOpen();
    expect(client.socket.user).toMatchObject({
      id: "51900000001:1@s.whatsapp.net",
      lid: shop.lidAddress.replace("@", ":1@"),
    });
    expect(shop.devices).toMatchObject([{ isOnline: true, logins: 1 }]);
    await client.end();
  });

  it("links by pairing code; a wrong code is refused", async () => {
    await using emulator = await startWhatsappWebEmulator();
    const shop = emulator.createPhone({ number: SHOP });
    await expect(shop.enterPairingCode("ABCD1234")).rejects.toThrow("No client has asked");
    const client = createClient(emulator);
    client.connect();
    await client.until("connection.update", ({ qr }) => qr);
    const code = await client.socket.requestPairingCode(shop.number);
    await emulator.waitFor(() => emulator.frames.some((frame) => frame.children.includes("link_code_companion_reg")));
    await expect(shop.enterPairingCode("WRONGWRO")).rejects.toThrow("does not match");
    await shop.enterPairingCode(`${code.slice(0, 4)}-${code.slice(4).toLowerCase()}`);
    expect(await client.untilClosed()).toBe(515);
    client.connect();
    await client.untilOpen();
    expect(client.creds.registered).toBe(true);
    await client.end();
  });

  it("refuses a QR text that nobody shows, and one whose keys were changed", async () => {
    await using emulator = await startWhatsappWebEmulator();
    const shop = emulator.createPhone({ number: SHOP });
    await expect(shop.scan("hello")).rejects.toThrow("not the text of a WhatsApp QR code");
    await expect(shop.scan("2@x,a,b,c,1")).rejects.toThrow("Nobody waits here");
    const client = createClient(emulator);
    client.connect();
    const qr = await client.until("connection.update", (update) => update.qr);
    const parts = qr.split(",");
    parts[1] = Buffer.alloc(32).toString("base64");
    await expect(shop.scan(parts.join(","))).rejects.toThrow("keys in the QR code");
    await client.end();
  });
});
