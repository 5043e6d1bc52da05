import { describe, expect, it } from "vitest";
import { textOf } from "./client.ts";
import { startStage } from "./stage.ts";

describe("receipts and presence", () => {
  it("reports by command, and names the reader as told", async () => {
    await using stage = await startStage();
    const { client, ana } = stage;
    ana.receipts = "none";
    const sent = await client.socket.sendMessage(ana.address, { text: "Listen" });
    await ana.waitForMessage("Listen");
    const id = sent?.key.id ?? "";
    ana.reports("delivered", id);
    await client.untilStatus(id, 3);
    ana.reports("played", id, { addressing: "lid" });
    const update = await client.until("messages.update", (updates) =>
      updates.find((one) => one.key.id === id && one.update.status === 5),
    );
    expect(update.key.remoteJid).toBe(ana.lidAddress);
  });

  it("tells contacts what the client has read, and the client what its phone has read", async () => {
    await using stage = await startStage();
    const { emulator, client, shop, ana } = stage;
    const { id } = await ana.writes("Read me", { to: shop });
    const message = await client.untilMessage(({ key }) => key.id === id);
    await client.socket.readMessages([message.key]);
    await emulator.waitFor(() => ana.sent[0]?.receipts.some(({ type }) => type === "read"));
    shop.opensChat(ana, [id]);
    await client.until("messages.update", (updates) =>
      updates.some(({ key, update }) => key.id === id && key.fromMe === false && update.status === 4),
    );
    await shop.waitForConfirmation();
  });

  it("shows who is typing and who is there, both ways", async () => {
    await using stage = await startStage();
    const { emulator, client, shop, ana } = stage;
    ana.acts("composing", shop);
    const presenceOf = (state: string) => (update: { presences: Record<string, { lastKnownPresence: string }> }) =>
      update.presences[ana.address]?.lastKnownPresence === state;
    await client.until("presence.update", presenceOf("composing"));
    await client.socket.presenceSubscribe(ana.address);
    await client.socket.sendPresenceUpdate("composing", ana.address);
    await emulator.waitFor(() => ana.chatStateOf(shop.number) === "composing");
    ana.appears("unavailable");
    await client.until("presence.update", presenceOf("unavailable"));
  });
});

describe("asking again in a group", () => {
  it("sends a group's message again to a client that has lost the author's key", async () => {
    await using stage = await startStage();
    const { emulator, client, shop, ana } = stage;
    const group = emulator.createGroup({ subject: "Offers", members: [ana, shop] });
    await ana.writes("One", { to: group });
    await client.untilMessage((message) => textOf(message) === "One");
    await shop.waitForConfirmation();
    await client.keys.set({ "sender-key": { [`${group.address}::${ana.lidAddress.split("@")[0]}_1::0`]: null } });
    await ana.writes("Two", { to: group });
    await client.untilMessage((message) => textOf(message) === "Two");
  });
});
