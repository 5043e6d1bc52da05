import { describe, expect, it } from "vitest";
import { textOf } from "./client.ts";
import { startStage } from "./stage.ts";

describe("texts", () => {
  it("brings a client's text to a contact, and the contact's receipts back", async () => {
    await using stage = await startStage();
    const { client, ana, shop } = stage;
    ana.receipts = "read";
    const sent = await client.socket.sendMessage(ana.address, { text: "Hello" });
    const received = await ana.waitForMessage("Hello");
    expect(received).toMatchObject({
      id: sent?.key.id,
      from: shop.number,
      fromDevice: 1,
      times: 1,
      encryption: "pkmsg",
    });
    await client.untilStatus(sent?.key.id, 4);
    expect(shop.sent).toMatchObject([{ to: ana.number, text: "Hello", fromDevice: 1 }]);
  });

  it("brings a contact's text to the client, addressed either way", async () => {
    await using stage = await startStage();
    const { client, ana, ben, shop } = stage;
    await ana.writes("By number", { to: shop });
    await ben.writes("By LID", { to: shop, addressing: "lid" });
    const first = await client.untilMessage((message) => textOf(message) === "By number");
    const second = await client.untilMessage((message) => textOf(message) === "By LID");
    expect(first).toMatchObject({ key: { remoteJid: ana.address, remoteJidAlt: ana.lidAddress }, pushName: "Ana" });
    expect(second).toMatchObject({ key: { remoteJid: ben.lidAddress, remoteJidAlt: ben.address } });
    await shop.waitForConfirmation();
    expect(ana.sent[0]?.receipts).toMatchObject([{ from: shop.number }]);
  });
});
