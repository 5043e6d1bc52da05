import { describe, expect, it } from "vitest";
import { messageContentSchema } from "../content.ts";
import { openTestChannel } from "./test-channel.ts";

const capabilitiesAt = (settings: Record<string, unknown>) =>
  openTestChannel("http://127.0.0.1:9", {}, settings).capabilities;

describe("what a Cloud API channel can do", () => {
  it("includes every type of content there is", () => {
    const types = messageContentSchema.options.map((option) => option.shape.type.value);
    expect([...capabilitiesAt({}).sends].sort()).toEqual([...types].sort());
  });

  it("is told as Meta's rules are: a window, no idempotency, acceptance before sending", () => {
    expect(capabilitiesAt({})).toMatchObject({
      hasServiceWindow: true,
      resendIsSafe: false,
      stateAfterSend: "accepted",
      showsTyping: true,
    });
  });

  it("follows the rate the user set, within what is sensible for connections", () => {
    expect(capabilitiesAt({ messagesPerSecond: 1 })).toMatchObject({
      concurrency: 8,
      pacing: { perSecond: 1, burst: 1, bulkShare: 0.6 },
    });
    expect(capabilitiesAt({ messagesPerSecond: 80, bulkShare: 1 })).toMatchObject({
      concurrency: 40,
      pacing: { perSecond: 80, burst: 8, perRecipient: { intervalMs: 6000, burst: 5 }, bulkShare: 1 },
    });
    expect(capabilitiesAt({ messagesPerSecond: 1000 })).toMatchObject({
      concurrency: 256,
      pacing: { perSecond: 1000 },
    });
  });
});
