/** What nodes do with a channel whose session another node owns. */
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Harness, startHarness } from "../../../test/linked-device-harness.ts";
import { waitUntil } from "../../../test/wait-until.ts";
import type { Channel } from "../channel.ts";

describe("a node that does not own the channel", () => {
  let harness: Harness;
  let owner: Channel;
  let elsewhere: Channel;
  beforeAll(async () => {
    harness = await startHarness();
    owner = await harness.open();
    elsewhere = harness.openElsewhere();
  });
  afterAll(async () => {
    await owner?.close();
    await elsewhere?.close();
    await harness?.close();
  });

  it("fetches a file that a contact sent", async () => {
    const { ana, shop } = harness;
    const bytes = Buffer.from("%PDF-1.4 hello");
    const { id } = await ana.writes({ type: "document", bytes, fileName: "hello.pdf" }, { to: shop });
    await harness.untilHeard(id);
    const fetched = await elsewhere.downloadMedia?.({ providerMediaId: id }, AbortSignal.timeout(10_000));
    expect(fetched && (await buffer(fetched.body))).toEqual(bytes);
  });

  it("has the owner tell that a message was read, and those before it", async () => {
    const { ana, shop } = harness;
    const early = await ana.writes("hello?", { to: shop, addressing: "lid" });
    const late = await ana.writes("anybody?", { to: shop });
    await harness.untilHeard(late.id);
    await elsewhere.markRead?.(late.id, { typing: false });
    for (const { id } of [early, late]) {
      await waitUntil(
        () => ana.sent.find((message) => message.id === id)?.receipts.map(({ type }) => type),
        (types) => types?.includes("read") === true,
      );
    }
  });

  it("leaves messages to the owner", async () => {
    const message = { id: "01970000-0000-7000-8000-00000000ffff", to: harness.recipient };
    const outcome = await elsewhere.send({ ...message, content: { type: "text", text: "hello" } });
    expect(outcome).toMatchObject({ kind: "retry", scope: "channel" });
  });
});
