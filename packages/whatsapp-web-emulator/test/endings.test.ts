import { describe, expect, it } from "vitest";
import { textOf } from "./client.ts";
import { startStage } from "./stage.ts";

describe("how a connection ends", () => {
  it.each([401, 403, 440, 503, 515])("ends a stream with %i", async (code) => {
    await using stage = await startStage();
    stage.shop.endStream(code);
    expect(await stage.client.untilClosed()).toBe(code);
  });

  it("refuses logins of a device that was unlinked", async () => {
    await using stage = await startStage();
    const { client, shop, ana, emulator } = stage;
    // A client that does not hear why has no longer a say either.
    client.socket.ws.removeAllListeners("CB:stream:error");
    shop.unlink();
    await client.socket.sendMessage(ana.address, { text: "Still me" }).catch(() => undefined);
    await client.untilClosed();
    expect(emulator.submissions).toEqual([]);
    client.connect();
    expect(await client.untilClosed()).toBe(401);
    expect(shop.devices).toEqual([]);
  });

  it.each([403, 503])("refuses logins with %i for as long as told", async (reason) => {
    await using stage = await startStage();
    const { client, shop } = stage;
    shop.refuseLogins(reason);
    shop.cutLine();
    await client.untilClosed();
    client.connect();
    expect(await client.untilClosed()).toBe(reason);
    shop.refuseLogins(undefined);
    client.connect();
    await client.untilOpen();
  });

  it("replaces the older of two sockets with the same keys, and accepts nothing from it", async () => {
    await using stage = await startStage();
    const { client, shop, ana, emulator } = stage;
    const older = client.socket;
    // It does not listen any more, as a process that hangs: so it cannot learn that it was replaced.
    older.ws.removeAllListeners("CB:stream:error");
    client.connect();
    await client.untilOpen();
    await shop.waitForLogin();
    await older.sendMessage(ana.address, { text: "From the old one" }).catch(() => undefined);
    await client.socket.sendMessage(ana.address, { text: "From the new one" });
    await ana.waitForMessage("From the new one");
    expect(ana.received.map(({ text }) => text)).toEqual(["From the new one"]);
    const ignored = emulator.frames.filter(({ note }) => note?.startsWith("Not accepted") === true);
    expect(ignored).not.toEqual([]);
    expect(emulator.submissions).toHaveLength(1);
    await older.end(undefined);
  });

  it("is unlinked by a client that logs out", async () => {
    await using stage = await startStage();
    await stage.client.socket.logout();
    await stage.emulator.waitFor(() => stage.shop.devices.length === 0);
  });
});

describe("a line that is not there", () => {
  it("keeps what comes meanwhile, and delivers it in order after the next login", async () => {
    await using stage = await startStage();
    const { client, shop, ana, ben } = stage;
    await shop.waitForConfirmation();
    await client.end();
    await stage.emulator.waitFor(() => shop.devices[0]?.isOnline === false);
    for (let count = 1; count <= 12; count += 1) {
      await (count % 2 === 0 ? ana : ben).writes(`Message ${count}`, { to: shop });
    }
    expect(shop.devices).toMatchObject([{ unconfirmed: 12 }]);
    client.connect();
    await client.untilMessage((message) => textOf(message) === "Message 12");
    expect(client.texts()).toEqual(Array.from({ length: 12 }, (_, index) => `Message ${index + 1}`));
    await shop.waitForConfirmation();
    const offline = stage.emulator.frames.filter(({ attrs }) => attrs.offline !== undefined);
    expect(offline).toHaveLength(12);
  });

  it("brings a message again that was not confirmed", async () => {
    await using stage = await startStage();
    const { client, shop, ana } = stage;
    await shop.waitForConfirmation();
    shop.silence("all");
    await ana.writes("Into the silence", { to: shop });
    expect(client.texts()).toEqual([]);
    shop.cutLine();
    expect(await client.untilClosed()).toBe(428);
    client.connect();
    await client.untilMessage((message) => textOf(message) === "Into the silence");
  });

  it("accepts nothing in a silence, though the socket stays open", async () => {
    await using stage = await startStage();
    const { client, shop, ana, emulator } = stage;
    await client.socket.sendMessage(ana.address, { text: "Before" });
    await ana.waitForMessage("Before");
    shop.silence("deliveries");
    await client.socket.sendMessage(ana.address, { text: "Lost" });
    await emulator.waitFor(() => emulator.frames.some(({ note }) => note === "Not accepted: silence"));
    expect(client.socket.ws.isOpen).toBe(true);
    expect(ana.received.map(({ text }) => text)).toEqual(["Before"]);
    expect(emulator.submissions).toHaveLength(1);

    await ana.writes("Held back", { to: shop });
    expect(client.texts()).not.toContain("Held back");
    shop.silence("none");
    await client.untilMessage((message) => textOf(message) === "Held back");
    await shop.waitForConfirmation();
    expect(client.texts().filter((text) => text === "Held back")).toHaveLength(1);
  });
});
