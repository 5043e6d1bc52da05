import { describe, expect, it } from "vitest";
import { startStage } from "./stage.ts";

describe("many messages", () => {
  it("carries a thousand each way, without a loss, a repeat or a failure", async () => {
    await using stage = await startStage();
    const { client, ana, shop } = stage;
    const count = 1_000;
    await Promise.all(Array.from({ length: count }, (_, index) => ana.writes(`In ${index}`, { to: shop })));
    // Both at once would lose a session now and then: the library reads and writes it in two overlapping transactions.
    await shop.waitForConfirmation();
    for (let index = 0; index < count; index += 1) {
      await client.socket.sendMessage(ana.address, { text: `Out ${index}` });
    }
    await ana.waitForMessage(`Out ${count - 1}`);
    await shop.waitForConfirmation();
    expect(ana.received.map(({ text }) => text)).toEqual(Array.from({ length: count }, (_, index) => `Out ${index}`));
    expect(ana.repeats).toBe(0);
    expect(ana.decryptionFailures).toEqual([]);
    const incoming = client.texts().filter((text) => text.startsWith("In "));
    expect(incoming).toEqual(Array.from({ length: count }, (_, index) => `In ${index}`));
  });
});
