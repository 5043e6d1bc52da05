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

/** The first message that is heard of. When the stream is live for the n-th time, the n-th act is done. */
async function hear(...acts: ReadonlyArray<() => void>): Promise<ChangeEvent> {
  let times = 0;
  const onStateChange: EventsOptions["onStateChange"] = ({ state }) => {
    if (state === "live") acts[times++]?.();
  };
  for await (const event of chasqui.events({ kinds: ["messages.received"], onStateChange })) {
    if (event.kind !== "reset") return event;
  }
  throw new Error("the stream ended");
}

async function textOf(event: ChangeEvent): Promise<unknown> {
  return (await chasqui.messages.get(event.ids[0] ?? "")).content.text;
}

it("a message of a contact is heard of, and can be read", async () => {
  const event = await hear(() => app.contactWrites(ANA, "Hello"));
  expect(await textOf(event)).toBe("Hello");
  expect(event.conversationIds).toHaveLength(1);
});

it("what happened while nobody listened is heard of later", async () => {
  const { lastEventId } = await hear(() => app.contactWrites(ANA, "One"));
  app.contactWrites(ANA, "Two");
  await app.until("/messages?direction=inbound", ({ items }) => items[0].content.text === "Two");
  const heard: unknown[] = [];
  for await (const event of chasqui.events({ kinds: ["messages.received"], lastEventId })) {
    if (event.kind === "reset") throw new Error("nothing should be lost");
    for (const id of event.ids) heard.push((await chasqui.messages.get(id)).content.text);
    // An event may come twice.
    if (heard.includes("Two")) break;
  }
  expect(heard.filter((text) => text !== "One")).toEqual(["Two"]);
});

it("the server may be started anew meanwhile", async () => {
  let restart: Promise<void> | undefined;
  const event = await hear(
    () => {
      restart = app.restart();
    },
    () => app.contactWrites(ANA, "After"),
  );
  await restart;
  expect(await textOf(event)).toBe("After");
});

it("who may not listen is told so", async () => {
  const { body } = await app.api("POST", "/api-keys", { name: "deaf", scopes: ["messages:read"] });
  const deaf = createChasqui({ baseUrl: app.url, apiKey: body.key });
  await expect(deaf.events().next()).rejects.toMatchObject({ code: "scope-missing" });
});
