import { describe, expect, it } from "vitest";
import { judgeUnknown, MAX_ATTEMPTS, retryDelayMs, UNKNOWN_GRACE_MS, UNKNOWN_PARK_MS } from "./retry.rules.ts";

const error = { code: "x", title: "x" };
const half = () => 0.5;

describe("waiting before the next attempt", () => {
  it("grows with each attempt and gives up after the last", () => {
    const delays = [1, 2, 3, 4, 5].map((attempt) =>
      retryDelayMs({ kind: "retry", scope: "message", error }, attempt, half),
    );
    expect(delays).toEqual([1500, 3000, 6000, 12_000, 24_000]);
    expect(retryDelayMs({ kind: "retry", scope: "message", error }, MAX_ATTEMPTS, half)).toBeUndefined();
  });

  it("never waits less than the platform asked for", () => {
    expect(retryDelayMs({ kind: "retry", scope: "message", error, afterMs: 90_000 }, 1, half)).toBe(90_000);
  });

  it("does not count the whole channel's trouble against a message", () => {
    expect(retryDelayMs({ kind: "retry", scope: "channel", error, afterMs: 700 }, 1000, half)).toBe(700);
  });

  it("waits fourfold longer each time towards one recipient", () => {
    const delays = [1, 2, 3].map((attempt) =>
      retryDelayMs({ kind: "retry", scope: "conversation", error }, attempt, half),
    );
    expect(delays).toEqual([4_000, 16_000, 64_000]);
  });
});

describe("judging a message whose outcome is unknown", () => {
  const dispatchedAt = new Date(1_000_000);
  const row = { messageId: "m", dispatchedAt, stateSince: dispatchedAt, resendIfUnknown: true };
  const after = (ms: number) => new Date(dispatchedAt.getTime() + ms);
  const hearing = { resendIsSafe: false, hearingSince: after(-60_000) };
  const later = { ...hearing, latestConfirmedDispatchAt: after(1) };
  const silence = { ...hearing, latestConfirmedDispatchAt: dispatchedAt };

  it("waits out the grace even when later messages were reported on", () => {
    expect(judgeUnknown(row, later, after(UNKNOWN_GRACE_MS - 1))).toBe("wait");
  });

  it("sends again when reports on later messages came and none on this one", () => {
    expect(judgeUnknown(row, later, after(UNKNOWN_GRACE_MS))).toBe("resend");
  });

  it("leaves bulk to a person instead", () => {
    expect(judgeUnknown({ ...row, resendIfUnknown: false }, later, after(UNKNOWN_GRACE_MS))).toBe("park");
  });

  it("waits on without evidence, then leaves it to a person", () => {
    expect(judgeUnknown(row, silence, after(UNKNOWN_GRACE_MS))).toBe("wait");
    expect(judgeUnknown(row, silence, after(UNKNOWN_PARK_MS))).toBe("park");
  });

  it("after an outage waits for reports that are repeated ever more slowly", () => {
    const back = { ...later, hearingSince: after(10_000) };
    const known = { ...row, stateSince: after(10_000) };
    expect(judgeUnknown(known, back, after(10_000 + UNKNOWN_GRACE_MS + 49_999))).toBe("wait");
    expect(judgeUnknown(known, back, after(10_000 + UNKNOWN_GRACE_MS + 50_000))).toBe("resend");
  });

  it("counts an outage that came while it was in doubt already", () => {
    const back = { ...later, hearingSince: after(60_000) };
    expect(judgeUnknown(row, back, after(60_000 + UNKNOWN_GRACE_MS + 299_999))).toBe("wait");
    expect(judgeUnknown(row, back, after(60_000 + UNKNOWN_GRACE_MS + 300_000))).toBe("resend");
  });

  it("after a long outage leaves it to a person rather than guess", () => {
    const back = { ...later, hearingSince: after(600_000) };
    expect(judgeUnknown(row, back, after(600_000 + UNKNOWN_PARK_MS - 1))).toBe("wait");
    expect(judgeUnknown(row, back, after(600_000 + UNKNOWN_PARK_MS))).toBe("park");
  });

  it("repeats at once where the platform drops repeated ids", () => {
    expect(judgeUnknown({ ...row, resendIfUnknown: false }, { ...silence, resendIsSafe: true }, after(0))).toBe(
      "resend",
    );
  });
});
