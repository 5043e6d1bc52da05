/** Live updates from the real server. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../server/test/start-test-app.ts";
import { type ChangeEvent, type Chasqui, createChasqui, type EventsOptions } from "../src/index.ts";

const ANA = "+34600000001";

let app: TestApp;
let key: string;
let chasqui: Chasqui;
beforeAll(async () => {
  app = await startTestApp();
  key = (await app.api("POST", "/api-keys", { name: "live", scopes: ["admin"] })).body.key;
  chasqui = createChasqui({ baseUrl: app.url, apiKey: key });
});
afterAll(() => app?.[Symbol.asyncDispose]());

/** Hears of messages until one has this text: some may come twice. When the stream is live for the n-th time, the n-th act is done. */
async function hear(text: string, options: EventsOptions, ...acts: ReadonlyArray<() => void>): Promise<ChangeEvent> {
  let times = 0;
  const onStateChange: EventsOptions["onStateChange"] = ({ state }) => {
    if (state === "live") acts[times++]?.();
  };
  for await (const event of chasqui.events({ kinds: ["messages.received"], ...options, onStateChange })) {
    if (event.kind === "reset") throw new Error("nothing should be lost");
    for (const id of event.ids) if ((await chasqui.messages.get(id)).content.text === text) return event;
  }
  throw new Error("the stream ended");
}

it("a message of a contact is heard of, and can be read", async () => {
  const event = await hear("Hello", {}, () => app.contactWrites(ANA, "Hello"));
  expect(event.conversationIds).toHaveLength(1);
});

it("what happened while nobody listened is heard of later", async () => {
  const { lastEventId } = await hear("One", {}, () => app.contactWrites(ANA, "One"));
  app.contactWrites(ANA, "Two");
  await app.until("/messages?direction=inbound", ({ items }) => items[0].content.text === "Two");
  await hear("Two", { lastEventId });
});

it("the server may be started anew meanwhile", async () => {
  let restart: Promise<void> | undefined;
  const beginAgain = () => {
    restart = app.restart();
  };
  await hear("After", {}, beginAgain, () => app.contactWrites(ANA, "After"));
  await restart;
});

it("who may not listen is told so", async () => {
  const { body } = await app.api("POST", "/api-keys", { name: "deaf", scopes: ["messages:read"] });
  const deaf = createChasqui({ baseUrl: app.url, apiKey: body.key });
  await expect(deaf.events().next()).rejects.toMatchObject({ code: "scope-missing" });
});
