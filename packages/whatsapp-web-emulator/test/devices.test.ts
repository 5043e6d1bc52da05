import { describe, expect, it } from "vitest";
import { linkClient, textOf } from "./client.ts";
import { BEN, startStage } from "./stage.ts";

describe("several clients", () => {
  it("lets two accounts write to each other, both with linked clients", async () => {
    await using stage = await startStage();
    const { emulator, client, shop } = stage;
    const office = emulator.createPhone({ number: "+51 900 000 009", name: "Office" });
    await client.socket.sendMessage(office.address, { text: "Before you linked" });
    await office.waitForMessage("Before you linked");
    const other = await linkClient(emulator, office);
    await shop.waitForConfirmation();
    await client.socket.sendMessage(office.address, { text: "Hello office" });
    await other.untilMessage((message) => textOf(message) === "Hello office");
    const answer = await other.socket.sendMessage(shop.address, { text: "Hello shop" });
    await client.untilMessage((message) => textOf(message) === "Hello shop");
    await other.untilStatus(answer?.key.id, 3);
    await other.end();
  });

  it("shows what one linked device writes to the other devices of the account", async () => {
    await using stage = await startStage();
    const { emulator, client, shop, ana } = stage;
    const second = await linkClient(emulator, shop);
    expect(shop.devices.map(({ device }) => device)).toEqual([1, 2]);
    await client.socket.sendMessage(ana.address, { text: "From the first" });
    const copy = await second.untilMessage((message) => textOf(message) === "From the first");
    expect(copy.key).toMatchObject({ remoteJid: ana.address, fromMe: true });
    await ana.writes("To both", { to: shop });
    await client.untilMessage((message) => textOf(message) === "To both");
    await second.untilMessage((message) => textOf(message) === "To both");
    shop.unlink(2);
    expect(await second.untilClosed()).toBe(401);
    await client.socket.sendMessage(ana.address, { text: "Alone again" });
    await ana.waitForMessage("Alone again");
  });

  it("names people by LID alone when their number is hidden", async () => {
    await using stage = await startStage();
    const { emulator, client, shop } = stage;
    const eva = emulator.createContact({ number: "+51 987 000 004", hidesNumber: true });
    await eva.writes("Who am I?", { to: shop, addressing: "lid" });
    const message = await client.untilMessage((one) => textOf(one) === "Who am I?");
    expect(message.key).toMatchObject({ remoteJid: eva.lidAddress, remoteJidAlt: undefined });
    const sent = await client.socket.sendMessage(eva.lidAddress, { text: "Somebody" });
    expect(await eva.waitForMessage("Somebody")).toMatchObject({ addressing: "lid", id: sent?.key.id });
  });
});

describe("keys", () => {
  it("asks for pre-keys when few are left, and lives without", async () => {
    await using stage = await startStage();
    const { emulator, client, shop, ana } = stage;
    await shop.waitForConfirmation();
    shop.spendPreKeys(2);
    await emulator.waitFor(() => (shop.devices[0]?.preKeys ?? 0) > 2, "new pre-keys");
    shop.spendPreKeys(0);
    await ana.writes("Still there?", { to: shop });
    await client.untilMessage((message) => textOf(message) === "Still there?");
  });

  it("sends a message again, under new keys, to a client that has lost its session", async () => {
    await using stage = await startStage();
    const { emulator, client, shop, ana } = stage;
    await ana.writes("One", { to: shop });
    await client.untilMessage((message) => textOf(message) === "One");
    await client.socket.sendMessage(ana.address, { text: "Got it" });
    await ana.waitForMessage("Got it");
    await shop.waitForConfirmation();
    await client.keys.set({ session: { [`${ana.lidAddress.split("@")[0]}_1.0`]: null } });
    await ana.writes("Two", { to: shop });
    await client.untilMessage((message) => textOf(message) === "Two");
    await shop.waitForConfirmation();
    expect(emulator.frames.some(({ direction, attrs }) => direction === "in" && attrs.type === "retry")).toBe(true);
  });
});

describe("history and settings", () => {
  it("sends a new device the conversations of the phone", async () => {
    await using stage = await startStage();
    const { emulator } = stage;
    const ben = emulator.getPhone(BEN);
    await stage.ana.writes("Long ago", { to: ben });
    const client = await linkClient(emulator, ben, { shouldSyncHistoryMessage: () => true });
    const history = await client.until("messaging-history.set", (set) => set.chats.length > 0 && set);
    expect(history).toMatchObject({
      chats: [{ id: stage.ana.address, name: "Ana" }],
      messages: [{ message: { conversation: "Long ago" } }],
    });
    await client.end();
  });

  it("keeps settings that the devices of an account share", async () => {
    await using stage = await startStage();
    const { client, shop, emulator } = stage;
    await shop.waitForConfirmation();
    await client.socket.updateProfileName("Corner shop");
    const second = await linkClient(emulator, shop, { shouldSyncHistoryMessage: () => true });
    await second.until("creds.update", ({ me }) => me?.name === "Corner shop");
    await second.end();
  });
});
