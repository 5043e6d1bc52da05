import { describe, expect, it } from "vitest";
import { judgeSessionEnd } from "./session-end.rules.ts";

const end = (code: number | undefined, more: Partial<Parameters<typeof judgeSessionEnd>[0]> = {}) =>
  judgeSessionEnd({ code, isPaired: true, failures: 0, chance: 1, ...more });

describe("the end of a WhatsApp Web connection", () => {
  it("that asks for a restart is followed by one at once, paired or not, however often", () => {
    for (const isPaired of [true, false])
      expect(end(515, { isPaired, failures: 9 })).toMatchObject({ kind: "reconnect", afterMs: 0 });
  });

  it("because the session was opened elsewhere waits for a person and keeps the keys", () => {
    expect(end(440)).toMatchObject({ kind: "stop", state: "replaced", forget: false });
  });

  it("because the phone removed the device forgets the keys", () => {
    expect(end(401)).toMatchObject({ kind: "stop", state: "logged-out", forget: true });
  });

  it("because WhatsApp refuses the account is tried again only after hours", () => {
    expect(end(403)).toMatchObject({ kind: "reconnect", state: "restricted", afterMs: 7_200_000 });
  });

  it("while nobody scans ends the pairing", () => {
    expect(end(408, { isPaired: false })).toMatchObject({ kind: "stop", state: "unpaired" });
  });

  it.each([408, 428, 500, 503, undefined])(
    "by passing trouble (%s) is tried again, ever more slowly, never all at once",
    (code) => {
      const waits = [0, 1, 2, 20]
        .map((failures) => end(code, { failures }))
        .map((step) => "afterMs" in step && step.afterMs);
      expect(waits).toEqual([1_000, 2_000, 4_000, 300_000]);
      expect(end(code, { failures: 2, chance: 0 })).toMatchObject({
        kind: "reconnect",
        state: "connecting",
        afterMs: 2_000,
      });
    },
  );
});
