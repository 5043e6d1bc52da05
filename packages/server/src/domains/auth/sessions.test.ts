import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createBrowser, type TestBrowser } from "../../../test/browser.ts";
import { type SignedInUser, signInAs } from "../../../test/sign-in.ts";
import { startTestApp, type TestApp } from "../../../test/start-test-app.ts";

let app: TestApp;
let owner: SignedInUser;
beforeEach(async () => {
  app = await startTestApp({ withChannel: false, now: "2026-03-01T09:00Z" });
  owner = await signInAs(app);
});
afterEach(() => app[Symbol.asyncDispose]());

const DAY_MS = 24 * 60 * 60_000;

async function signIn(user: SignedInUser, address?: string, userAgent = "Firefox"): Promise<TestBrowser> {
  const browser = createBrowser(app, address);
  const { email, password } = user;
  const answer = await browser.api("POST", "/session", { email, password }, { "user-agent": userAgent });
  expect(answer.status).toBe(200);
  return browser;
}

const isIn = async (browser: Pick<TestBrowser, "api">) => (await browser.api("GET", "/me")).status === 200;

describe("a session", () => {
  it("ends on sign-out, here alone; signing out again changes nothing", async () => {
    const [here, there] = [await signIn(owner), await signIn(owner)];
    const token = here.cookies.get("chasqui_session") ?? "";
    expect((await here.api("DELETE", "/session")).status).toBe(204);
    expect(here.cookies.has("chasqui_session")).toBe(false);
    here.setCookie("chasqui_session", token);
    expect((await here.api("GET", "/me")).body).toMatchObject({ status: 401, code: "session-ended" });
    // The cookie that is of no use is taken away.
    expect(here.cookies.has("chasqui_session")).toBe(false);
    expect((await here.api("DELETE", "/session")).status).toBe(204);
    expect(await isIn(there)).toBe(true);
  });

  it("ends after 30 days without use, and goes on while it is used, for a year", async () => {
    const [used, unused] = [await signIn(owner), await signIn(owner)];
    for (let day = 0; day < 29; day += 1) app.clock.advance(DAY_MS);
    expect(await isIn(used)).toBe(true);
    app.clock.advance(DAY_MS + 1_000);
    expect([await isIn(used), await isIn(unused)]).toEqual([true, false]);
    for (let day = 31; day < 364; day += 20) {
      expect(await isIn(used), `day ${day}`).toBe(true);
      app.clock.advance(20 * DAY_MS);
    }
    expect(await isIn(used)).toBe(false);
  });

  it("is replaced by the next one in the same browser", async () => {
    const browser = await signIn(owner);
    const before = browser.cookies.get("chasqui_session") ?? "";
    const agent = await signInAs(app, "agent");
    await browser.api("POST", "/session", { email: agent.email, password: agent.password });
    expect((await browser.api("GET", "/me")).body.role).toBe("agent");
    browser.setCookie("chasqui_session", before);
    expect(await isIn(browser)).toBe(false);
  });

  it("is listed with where it is used, and can be ended from elsewhere; others' can't", async () => {
    const phone = await signIn(owner, "203.0.113.7", "Phone");
    app.clock.advance(61_000);
    const laptop = await signIn(owner, "2001:db8::7", "Laptop");
    const { items } = (await laptop.api("GET", "/me/sessions")).body;
    expect(items).toHaveLength(3);
    expect(items[0]).toMatchObject({ isCurrent: true, address: "2001:db8::7", userAgent: "Laptop" });
    expect(items[1]).toMatchObject({ isCurrent: false, address: "203.0.113.7", userAgent: "Phone" });
    expect(new Date(items[0].expiresAt).getTime() - new Date(items[0].lastSeenAt).getTime()).toBe(30 * DAY_MS);

    app.clock.advance(61_000);
    await phone.api("GET", "/me", undefined, { "x-forwarded-for": "203.0.113.8", "user-agent": "Phone 2" });
    const [seen] = (await laptop.api("GET", "/me/sessions?limit=1")).body.items;
    expect(seen).toMatchObject({ address: "2001:db8::7" });
    const pages = await laptop.api("GET", "/me/sessions?limit=2");
    const rest = await laptop.api("GET", `/me/sessions?limit=2&cursor=${pages.body.nextCursor}`);
    const all = [...pages.body.items, ...rest.body.items];
    expect(new Set(all.map(({ id }: { id: string }) => id)).size).toBe(3);
    const moved = all.find(({ userAgent }: { userAgent: string }) => userAgent === "Phone 2");
    expect(moved).toMatchObject({ id: items[1].id, address: "203.0.113.8" });

    const agent = await signInAs(app, "agent");
    expect((await agent.api("DELETE", `/me/sessions/${moved.id}`)).body).toMatchObject({ code: "session-unknown" });
    expect(await isIn(phone)).toBe(true);
    expect((await laptop.api("DELETE", `/me/sessions/${moved.id}`)).status).toBe(204);
    expect([await isIn(phone), await isIn(laptop)]).toEqual([false, true]);
  });

  it("ends everywhere, or everywhere else, when its user says so", async () => {
    const [a, b, c] = [await signIn(owner), await signIn(owner), await signIn(owner)];
    expect((await a.api("DELETE", "/me/sessions?keepCurrent=true")).status).toBe(204);
    expect([await isIn(a), await isIn(b), await isIn(c)]).toEqual([true, false, false]);
    const d = await signIn(owner);
    expect((await a.api("DELETE", "/me/sessions")).status).toBe(204);
    expect(a.cookies.has("chasqui_session")).toBe(false);
    expect([await isIn(a), await isIn(d)]).toEqual([false, false]);
  });

  it("ends in other places when the password changes, and is another one in this place", async () => {
    const [here, there] = [await signIn(owner), await signIn(owner)];
    const stolen = createBrowser(app);
    stolen.setCookie("chasqui_session", here.cookies.get("chasqui_session") ?? "");
    expect(await isIn(stolen)).toBe(true);
    const change = (newPassword: string) =>
      here.api("POST", "/me/password", { currentPassword: owner.password, newPassword });
    expect((await change("password123")).body).toMatchObject({ code: "password-too-weak" });
    expect((await change("green bicycle in march")).status).toBe(204);
    expect([await isIn(here), await isIn(there), await isIn(stolen)]).toEqual([true, false, false]);
    const old = await createBrowser(app).api("POST", "/session", { email: owner.email, password: owner.password });
    expect(old.body.code).toBe("sign-in-refused");
    await signIn({ ...owner, password: "green bicycle in march" });
  });

  it("obeys another role at once, on every request", async () => {
    const agent = await signInAs(app, "agent");
    const rules = () => agent.api("POST", "/rules", {});
    expect((await rules()).status).toBe(403);
    await owner.api("PATCH", `/users/${agent.id}`, { role: "manager" });
    expect((await rules()).status).toBe(400);
    await owner.api("PATCH", `/users/${agent.id}`, { role: "viewer" });
    expect((await rules()).status).toBe(403);
    expect((await agent.api("GET", "/me")).body).toMatchObject({ role: "viewer" });
  });

  it.each(["disable", "delete"])("ends when its user is %sd, and that user can't come back", async (how) => {
    const agent = await signInAs(app, "agent");
    const browser = await signIn(agent);
    if (how === "disable") await owner.api("POST", `/users/${agent.id}/disable`);
    else await owner.api("DELETE", `/users/${agent.id}`);
    expect([await isIn(browser), await isIn(agent)]).toEqual([false, false]);
    const { email, password } = agent;
    const answer = await createBrowser(app).api("POST", "/session", { email, password });
    expect(answer.body).toMatchObject({ code: how === "disable" ? "user-disabled" : "sign-in-refused" });
    const wrong = await createBrowser(app).api("POST", "/session", { email, password: "a guess of mine" });
    expect(wrong.body).toMatchObject({ code: "sign-in-refused" });
    if (how === "delete") return;
    await owner.api("POST", `/users/${agent.id}/enable`);
    expect([await isIn(browser), await isIn(await signIn(agent))]).toEqual([false, true]);
  });

  it("is one of fifty at most", async () => {
    const first = await signIn(owner);
    for (let i = 0; i < 50; i++) {
      app.clock.advance(1_000);
      await signIn(owner);
    }
    expect(await isIn(first)).toBe(false);
    expect((await owner.api("GET", "/me")).status).toBe(401);
  }, 60_000);
});

