import { describe, expect, it } from "vitest";
import { msUntilToken, nextAllowedAt, paceAfterSend, refill } from "./budget.rules.ts";

const at = (ms: number) => new Date(1_000_000 + ms);

describe("a channel's token bucket", () => {
  const pace = { perSecond: 10, burst: 20 };

  it("fills by the elapsed time and never beyond the burst", () => {
    expect(refill({ tokens: 1, updatedAt: at(0) }, pace, at(500)).tokens).toBe(6);
    expect(refill({ tokens: 1, updatedAt: at(0) }, pace, at(60_000)).tokens).toBe(20);
  });

  it("gives nothing for a clock that went back", () => {
    expect(refill({ tokens: 3, updatedAt: at(1000) }, pace, at(0)).tokens).toBe(3);
  });

  it("tells how long the next token takes", () => {
    expect(msUntilToken({ tokens: 0.5, updatedAt: at(0) }, 10)).toBe(50);
    expect(msUntilToken({ tokens: 1, updatedAt: at(0) }, 10)).toBe(0);
  });
});

describe("the pace towards one recipient", () => {
  const pace = { intervalMs: 6_000, burst: 5 };

  it("lets a burst through, then wants it paid back before the next", () => {
    let usedUntil: Date | null = null;
    let now = at(0);
    const sentAt: number[] = [];
    while (sentAt.length < 12) {
      const allowedAt = nextAllowedAt(usedUntil, pace, now);
      if (allowedAt > now) {
        now = allowedAt;
        continue;
      }
      sentAt.push(now.getTime() - at(0).getTime());
      usedUntil = paceAfterSend(usedUntil, pace, now);
    }
    expect(sentAt).toEqual([0, 0, 0, 0, 0, 30_000, 30_000, 30_000, 30_000, 30_000, 60_000, 60_000]);
  });

  it("forgets an old burst", () => {
    let usedUntil: Date | null = null;
    for (let index = 0; index < 5; index++) usedUntil = paceAfterSend(usedUntil, pace, at(0));
    expect(nextAllowedAt(usedUntil, pace, at(30_000)) <= at(30_000)).toBe(true);
    expect(paceAfterSend(usedUntil, pace, at(60_000))).toEqual(at(66_000));
  });
});
