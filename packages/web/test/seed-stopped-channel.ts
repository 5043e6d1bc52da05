import type { WebTest } from "./web-test.ts";

/** A second channel, stopped because its access token is no longer good, and the alert that tells it. Answers with its id. */
export async function seedStoppedChannel(app: WebTest["app"], name = "Branch office"): Promise<string> {
  const { body } = await app.api("POST", "/channels", {
    kind: "cloud-api",
    name,
    config: {
      phoneNumberId: String(Math.trunc(1e12 + Math.random() * 1e12)),
      businessAccountId: "102290129340398",
      appId: "1000000000000001",
      accessToken: "EAAB-worn-out-token",
      appSecret: "0123456789abcdef",
      verifyToken: "any",
      graphBaseUrl: app.emulator.url,
    },
  });
  const text = "The branch is open again.";
  await app.api("POST", "/messages", { to: "+34600000009", channelId: body.id, text });
  await app.until(`/channels/${body.id}`, ({ state }) => state === "stopped");
  return body.id;
}
