import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../../test/start-test-app.ts";
import { waitUntil } from "../../../test/wait-until.ts";
import { systemClock } from "../../platform/clock.ts";
import { createNotifications } from "../../platform/db/index.ts";
import { createLogger } from "../../platform/logger.ts";
import { createSettings } from "./index.ts";
import { SETTING_NAMES } from "./settings.registry.ts";
import { resolveSettings } from "./settings.rules.ts";

interface Setting {
  name: string;
  value: unknown;
  default: unknown;
  fixedBy: string | null;
  changedAt: string | null;
}

async function read(app: TestApp, name: string): Promise<Setting> {
  const { body } = await app.api("GET", "/settings");
  return body.items.find((item: Setting) => item.name === name);
}

async function createKey(app: TestApp, scopes: string[]): Promise<Record<string, string>> {
  const { body } = await app.api("POST", "/api-keys", { name: "settings", scopes });
  return { authorization: `Bearer ${body.key}` };
}

describe("settings", () => {
  it("are all shown, each with its default, one sentence and what it may be", async () => {
    await using app = await startTestApp({ withChannel: false });
    const { status, body } = await app.api("GET", "/settings");
    expect(status).toBe(200);
    expect(body.items.map((item: Setting) => item.name)).toEqual(SETTING_NAMES);
    for (const item of body.items) {
      expect(item).toMatchObject({ value: item.default, fixedBy: null, changedAt: null });
      expect(item.description).toMatch(/^[A-Z].*\.$/);
      expect(body.values[item.name]).toEqual(item.value);
    }
    expect(body.items.find((item: Setting) => item.name === "defaultLanguage").schema).toEqual({
      type: "string",
      enum: ["en", "es", "pt"],
    });
  });

  it("have defaults that are allowed", () => {
    const { values } = resolveSettings([], {});
    const stored = Object.entries(values).map(([name, value]) => ({ name, value, updatedAt: new Date() }));
    expect(resolveSettings(stored, {})).toEqual({ values, unusable: [] });
  });

  it("are changed together, survive a restart, and go back to their default by null", async () => {
    await using app = await startTestApp({ withChannel: false });
    const changed = await app.api("PATCH", "/settings", { organisationName: " Café Sol ", optOutWords: ["basta"] });
    expect(changed.body.values).toMatchObject({ organisationName: "Café Sol", optOutWords: ["basta"] });
    expect((await read(app, "organisationName")).changedAt).toMatch(/^20/);
    await app.restart();
    expect((await app.api("GET", "/settings")).body.values).toEqual(changed.body.values);
    const reset = await app.api("PATCH", "/settings", { organisationName: null });
    expect(reset.body.values).toMatchObject({ organisationName: "", optOutWords: ["basta"] });
    expect(await read(app, "organisationName")).toMatchObject({ value: "", changedAt: null });
  });

  it("refuse a change as a whole, with every mistake in it", async () => {
    await using app = await startTestApp({ withChannel: false });
    const wrong = {
      organisationName: "x",
      defaultTimezone: "+01:00",
      defaultCountry: "XX",
      mediaKeepDays: 0,
      nonsense: 1,
    };
    const answer = await app.api("PATCH", "/settings", wrong);
    expect(answer).toMatchObject({ status: 400, body: { code: "validation-failed" } });
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toEqual(
      expect.arrayContaining(["body.defaultTimezone", "body.defaultCountry", "body.mediaKeepDays", "body.nonsense"]),
    );
    expect((await read(app, "organisationName")).value).toBe("");
    for (const empty of [{}, undefined]) expect((await app.api("PATCH", "/settings", empty)).status).toBe(400);
  });

  it("refuse a word that would mean two things, and what the environment fixes, in one answer", async () => {
    await using app = await startTestApp({ withChannel: false, env: { CHASQUI_MEDIA_KEEP_DAYS: "7" } });
    expect(await read(app, "mediaKeepDays")).toMatchObject({
      value: 7,
      default: 90,
      fixedBy: "CHASQUI_MEDIA_KEEP_DAYS",
    });
    const answer = await app.api("PATCH", "/settings", {
      optInWords: ["Stóp"],
      mediaKeepDays: 8,
      organisationName: "x",
    });
    expect(answer).toMatchObject({
      status: 400,
      body: {
        code: "settings-invalid",
        particulars: { problems: [{ name: "mediaKeepDays" }, { name: "optInWords" }] },
      },
    });
    expect((await read(app, "organisationName")).value).toBe("");
  });

  it("that open the private network are for owners", async () => {
    await using app = await startTestApp({ withChannel: false });
    const manager = await createKey(app, ["settings:read", "settings:write"]);
    const change = { allowedPrivateUrls: ["127.0.0.1:11434"] };
    expect(await app.api("PATCH", "/settings", change, manager)).toMatchObject({
      status: 403,
      body: { code: "scope-missing", particulars: { scope: "admin", settings: ["allowedPrivateUrls"] } },
    });
    expect((await app.api("PATCH", "/settings", change)).body.values).toMatchObject(change);
    const viewer = await createKey(app, ["settings:read"]);
    expect((await app.api("GET", "/settings", undefined, viewer)).status).toBe(200);
    expect((await app.api("PATCH", "/settings", { organisationName: "x" }, viewer)).status).toBe(403);
  });
});