describe("one's own account", () => {
  it("changes its name and language, and with the password its e-mail address", async () => {
    expect((await owner.api("PATCH", "/me", { name: " Ana ", language: "pt" })).body).toMatchObject({
      name: "Ana",
      language: "pt",
      email: owner.email,
    });
    expect((await owner.api("PATCH", "/me", { language: null })).body).toMatchObject({ name: "Ana", language: null });
    const change = (email: string, currentPassword?: string) => owner.api("PATCH", "/me", { email, currentPassword });
    expect((await change("ana@example.com")).body).toMatchObject({ status: 403, code: "password-wrong" });
    expect((await change("ana@example.com", "a guess of mine")).body).toMatchObject({ code: "password-wrong" });
    const agent = await signInAs(app, "agent");
    expect((await change(agent.email, owner.password)).body).toMatchObject({ status: 409, code: "email-taken" });
    expect((await change("Ana@Example.com", owner.password)).body).toMatchObject({ email: "ana@example.com" });
    await signIn({ ...owner, email: "ana@example.com" });
  });

  it("is nothing an API key has", async () => {
    expect((await app.api("GET", "/me")).body).toMatchObject({ status: 403, code: "user-needed" });
    expect((await createBrowser(app).api("GET", "/me")).body).toMatchObject({ status: 401, code: "not-signed-in" });
  });
});
