import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONFIG_VARIABLES, ConfigInvalid, loadConfig } from "./config.ts";

const CHANNEL = {
  WHATSAPP_PHONE_NUMBER_ID: "106540352242922",
  WHATSAPP_BUSINESS_ACCOUNT_ID: "102290129340398",
  WHATSAPP_APP_ID: "670843887433847",
  WHATSAPP_ACCESS_TOKEN: "EAAtoken",
  WHATSAPP_APP_SECRET: "appsecret",
  WHATSAPP_VERIFY_TOKEN: "two words",
};

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "chasqui-config-"));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const load = (env: Record<string, string | undefined> = {}) => loadConfig({ env, cwd });

function problemsOf(env: Record<string, string>) {
  try {
    load(env);
  } catch (error) {
    if (error instanceof ConfigInvalid) return error;
    throw error;
  }
  throw new Error("the configuration was accepted");
}

describe("configuration", () => {
  it("starts with nothing set", () => {
    expect(load()).toEqual({
      http: { port: 3000, host: "127.0.0.1", corsOrigins: [] },
      dataDir: join(cwd, "data"),
      mediaKeepDays: 90,
      inboundKeepDays: 90,
      auditKeepDays: 365,
      requestsAMinute: 600,
      logLevel: "info",
      allowedPrivateUrls: [],
      given: [],
      graph: { baseUrl: "https://graph.facebook.com", version: "v25.0" },
      whatsappWeb: { url: "wss://web.whatsapp.com/ws/chat" },
      warnings: [],
    });
  });

  it("takes the environment before .env, and an empty value as unset", () => {
    writeFileSync(join(cwd, ".env"), "PORT=4000\nHOST=0.0.0.0\nLOG_LEVEL=debug\n# PORT=1\n");
    const config = load({ PORT: "5000", HOST: "", LOG_LEVEL: undefined });
    expect(config.http).toMatchObject({ port: 5000, host: "0.0.0.0" });
    expect(config.logLevel).toBe("debug");
  });

  it("reports every problem at once: the variable, what it expects, what was given", () => {
    const { problems, message } = problemsOf({
      PORT: "http",
      LOG_LEVEL: "loud",
      GRAPH_VERSION: "25",
      HOST: "http://x",
    });
    expect(problems).toEqual([
      { variable: "PORT", expected: "a port number from 0 to 65535", given: "http" },
      { variable: "HOST", expected: expect.stringContaining("without protocol"), given: "http://x" },
      { variable: "LOG_LEVEL", expected: expect.stringContaining("fatal, error"), given: "loud" },
      { variable: "GRAPH_VERSION", expected: "a version like v25.0", given: "25" },
    ]);
    for (const { variable } of problems) expect(message).toContain(variable);
  });

  it("never shows a secret that is wrong", () => {
    const { problems, message } = problemsOf({
      CHASQUI_SECRET: "hunter2hunter2",
      DATABASE_URL: "mysql://root:hunter2@db/x",
      ...CHANNEL,
      WHATSAPP_ACCESS_TOKEN: "hunter2 hunter2",
    });
    expect(problems.map((problem) => problem.variable)).toEqual([
      "DATABASE_URL",
      "CHASQUI_SECRET",
      "WHATSAPP_ACCESS_TOKEN",
    ]);
    expect(message + JSON.stringify(problems)).not.toContain("hunter2");
  });

  it("wants the channel of the environment whole, and says what is missing", () => {
    const { WHATSAPP_APP_SECRET, WHATSAPP_APP_ID, ...rest } = CHANNEL;
    expect(problemsOf(rest).problems.map((problem) => problem.variable)).toEqual([
      "WHATSAPP_APP_ID",
      "WHATSAPP_APP_SECRET",
    ]);
    expect(load({ ...rest, WHATSAPP_APP_SECRET, WHATSAPP_APP_ID }).cloudApi).toEqual({
      phoneNumberId: "106540352242922",
      businessAccountId: "102290129340398",
      appId: "670843887433847",
      accessToken: "EAAtoken",
      appSecret: "appsecret",
      verifyToken: "two words",
    });
  });

  it.each([
    ["https://chasqui.example.com/", true],
    ["http://localhost:3000", true],
    ["http://[::1]:3000", true],
    ["http://chasqui.example.com", false],
    ["https://user:pass@chasqui.example.com", false],
    ["chasqui.example.com", false],
  ])("public URL %s: %s", (url, accepted) => {
    if (accepted) expect(load({ CHASQUI_PUBLIC_URL: url }).publicUrl).toBe(url.replace(/\/$/, ""));
    else expect(problemsOf({ CHASQUI_PUBLIC_URL: url }).problems).toHaveLength(1);
  });

  it("takes a limit of requests that a caller can keep to", () => {
    expect(load({ CHASQUI_REQUESTS_PER_MINUTE: "50000" }).requestsAMinute).toBe(50_000);
    for (const wrong of ["0", "-1", "1.5", "1e3", "100000001", "unlimited"]) {
      expect(problemsOf({ CHASQUI_REQUESTS_PER_MINUTE: wrong }).problems, wrong).toHaveLength(1);
    }
  });

  it("reads the list of origins, and refuses what no browser would send", () => {
    const config = load({ CHASQUI_CORS_ORIGINS: "https://a.example, http://localhost:5173/" });
    expect(config.http.corsOrigins).toEqual(["https://a.example", "http://localhost:5173"]);
    for (const wrong of ["*", "https://a.example/path", "a.example", "https://*.example"]) {
      expect(problemsOf({ CHASQUI_CORS_ORIGINS: wrong }).problems, wrong).toHaveLength(1);
    }
  });

  it("warns of a variable that is almost one of ours, without its value", () => {
    const { warnings } = load({ CHASQUI_SECRETE: "x".repeat(40), PATH: "/bin", CHASQUI_DATADIR: "/d" });
    expect(warnings).toEqual([
      expect.stringMatching(/^CHASQUI_DATADIR .* CHASQUI_DATA_DIR\.$/),
      expect.stringMatching(/^CHASQUI_SECRETE .* CHASQUI_SECRET\.$/),
    ]);
    expect(warnings.join()).not.toContain("xxx");
  });

  it("is frozen all the way down", () => {
    const config = load(CHANNEL);
    for (const part of [config, config.http, config.http.corsOrigins, config.cloudApi, config.graph, config.warnings]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  it("says so when .env can't be read", () => {
    rmSync(cwd, { recursive: true });
    writeFileSync(cwd, "");
    expect(problemsOf({}).problems[0]).toMatchObject({ variable: ".env" });
  });

  it("accepts its own defaults", () => {
    const defaults = CONFIG_VARIABLES.flatMap((variable) =>
      "default" in variable ? [[variable.name, variable.default]] : [],
    );
    const { given, ...config } = load(Object.fromEntries(defaults));
    expect({ ...config, given: [] }).toEqual(load());
    expect(given).toEqual(defaults.map(([name]) => name));
  });
});
