import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { type Asked, json } from "../../../test/ai-stand-in.ts";
import { ANA, startTestAiApp, type TestAiApp } from "./test-ai-app.ts";

async function startWithEndpoint(
  ...answers: Parameters<typeof startTestAiApp>[0]
): Promise<TestAiApp & { secret: string }> {
  const test = await startTestAiApp(answers, { isOn: false });
  const { status, body } = await test.app.api("POST", "/ai-replies/signing-secret");
  expect(status).toBe(201);
  await test.set({
    isOn: true,
    provider: "http-endpoint",
    endpointUrl: `${test.standIn.url}/reply`,
    prompt: "Be kind.",
  });
  return { ...test, secret: body.secret };
}

/** As a receiver of Standard Webhooks would. */
function isSigned({ headers, raw }: Asked, secret: string): boolean {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${raw}`;
  return headers["webhook-signature"] === `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}

it("an endpoint of one's own is asked for the reply, with all it needs, signed", async () => {
  await using test = await startWithEndpoint(json({ reply: "We open at nine." }));
  test.app.contactWrites(ANA, "When do you open?");
  await test.app.emulator.waitForSent(1);
  expect(test.texts(ANA)).toEqual(["We open at nine."]);
  const [asked] = test.standIn.asked;
  const [reply] = await test.untilEnded();
  expect(asked?.path).toBe("/reply");
  expect(asked?.body).toEqual({
    type: "ai-reply.requested",
    id: reply.id,
    attempt: 1,
    conversation: { id: reply.conversationId, channelId: reply.channelId },
    contact: { id: reply.contactId, name: expect.any(String), phone: ANA, language: null },
    message: { id: reply.messageId, text: "When do you open?", at: expect.stringMatching(/^20.*Z$/) },
    history: [{ from: "contact", text: "When do you open?", at: expect.any(String) }],
    prompt: "Be kind.",
  });
  expect(isSigned(asked as Asked, test.secret)).toBe(true);
  expect(asked?.headers["webhook-id"]).toBe(reply.id);
  expect(asked?.headers.authorization).toBeUndefined();
});

it("it may say nothing, or hand over", async () => {
  const nothing = (response: Parameters<Parameters<typeof startTestAiApp>[0][number]>[0]) =>
    void response.writeHead(204).end();
  await using test = await startWithEndpoint(
    nothing,
    json({ reply: null }),
    json({ handOver: true, reply: "Wait.", reason: "angry" }),
  );
  for (let count = 1; count <= 3; count++) {
    test.app.contactWrites(ANA, `${count}`);
    await test.untilEnded(count);
  }
  const replies = await test.untilEnded(3);
  expect(replies.map(({ state }) => state)).toEqual(["handed-over", "silent", "silent"]);
  expect(replies[0].detail).toBe("angry");
  await test.app.emulator.waitForSent(1);
  expect(test.texts(ANA)).toEqual(["Wait."]);
});

it("an answer that says neither is asked for again, with the same id", async () => {
  await using test = await startWithEndpoint(json({ text: "wrong name" }), json([]), json({ reply: 7 }));
  test.app.contactWrites(ANA, "Hm?");
  for (let attempt = 1; attempt < 3; attempt++) {
    await test.app.until(
      "/ai-replies",
      (page) => page.items[0]?.attempts === attempt && page.items[0].state === "waiting",
    );
    test.app.clock.advance(10_000);
  }
  expect((await test.untilEnded())[0]).toMatchObject({ state: "failed", detail: expect.stringContaining("neither") });
  expect(new Set(test.standIn.asked.map(({ body }) => body.id)).size).toBe(1);
  expect(test.standIn.asked.map(({ body }) => body.attempt)).toEqual([1, 2, 3]);
});
