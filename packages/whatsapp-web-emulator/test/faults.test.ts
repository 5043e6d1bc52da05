import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { startStage } from "./stage.ts";

describe("what goes wrong with messages", () => {
  it("refuses messages to chosen recipients with 463", async () => {
    await using stage = await startStage();
    const { client, ana, ben, emulator } = stage;
    emulator.refuseMessagesTo(ana);
    const refused = await client.socket.sendMessage(ana.address, { text: "Cold call" });
    await client.socket.sendMessage(ben.address, { text: "Warm" });
    expect(await client.untilStatus(refused?.key.id, 0)).toContain("463");
    await ben.waitForMessage("Warm");
    expect(ana.received).toEqual([]);
    expect(emulator.submissions).toMatchObject([{ outcome: "refused", error: 463 }, { outcome: "accepted" }]);
  });

  it.each([
    ["beforeAccept", 0],
    ["afterAccept", 1],
  ] as const)("cuts the line %s", async (drop, arrived) => {
    await using stage = await startStage();
    const { client, ana, emulator } = stage;
    emulator.addRule({ match: { to: ana.number, nth: 2 }, effect: { drop } });
    await client.socket.sendMessage(ana.address, { text: "One" });
    await client.socket.sendMessage(ana.address, { text: "Two" });
    expect(await client.untilClosed()).toBe(428);
    await emulator.waitFor(() => emulator.submissions.length === 2);
    await ana.waitForMessage("One");
    client.connect();
    await client.untilOpen();
    await client.socket.sendMessage(ana.address, { text: "Three" });
    await ana.waitForMessage("Three");
    expect(ana.received.filter(({ text }) => text === "Two")).toHaveLength(arrived);
    expect(ana.decryptionFailures).toEqual([]);
  });

  it("counts a message that arrives twice, and shows it once", async () => {
    await using stage = await startStage();
    const { client, ana, shop } = stage;
    const options = { messageId: "3EB0000000000000000001" };
    await client.socket.sendMessage(ana.address, { text: "Once" }, options);
    await client.socket.sendMessage(ana.address, { text: "Once" }, options);
    await client.socket.sendMessage(ana.address, { text: "End" });
    await ana.waitForMessage("End");
    expect(ana.received).toMatchObject([
      { text: "Once", times: 2 },
      { text: "End", times: 1 },
    ]);
    expect(ana.repeats).toBe(1);
    expect(shop.sent).toHaveLength(2);
  });

  it("refuses messages to numbers that are not on WhatsApp", async () => {
    await using stage = await startStage();
    const { client, ana, ben } = stage;
    ben.isOnWhatsapp = false;
    expect(await client.socket.onWhatsApp(ana.number, ben.number, "51911111111")).toEqual([
      { jid: ana.address, exists: true },
    ]);
    const sent = await client.socket.sendMessage(ben.address, { text: "Anybody there?" });
    await client.untilStatus(sent?.key.id, 0);
  });

  it("asks the client again for what it could not decrypt", async () => {
    await using stage = await startStage();
    const { client, ana, shop, emulator } = stage;
    await client.socket.sendMessage(ana.address, { text: "One" });
    await ana.waitForMessage("One");
    await ana.writes("Hi", { to: shop });
    await client.untilMessage(({ key }) => key.fromMe === false);
    const sessions = await client.keys.get("session", [`${ana.lidAddress.split("@")[0]}_1.0`]);
    const before = structuredClone(sessions);
    await client.socket.sendMessage(ana.address, { text: "Two" });
    await ana.waitForMessage("Two");
    // As after a crash: the ratchet that sent "Two" is lost.
    await client.keys.set({ session: before });
    await client.socket.sendMessage(ana.address, { text: "Three" });
    await ana.waitForMessage("Three");
    expect(ana.decryptionFailures).toHaveLength(1);
    expect(emulator.frames.some(({ attrs }) => attrs.type === "retry")).toBe(true);
  });

  it("delivers without ever acknowledging, or late", async () => {
    await using stage = await startStage();
    const { client, ana, ben, emulator } = stage;
    ana.receipts = "none";
    ben.receipts = "none";
    emulator.addRule({ match: { to: ana.number }, effect: { withholdAck: true } });
    emulator.addRule({ match: { to: ben.number }, effect: { ackAfterMs: 20 } });
    const acks = () => emulator.frames.filter(({ tag, attrs }) => tag === "ack" && attrs.class === "message");
    await client.socket.sendMessage(ana.address, { text: "Quiet" });
    const late = await client.socket.sendMessage(ben.address, { text: "Late" });
    await ana.waitForMessage("Quiet");
    await ben.waitForMessage("Late");
    await emulator.waitFor(() => acks().length > 0);
    expect(acks().map(({ id }) => id)).toEqual([late?.key.id]);
  });

  it("keeps a restricted account from people it has not talked to", async () => {
    await using stage = await startStage();
    const { client, shop, ana, ben } = stage;
    await ana.writes("Hi", { to: shop });
    await client.untilMessage(({ key }) => key.fromMe === false);
    const until = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000);
    shop.restrict(until);
    const news = await client.until("connection.update", ({ reachoutTimeLock }) => reachoutTimeLock);
    expect(news).toMatchObject({ isActive: true, timeEnforcementEnds: until });
    expect(await client.socket.fetchAccountReachoutTimelock()).toMatchObject({ isActive: true });
    await client.socket.sendMessage(ana.address, { text: "Known" });
    await ana.waitForMessage("Known");
    const cold = await client.socket.sendMessage(ben.address, { text: "Unknown" });
    expect(await client.untilStatus(cold?.key.id, 0)).toContain("463");
    shop.restrict(undefined);
    await client.socket.sendMessage(ben.address, { text: "Free again" });
    await ben.waitForMessage("Free again");
  });

  it("turns clients away while it is not reachable", async () => {
    await using stage = await startStage();
    const { client, emulator } = stage;
    emulator.setReachable(false);
    expect(await client.untilClosed()).toBe(428);
    client.connect();
    expect(await client.untilClosed()).toBe(408);
    // The library does not notice that it was turned away by HTTP.
    emulator.setReachable(false, 503);
    const turnedAway = client.connect();
    await once(turnedAway.ws, "unexpected-response");
    expect(emulator.state.attempts).toEqual({ accepted: 2, refused: 2 });
    emulator.setReachable(true);
    client.connect();
    await client.untilOpen();
  });
});
