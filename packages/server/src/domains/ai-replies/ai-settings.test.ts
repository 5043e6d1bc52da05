import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { completion, json, startAiStandIn } from "../../../test/ai-stand-in.ts";
import { startTestApp } from "../../../test/start-test-app.ts";
import { startTestAiApp } from "./test-ai-app.ts";

const PATH = "/ai-replies/settings";
const KEY = "sk-very-secret-key";

describe("the settings of AI replies", () => {
  it("must be complete before they can be turned on, and every gap is named", async () => {
    await using app = await startTestApp({ withChannel: false });
    const names = (body: { particulars: { problems: Array<{ name: string }> } }) =>
      body.particulars.problems.map(({ name }) => name);
    const openAi = await app.api("PATCH", PATH, { isOn: true });
    expect(openAi).toMatchObject({ status: 400, body: { code: "ai-settings-incomplete" } });
    expect(names(openAi.body)).toEqual(["baseUrl", "model"]);
    const endpoint = await app.api("PATCH", PATH, { isOn: true, provider: "http-endpoint" });
    expect(names(endpoint.body)).toEqual(["endpointUrl", "signingSecret"]);
    expect((await app.api("GET", PATH)).body.isOn).toBe(false);
    const on = await app.api("PATCH", PATH, { isOn: true, baseUrl: "https://api.example.com/v1", model: "m" });
    expect(on.body).toMatchObject({ isOn: true, provider: "openai-compatible", hasApiKey: false, contextMessages: 10 });
    expect((await app.api("PATCH", PATH, { model: null })).status).toBe(400);
  });

  it.each([
    [{ prompt: "Hello {{ name" }, "template-invalid"],
    [{ baseUrl: "ftp://example.com" }, "validation-failed"],
    [{ baseUrl: "https://user:pass@example.com" }, "validation-failed"],
    [{ apiKey: "with blank" }, "validation-failed"],
    [{ temperature: 3, maxTokens: 0, limitADay: 0 }, "validation-failed"],
    [{ surprise: 1 }, "validation-failed"],
  ])("refuse %o", async (change, code) => {
    await using app = await startTestApp({ withChannel: false });
    expect((await app.api("PATCH", PATH, change)).body.code).toBe(code);
  });

  it("never show the key: not in an answer, a row, a log, or to another address", async () => {
    await using app = await startTestApp({ withChannel: false });
    const set = await app.api("PATCH", PATH, { baseUrl: "https://api.example.com/v1", model: "m", apiKey: KEY });
    expect(set.body.hasApiKey).toBe(true);
    const { body: secret } = await app.api("POST", "/ai-replies/signing-secret");
    expect(secret.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const shown = JSON.stringify((await app.api("GET", PATH)).body);
    const { rows } = await sql<{ row: string }>`select row_to_json(s)::text as row from ai_settings s`.execute(
      app.database.database.db,
    );
    const log = await app.api("GET", "/audit-log");
    for (const place of [shown, rows[0]?.row, app.log(), JSON.stringify(log.body)]) {
      expect(place).not.toContain(KEY);
      expect(place).not.toContain(secret.secret);
    }
    expect(await app.api("PATCH", PATH, { baseUrl: "https://evil.example.com/v1" })).toMatchObject({
      status: 400,
      body: { code: "api-key-needed-again" },
    });
    expect((await app.api("PATCH", PATH, { baseUrl: "https://api.example.com/v2" })).body.hasApiKey).toBe(true);
    const moved = await app.api("PATCH", PATH, { baseUrl: "http://ollama.lan:11434/v1", apiKey: null });
    expect(moved.body).toMatchObject({ hasApiKey: false, hasSigningSecret: true });
  });

  it("are kept by part, also when two change them at once", async () => {
    await using app = await startTestApp({ withChannel: false });
    await Promise.all([app.api("PATCH", PATH, { model: "m" }), app.api("PATCH", PATH, { limitADay: 7 })]);
    await app.restart();
    expect((await app.api("GET", PATH)).body).toMatchObject({ model: "m", limitADay: 7 });
  });
});

describe("trying AI replies", () => {
  it("asks the provider with settings that need not be kept, sends nothing and counts nothing", async () => {
    await using standIn = await startAiStandIn(completion("Yes.\n[[HAND_OVER]]"));
    await using app = await startTestApp({ withChannel: false, env: { CHASQUI_ALLOW_PRIVATE_URLS: "127.0.0.0/8" } });
    const settings = { baseUrl: `${standIn.url}/v1/`, model: "draft", apiKey: KEY, prompt: "Say yes." };
    const tried = await app.api("POST", "/ai-replies/test", {
      text: "Really?",
      history: [
        { from: "us", text: "It is free." },
        { from: "contact", text: "Is it?" },
      ],
      settings,
    });
    expect(tried).toMatchObject({
      status: 200,
      body: { outcome: "hand-over", text: "Yes.", model: "stand-in-1", promptTokens: 12, mend: null },
    });
    expect(tried.body.system).toMatch(/^Say yes\./);
    expect(standIn.asked[0]).toMatchObject({ path: "/v1/chat/completions", body: { model: "draft" } });
    expect(standIn.asked[0]?.body.messages.slice(1)).toEqual([
      { role: "user", content: "…" },
      { role: "assistant", content: "It is free." },
      { role: "user", content: "Is it?\nReally?" },
    ]);
    expect((await app.api("GET", PATH)).body).toMatchObject({ model: null, hasApiKey: false });
    expect((await app.api("GET", "/ai-replies/usage")).body.askedToday).toBe(0);
  });

  it("tells what is wrong, and never sends the stored key to an address that is only tried", async () => {
    await using thief = await startAiStandIn(completion("x"));
    await using test = await startTestAiApp([json({ error: { message: "no such model" } }, 404)]);
    expect((await test.app.api("POST", "/ai-replies/test", { text: "Hi" })).body).toMatchObject({
      outcome: "failed",
      text: null,
      reason: expect.stringContaining("no such model"),
      mend: "Check the address and the model's name.",
    });
    const stolen = await test.app.api("POST", "/ai-replies/test", { text: "Hi", settings: { baseUrl: thief.url } });
    expect(stolen.body.code).toBe("api-key-needed-again");
    const incomplete = await test.app.api("POST", "/ai-replies/test", { text: "Hi", settings: { model: null } });
    expect(incomplete.body.code).toBe("ai-settings-incomplete");
    expect(thief.asked).toEqual([]);
  });
});
