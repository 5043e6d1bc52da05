/** Telling a contact that their messages were read. */
import { describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "./start-test-app.ts";

const ANA = "+34600111222";

async function withMessage(app: TestApp): Promise<string> {
  app.contactWrites(ANA, "are you open?");
  const { items } = await app.until("/conversations", (page) => page.items.length === 1);
  return `/conversations/${items[0].id}/read`;
}

const fail = (app: TestApp, effect: Parameters<TestApp["emulator"]["addFault"]>[0]["effect"]) =>
  app.emulator.addFault({ match: { route: "messages", count: 1 }, effect });

describe("a read receipt", () => {
  it("that Meta refuses is a conflict, with Meta's reason and what to do", async () => {
    await using app = await startTestApp();
    const path = await withMessage(app);
    fail(app, { error: { code: 131009, details: "The message is older than 30 days." } });
    const old = await app.api("POST", path, {});
    expect([old.status, old.body.code]).toEqual([409, "platform-refused"]);
    expect(old.body.particulars.platformSays).toContain("older than 30 days");
    expect(old.body.mend).toBeTruthy();

    app.emulator.expireToken();
    const locked = await app.api("POST", path, {});
    expect([locked.status, locked.body.detail]).toEqual([409, expect.stringContaining("access token has expired")]);
    expect(locked.body.mend).toContain("token");
  });

  it.each([
    ["too many calls", { error: { code: 80007 }, retryAfterSeconds: 7 }, "7", /no more calls/],
    ["an error of Meta's own", { error: { code: 131000, status: 500 } }, "5", /no usable answer/],
    ["no answer", { connection: "closeBeforeAccept" }, "5", /no usable answer/],
    ["a page of some gateway", { body: { status: 502, text: "<h1>Bad gateway</h1>" } }, "5", /no usable answer/],
  ] as const)(
    "that fails for %s is unavailable, with the reason and when to try again",
    async (_, effect, after, reason) => {
      await using app = await startTestApp();
      const path = await withMessage(app);
      fail(app, effect);
      const { status, body, headers } = await app.api("POST", path, {});
      expect([status, body.code, headers.get("retry-after")]).toEqual([503, "mark-read-failed", after]);
      expect(body.detail).toMatch(reason);
      expect(body.particulars.platformCode).toMatch(/^(meta-|http-|network-)/);
      expect((await app.api("POST", path, {})).body).toEqual({ marked: true });
    },
  );
});
