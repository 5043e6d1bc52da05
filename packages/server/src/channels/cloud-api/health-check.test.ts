import { type GraphEmulator, startGraphEmulator } from "@chasqui/graph-emulator";
import { describe, expect, it } from "vitest";
import { type Clock, systemClock } from "../../platform/clock.ts";
import type { ChannelCheck } from "../channel.ts";
import { createCloudApiDriver } from "./index.ts";
import { TEST_TIME_LIMITS } from "./test-channel.ts";

const CALLBACK = "https://shop.test/webhook";
const DAY_MS = 86_400_000;

interface Situation {
  readonly settings?: Record<string, unknown>;
  readonly webhookUrl?: string | undefined;
  readonly clock?: Clock;
}

const start = () => startGraphEmulator({ preset: { callbackUrl: CALLBACK } });

async function check(meta: GraphEmulator, situation: Situation = {}): Promise<Map<string, ChannelCheck>> {
  const { preset } = meta;
  const driver = createCloudApiDriver({
    clock: situation.clock ?? systemClock,
    appVersion: "1",
    webhookUrl: () => situation.webhookUrl,
    timeLimits: TEST_TIME_LIMITS,
  });
  const channel = driver.open(
    driver.parseConfig({
      phoneNumberId: preset.phoneNumberId,
      businessAccountId: preset.wabaId,
      appId: preset.appId,
      accessToken: preset.accessToken,
      appSecret: preset.appSecret,
      verifyToken: preset.verifyToken,
      graphBaseUrl: meta.url,
      ...situation.settings,
    }),
  );
  const checks = await channel.check();
  await channel.close();
  for (const one of checks) {
    if (one.state === "failed") expect(one.mend, one.name).toBeTruthy();
  }
  return new Map(checks.map((one) => [one.name, one]));
}

const states = (checks: ReadonlyMap<string, ChannelCheck>) =>
  Object.fromEntries([...checks].map(([name, { state }]) => [name, state]));

const ALL_WELL = {
  "app secret": "ok",
  "access token": "ok",
  "phone number": "ok",
  "webhook subscription": "ok",
  "callback address": "ok",
};

describe("the health of a Cloud API channel", () => {
  it("is well when everything is set up, and tells number and quality", async () => {
    await using meta = await start();
    const checks = await check(meta, { webhookUrl: CALLBACK });
    expect(states(checks)).toEqual(ALL_WELL);
    expect(checks.get("phone number")?.detail).toMatch(/555.*CONNECTED.*quality/);
    expect(checks.get("callback address")?.detail).toContain(CALLBACK);
  });

  it("tells a revoked token from one that is about to expire", async () => {
    await using meta = await start();
    const soon = meta.issueToken({ appId: meta.preset.appId, expiresInMs: 3 * DAY_MS });
    const expiring = await check(meta, { settings: { accessToken: soon } });
    expect(expiring.get("access token")).toMatchObject({
      state: "warning",
      detail: expect.stringContaining("expires on"),
    });
    meta.revokeToken(meta.preset.accessToken);
    const revoked = await check(meta);
    expect(states(revoked)).toMatchObject({ "app secret": "ok", "access token": "failed", "phone number": "failed" });
  });

  it("tells which permission the token lacks", async () => {
    await using meta = await start();
    meta.setTokenScopes(meta.preset.accessToken, ["whatsapp_business_management"]);
    const checks = await check(meta);
    expect(checks.get("access token")).toMatchObject({
      state: "failed",
      detail: expect.stringContaining("whatsapp_business_messaging"),
    });
  });

  it("tells a token of another app", async () => {
    await using meta = await start();
    const other = meta.createApp();
    const checks = await check(meta, { settings: { accessToken: meta.issueToken({ appId: other.id }) } });
    expect(checks.get("access token")).toMatchObject({ state: "failed", detail: expect.stringContaining(other.id) });
  });

  it("tells a wrong app secret, and that the token could then not be checked", async () => {
    await using meta = await start();
    const checks = await check(meta, { settings: { appSecret: "another-app-secret" } });
    expect(states(checks)).toEqual({
      ...ALL_WELL,
      "app secret": "failed",
      "access token": "warning",
      "callback address": "warning",
    });
  });

  it("tells wrong ids of the number and the account", async () => {
    await using meta = await start();
    const ids = { phoneNumberId: "999999999999", businessAccountId: "888888888888" };
    expect(states(await check(meta, { settings: ids }))).toEqual({
      ...ALL_WELL,
      "phone number": "failed",
      "webhook subscription": "failed",
    });
  });

  it("tells a callback that is missing, or is another server's", async () => {
    await using meta = await start();
    const elsewhere = await check(meta, { webhookUrl: "https://other.test/webhook" });
    expect(elsewhere.get("callback address")).toMatchObject({
      state: "failed",
      detail: expect.stringContaining(CALLBACK),
      mend: expect.stringContaining("https://other.test/webhook"),
    });
    const bare = await fetch(`${meta.url}/v25.0/${meta.preset.appId}/subscriptions`, {
      method: "DELETE",
      headers: { authorization: `Bearer ${meta.preset.appId}|${meta.preset.appSecret}` },
    });
    expect(bare.status).toBe(200);
    expect((await check(meta)).get("callback address")).toMatchObject({ state: "failed" });
  });

  it("tells an account that is not subscribed to the app", async () => {
    await using meta = await start();
    await fetch(`${meta.url}/v25.0/${meta.preset.wabaId}/subscribed_apps`, {
      method: "DELETE",
      headers: { authorization: `Bearer ${meta.preset.accessToken}` },
    });
    expect(states(await check(meta))).toEqual({ ...ALL_WELL, "webhook subscription": "failed" });
  });

  it("blames nobody when Meta is too busy to answer", async () => {
    await using meta = await start();
    meta.addFault({ effect: { error: { code: 4 } } });
    for (const one of (await check(meta)).values()) {
      expect(one).toMatchObject({ state: "failed", detail: expect.stringContaining("could not be asked") });
    }
  });

  it("says of every check that Meta could not be asked when it is out of reach, or answers nonsense", async () => {
    const meta = await start();
    await meta.close();
    for (const one of (await check(meta)).values()) {
      expect(one).toMatchObject({ state: "failed", detail: expect.stringContaining("could not be asked") });
    }
    await using odd = await start();
    for (const text of ["<html>", "[]", "null", "{}", '{"data":[null,7,{}]}', '{"data":{"is_valid":true}}']) {
      odd.clearFaults();
      odd.addFault({ effect: { body: { status: 200, text } } });
      const checks = await check(odd);
      expect([...checks.keys()].sort()).toEqual(Object.keys(ALL_WELL).sort());
    }
  });
});