describe("a change takes effect while the server runs", () => {
  it("on how much is logged", async () => {
    await using app = await startTestApp({ withChannel: false });
    const lines = async () => {
      const before = app.log().length;
      await app.api("GET", "/health-of-nothing");
      return app.log().slice(before);
    };
    await app.api("PATCH", "/settings", { logLevel: "error" });
    expect(await lines()).toBe("");
    await app.api("PATCH", "/settings", { logLevel: "debug" });
    await waitUntil(lines, (text) => text.includes('"status":404'));
  });

  it("on the words by which contacts opt out", async () => {
    await using app = await startTestApp();
    await app.api("PATCH", "/settings", { optOutWords: ["basta"], defaultLanguage: "es" });
    app.contactWrites("34600111002", "stop");
    app.contactWrites("34600111001", "¡Basta!");
    await app.emulator.waitForSent(1);
    expect(app.emulator.sentMessages.map(({ to, body }) => [to, JSON.stringify(body)])).toEqual([
      ["+34600111001", expect.stringContaining("No recibirás más mensajes")],
    ]);
  });

  it("on other nodes at once, and also when the word of it is lost", async () => {
    await using app = await startTestApp({ withChannel: false });
    const { db, connection } = app.database.database;
    const notifications = await createNotifications(connection, systemClock);
    const { clock } = app;
    const logger = createLogger({ level: "fatal" });
    const other = createSettings({ db, clock, logger, notifications, fixed: {} });
    await other.start();
    try {
      await app.api("PATCH", "/settings", { organisationName: "First" });
      await waitUntil(
        () => other.get("organisationName"),
        (name) => name === "First",
        2_000,
      );
      await sql`update settings set value = '"Second"'`.execute(db);
      app.clock.advance(5_000);
      await waitUntil(
        () => other.get("organisationName"),
        (name) => name === "Second",
      );
      await app.until("/settings", (body) => body.values.organisationName === "Second");
    } finally {
      await other.stop();
      await notifications.close();
    }
  });

  it("and two at once don't undo each other, nor make together what each alone may", async () => {
    await using app = await startTestApp({ withChannel: false });
    await Promise.all([
      app.api("PATCH", "/settings", { organisationName: "A" }),
      app.api("PATCH", "/settings", { defaultCountry: "ES" }),
    ]);
    expect((await app.api("GET", "/settings")).body.values).toMatchObject({
      organisationName: "A",
      defaultCountry: "ES",
    });
    const both = await Promise.all([
      app.api("PATCH", "/settings", { optInWords: ["hola"] }),
      app.api("PATCH", "/settings", { optOutWords: ["hola"] }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
  });
});

it("a value that this version does not understand counts as not set", async () => {
  await using app = await startTestApp({ withChannel: false });
  await app.api("PATCH", "/settings", { defaultLanguage: "pt", organisationName: "Sol" });
  await sql`update settings set value = '"tlh"' where name = 'defaultLanguage'`.execute(app.database.database.db);
  await sql`insert into settings values ('ofTheFuture', '1', now())`.execute(app.database.database.db);
  await app.restart();
  expect((await app.api("GET", "/settings")).body.values).toMatchObject({
    defaultLanguage: "en",
    organisationName: "Sol",
  });
  expect(app.log()).toContain("settings of another version");
});
