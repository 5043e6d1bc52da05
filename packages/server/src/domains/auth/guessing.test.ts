import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AuthNode, startAuthNode } from "../../../test/auth-node.ts";
import { createBrowser } from "../../../test/browser.ts";
import { createFakeClock, type FakeClock } from "../../../test/fake-clock.ts";
import { type SignedInUser, signInAs } from "../../../test/sign-in.ts";
import { createTestDatabase, type TestDatabase } from "../../../test/test-database.ts";

let database: TestDatabase;
let node: AuthNode<FakeClock>;
let owner: SignedInUser;
beforeEach(async () => {
  database = await createTestDatabase();
  node = await startAuthNode(database, createFakeClock("2026-03-01T09:00:00Z"));
  owner = await signInAs(node);
});
afterEach(async () => {
  await node[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const MINUTE_MS = 60_000;
const credentials = (password = owner.password, email = owner.email) => ({ email, password });
const WRONG = "not the right words";

/** Answers' codes, or 200, of attempts from one address one after the other. */
async function attempt(times: number, browser = createBrowser(node, "203.0.113.1"), body = credentials(WRONG)) {
  const codes: unknown[] = [];
  for (let i = 0; i < times; i++) {
    const answer = await browser.api("POST", "/session", body);
    codes.push(answer.status === 200 ? 200 : answer.body.code);
  }
  return codes;
}

describe("guessing", () => {
  it("at one account from one address is slowed down, ever more, whether the account exists or not", async () => {
    for (const email of [owner.email, "nobody@example.com"]) {
      const body = credentials(WRONG, email);
      const browser = createBrowser(node, `203.0.113.${email.length}`);
      expect(await attempt(6, browser, body)).toEqual([...Array(5).fill("sign-in-refused"), "too-many-sign-ins"]);
      const pauses: number[] = [];
      for (let i = 0; i < 4; i++) {
        const blocked = await browser.api("POST", "/session", body);
        const retryAfterS = Number(blocked.headers.get("retry-after"));
        pauses.push(retryAfterS);
        await node.clock.advance(retryAfterS * 1000);
        expect(await attempt(1, browser, body)).toEqual(["sign-in-refused"]);
      }
      expect(pauses).toEqual([1, 2, 4, 8]);
    }
  });

  it("during a pause tells nothing, and prolongs no pause", async () => {
    const browser = createBrowser(node, "203.0.113.1");
    await attempt(5, browser);
    expect(await attempt(20, browser, credentials())).toEqual(Array(20).fill("too-many-sign-ins"));
    await node.clock.advance(2_000);
    expect(await attempt(1, browser, credentials())).toEqual([200]);
  });

  it("many times at once is counted before it is looked at", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => createBrowser(node, "203.0.113.1").api("POST", "/session", credentials(WRONG))),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
  });

  it("at many accounts from one address stops the address, and one IPv6 subscriber is one address", async () => {
    const guess = (i: number, address: string) =>
      attempt(1, createBrowser(node, address), credentials(WRONG, `user${i}@example.com`));
    for (let i = 0; i < 20; i++) expect(await guess(i, `2001:db8::${i}`)).toEqual(["sign-in-refused"]);
    expect(await guess(20, "2001:db8::ffff")).toEqual(["too-many-sign-ins"]);
    expect(await guess(20, "2001:db8:0:1::1")).toEqual(["sign-in-refused"]);
    // Others may share the address: the pause grows to a minute and no further.
    for (let i = 21; i < 30; i++) {
      await node.clock.advance(MINUTE_MS);
      expect(await guess(i, "2001:db8::1")).toEqual(["sign-in-refused"]);
    }
  });

  it("by strangers from everywhere keeps the person out of no browser known, and of new ones for a minute at most", async () => {
    const ownBrowser = createBrowser(node, "192.0.2.1");
    expect(await attempt(1, ownBrowser, credentials())).toEqual([200]);
    await ownBrowser.api("DELETE", "/session");
    for (let i = 0; i < 40; i++) {
      await attempt(1, createBrowser(node, `198.51.100.${i}`));
      await node.clock.advance(MINUTE_MS);
    }
    await attempt(1, createBrowser(node, "198.51.100.99"));
    const elsewhere = createBrowser(node, "192.0.2.2");
    const blocked = await elsewhere.api("POST", "/session", credentials());
    expect(blocked.body.code).toBe("too-many-sign-ins");
    expect(Number(blocked.headers.get("retry-after"))).toBeLessThanOrEqual(60);
    expect(await attempt(1, ownBrowser, credentials())).toEqual([200]);
    await node.clock.advance(MINUTE_MS);
    expect(await attempt(1, elsewhere, credentials())).toEqual([200]);
  });

  it("in a browser that is known is slowed down as well, and its mark helps with no other account", async () => {
    const browser = createBrowser(node, "192.0.2.1");
    expect(await attempt(1, browser, credentials())).toEqual([200]);
    expect(await attempt(11, browser)).toEqual([...Array(10).fill("sign-in-refused"), "too-many-sign-ins"]);
    const other = await signInAs(node, "agent");
    const planted = createBrowser(node, "192.0.2.3");
    planted.setCookie("chasqui_browser", browser.cookies.get("chasqui_browser") ?? "");
    expect(await attempt(6, planted, credentials(WRONG, other.email))).toEqual([
      ...Array(5).fill("sign-in-refused"),
      "too-many-sign-ins",
    ]);
  });

  it("is forgotten after an hour, and is counted for all nodes together", async () => {
    const browser = createBrowser(node, "203.0.113.1");
    await attempt(6, browser);
    await using other = await startAuthNode(database, node.clock);
    expect(await attempt(1, createBrowser(other, "203.0.113.1"), credentials())).toEqual(["too-many-sign-ins"]);
    await node.clock.advance(60 * MINUTE_MS + 2_000);
    expect(await attempt(6, browser)).toEqual([...Array(5).fill("sign-in-refused"), "too-many-sign-ins"]);
  });

  it("at one's own password, in somebody's session, is slowed down too", async () => {
    const change = (currentPassword: string) =>
      owner.api("POST", "/me/password", { currentPassword, newPassword: "green bicycle in march" });
    for (let i = 0; i < 5; i++)
      expect((await change(WRONG)).body).toMatchObject({ status: 403, code: "password-wrong" });
    expect((await change(owner.password)).body.code).toBe("too-many-sign-ins");
    await node.clock.advance(2_000);
    expect((await change(owner.password)).status).toBe(204);
  });
});
