import { describe, expect, it } from "vitest";
import { textOf } from "./client.ts";
import { startStage } from "./stage.ts";

describe("life in a group", () => {
  it("answers what a client asks about its groups", async () => {
    await using stage = await startStage();
    const { emulator, client, ana, shop } = stage;
    const group = emulator.createGroup({ subject: "Offers", members: [ana, shop], admins: [shop] });
    group.describe("Every Monday");
    expect(await client.socket.groupMetadata(group.address)).toMatchObject({
      id: group.address,
      subject: "Offers",
      desc: "Every Monday",
      owner: ana.lidAddress,
      addressingMode: "lid",
      participants: [
        { id: ana.lidAddress, phoneNumber: ana.address, admin: "superadmin" },
        { id: shop.lidAddress, phoneNumber: shop.address, admin: "admin" },
      ],
    });
    expect(Object.keys(await client.socket.groupFetchAllParticipating())).toEqual([group.address]);
    const code = await client.socket.groupInviteCode(group.address);
    expect(code).toBe(group.inviteCode);
    expect(await client.socket.groupGetInviteInfo(code ?? "")).toMatchObject({ subject: "Offers" });
    await expect(client.socket.groupMetadata("120363999999999999@g.us")).rejects.toThrow("item-not-found");
    const foreign = emulator.createGroup({ subject: "Without you", members: [ana] });
    await expect(client.socket.groupMetadata(foreign.address)).rejects.toThrow("forbidden");
  });

  it("tells the client who comes, goes and is promoted, and what the group is called", async () => {
    await using stage = await startStage();
    const { emulator, client, ana, ben, shop } = stage;
    const group = emulator.createGroup({ subject: "Offers", members: [ana, shop] });
    await client.until("groups.upsert", (groups) => groups.some(({ id }) => id === group.address));
    group.add([ben]);
    group.promote([ben]);
    group.demote([ben]);
    group.remove([ben]);
    group.rename("Better offers");
    for (const action of ["add", "promote", "demote", "remove"]) {
      const update = await client.until(
        "group-participants.update",
        (one) => one.id === group.address && one.action === action && one,
      );
      expect(update).toMatchObject({ author: ana.lidAddress, participants: [{ id: ben.lidAddress }] });
    }
    await client.until("groups.update", (updates) => updates.some(({ subject }) => subject === "Better offers"));
  });

  it("lets an admin's client change the group, and nobody else's", async () => {
    await using stage = await startStage();
    const { emulator, client, ana, ben, shop } = stage;
    const own = await client.socket.groupCreate("Mine", [ana.address]);
    await client.socket.groupParticipantsUpdate(own.id, [ben.address], "add");
    await client.socket.groupUpdateSubject(own.id, "Mine now");
    expect(emulator.getGroup(own.id).view).toMatchObject({
      subject: "Mine now",
      members: [{ number: shop.number, role: "superadmin" }, { number: ana.number }, { number: ben.number }],
    });
    const foreign = emulator.createGroup({ subject: "Foreign", members: [ana, shop] });
    await expect(client.socket.groupParticipantsUpdate(foreign.address, [ben.address], "add")).rejects.toThrow(
      "forbidden",
    );
  });

  it("brings receipts of every member, and keeps new members able to read", async () => {
    await using stage = await startStage();
    const { emulator, client, ana, ben, shop } = stage;
    ana.receipts = "read";
    const group = emulator.createGroup({ subject: "Offers", members: [ana, shop] });
    const sent = await client.socket.sendMessage(group.address, { text: "Today" });
    await client.until("message-receipt.update", (updates) =>
      updates.some(
        ({ key, receipt }) =>
          key.id === sent?.key.id && receipt.userJid === ana.lidAddress && receipt.readTimestamp !== undefined,
      ),
    );
    group.add([ben]);
    await client.socket.sendMessage(group.address, { text: "Tomorrow" });
    await ben.waitForMessage("Tomorrow");
    await ana.waitForMessage("Tomorrow");
    await ana.writes("With Ben", { to: group });
    group.remove([ben]);
    await ana.writes("Without Ben", { to: group });
    await ana.writes("Still without", { to: group });
    await client.untilMessage((message) => textOf(message) === "Still without");
    // A key goes along with a member's first message, and with the first after somebody has left.
    const fromAna = emulator.frames.filter(({ tag, direction, attrs }) => {
      return tag === "message" && direction === "out" && attrs.from === group.address;
    });
    expect(fromAna.map(({ children }) => children.length)).toEqual([2, 2, 1]);
    expect(ben.received.map(({ text }) => text)).toEqual(["Tomorrow", "With Ben"]);
  });

  it("refuses messages to groups the client is not in, or may not write to", async () => {
    await using stage = await startStage();
    const { emulator, client, ana, ben, shop } = stage;
    const group = emulator.createGroup({ subject: "News", members: [ana, ben, shop] });
    await client.socket.sendMessage(group.address, { text: "Allowed" });
    await ana.waitForMessage("Allowed");
    group.setAnnouncement(true);
    const sent = await client.socket.sendMessage(group.address, { text: "Not allowed" });
    expect(await client.untilStatus(sent?.key.id, 0)).toContain("403");
    expect(ana.received).toHaveLength(1);
  });
});
