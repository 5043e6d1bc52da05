import { describe, expect, it } from "vitest";
import { systemClock } from "../../platform/clock.ts";
import { ChannelConfigInvalid } from "../channel.ts";
import { createCloudApiDriver } from "./index.ts";
import { TEST_SETTINGS } from "./test-channel.ts";

const driver = createCloudApiDriver({ clock: systemClock, appVersion: "1" });
const parse = (changes: Record<string, unknown> = {}) => driver.parseConfig({ ...TEST_SETTINGS, ...changes });

function fieldsOf(input: unknown): Readonly<Record<string, string>> {
  try {
    driver.parseConfig(input);
  } catch (error) {
    if (error instanceof ChannelConfigInvalid) return error.fields;
    throw error;
  }
  return {};
}

describe("settings of a Cloud API channel", () => {
  it("are parted into what may be shown and what is secret", () => {
    const parsed = parse({ displayName: "Shop", previousAppSecret: "older-app-secret" });
    expect(parsed).toEqual({
      address: TEST_SETTINGS.phoneNumberId,
      config: {
        phoneNumberId: TEST_SETTINGS.phoneNumberId,
        businessAccountId: TEST_SETTINGS.businessAccountId,
        appId: TEST_SETTINGS.appId,
        displayName: "Shop",
        graphBaseUrl: "https://graph.facebook.com",
        graphVersion: "v25.0",
        messagesPerSecond: 80,
        bulkShare: 0.6,
        marketingMessages: "off",
      },
      secrets: {
        accessToken: TEST_SETTINGS.accessToken,
        appSecret: TEST_SETTINGS.appSecret,
        previousAppSecret: "older-app-secret",
        verifyToken: TEST_SETTINGS.verifyToken,
      },
    });
  });

  it("may come with the blanks around them that copying adds, and with empty fields of a form", () => {
    expect(parse({ accessToken: ` ${TEST_SETTINGS.accessToken}\n`, displayName: "", graphVersion: "" })).toEqual(
      parse(),
    );
  });

  it("name every wrong field at once, each with its own reason", () => {
    const fields = fieldsOf({
      ...TEST_SETTINGS,
      phoneNumberId: "+51 984 000 111",
      appId: undefined,
      accessToken: "two words here",
      graphBaseUrl: "http://graph.facebook.com",
      graphVersion: "25",
      messagesPerSecond: 1001,
      colour: "red",
    });
    expect(Object.keys(fields).sort()).toEqual(
      ["accessToken", "appId", "colour", "graphBaseUrl", "graphVersion", "messagesPerSecond", "phoneNumberId"].sort(),
    );
    expect(fields.graphBaseUrl).toContain("https");
    expect(fields.phoneNumberId).toContain("106540352242922");
    expect(fields.appId).toContain("app id");
  });

  it.each(["http://localhost:4010", "http://127.0.0.1:4010/", "http://[::1]:4010", "https://proxy.test/graph/"])(
    "allow the base URL %s",
    (graphBaseUrl) => {
      expect(parse({ graphBaseUrl }).config.graphBaseUrl).toBe(graphBaseUrl.replace(/\/$/, ""));
    },
  );

  it.each([
    "http://127.0.0.1.evil.test",
    "http://localhost.evil.test",
    "https://user:pass@graph.facebook.com",
    "https://graph.facebook.com/?x=1",
    "ftp://graph.facebook.com",
    "graph.facebook.com",
  ])("refuse the base URL %s", (graphBaseUrl) => {
    expect(fieldsOf({ ...TEST_SETTINGS, graphBaseUrl })).toHaveProperty("graphBaseUrl");
  });

  it("say nothing of a secret's value when it is wrong", () => {
    const error = (() => {
      try {
        parse({ accessToken: "secret with blanks" });
      } catch (thrown) {
        return thrown as ChannelConfigInvalid;
      }
      throw new Error("was accepted");
    })();
    expect(JSON.stringify([error.message, error.detail, error.mend])).not.toContain("secret with blanks");
  });

  it("give both app secrets during a rotation, and the verify token", () => {
    const stored = parse({ previousAppSecret: "older-app-secret" });
    expect(driver.webhook?.findSigningSecrets(stored)).toEqual([TEST_SETTINGS.appSecret, "older-app-secret"]);
    expect(driver.webhook?.findVerifyTokens(stored)).toEqual([TEST_SETTINGS.verifyToken]);
  });
});
