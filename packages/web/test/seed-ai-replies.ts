import type { WebTest } from "./web-test.ts";

/** Two messages for the AI: one contact asks for a person, and the provider fails for the other. */
export async function seedAiReplies(app: WebTest["app"]): Promise<void> {
  // A host that may not be called: it fails at once, and nothing leaves.
  const provider = { baseUrl: "http://127.0.0.1:9/v1", model: "example-model", apiKey: "example-key" };
  await app.api("PATCH", "/ai-replies/settings", { isOn: true, waitSeconds: 0, ...provider });
  app.contactWrites("34600000035", "I want to talk to a human, please");
  app.contactWrites("34600000036", "Do you deliver on Sundays?");
  await app.until("/ai-replies", ({ items }) => {
    const ended = items.filter(({ endedAt }: { endedAt: string | null }) => endedAt !== null);
    return ended.length >= 2;
  });
  await app.api("PATCH", "/ai-replies/settings", { isOn: false });
}
