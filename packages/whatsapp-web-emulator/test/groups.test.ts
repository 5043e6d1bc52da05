import { describe, expect, it } from "vitest";
import { textOf } from "./client.ts";
import { startStage } from "./stage.ts";

describe("groups", () => {
  it.each(["lid", "pn"] as const)(
    "carries messages both ways under sender keys, members named by %s",
    async (addressing) => {
      await using stage = await startStage();
      const { emulator, client, ana, ben, shop } = stage;
      const group = emulator.createGroup({ subject: "Offers", members: [shop, ana, ben], addressing });

      await client.socket.sendMessage(group.address, { text: "First" });
      await client.socket.sendMessage(group.address, { text: "Second" });
      for (const member of [ana, ben]) {
        expect(await member.waitForMessage("First")).toMatchObject({ group: group.address, encryption: "skmsg" });
        await member.waitForMessage("Second");
      }
      await ana.writes("From Ana", { to: group });
      await ana.writes("From Ana again", { to: group });
      await ben.writes("From Ben", { to: group });
      const first = await client.untilMessage((message) => textOf(message) === "From Ana");
      const author = addressing === "lid" ? ana.lidAddress : ana.address;
      expect(first.key).toMatchObject({ remoteJid: group.address, participant: author });
      await client.untilMessage((message) => textOf(message) === "From Ana again");
      await client.untilMessage((message) => textOf(message) === "From Ben");
      expect(ben.received.map((message) => message.text)).toContain("From Ana");
      expect([...ana.decryptionFailures, ...ben.decryptionFailures]).toEqual([]);
    },
  );
});
