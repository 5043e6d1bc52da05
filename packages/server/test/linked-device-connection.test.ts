/** How a WhatsApp Web session stays connected when the line, or WhatsApp, does not. */
import type { LoggedFrame } from "@chasqui/whatsapp-web-emulator";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type LinkedDeviceApp, startLinkedDeviceApp } from "./linked-device-app.ts";
import { waitUntil } from "./wait-until.ts";

/** As long as nothing has to come before something is asked, and as long as an answer may take. */
const QUIET_MS = 20_000;
const ANSWER_LIMIT_MS = 15_000;

const DORA = "51900000014";

let world: LinkedDeviceApp;
beforeAll(async () => {
  world = await startLinkedDeviceApp();
  world.emulator.createContact({ number: DORA, name: "Dora" });
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
});

const untilState = (state: string) =>
  world.app.until(`/channels/${world.channelId}/session`, (body) => body.state === state);
const device = () => world.shop.devices[0] as NonNullable<(typeof world.shop.devices)[0]>;
async function send(to: string, text: string): Promise<string> {
  const sent = await world.app.api("POST", "/messages", { to: `+${to}`, text, channelId: world.channelId });
  expect(sent.status, JSON.stringify(sent.body)).toBe(202);
  return sent.body.id;
}
/** Lets the server's time run fast until something is seen. */
const hurryUntil = (isSeen: () => boolean) =>
  waitUntil(
    () => {
      world.app.clock.advance(100);
      return isSeen();
    },
    (seen) => seen,
  );
/** Two looks at the line: whatever came before the first, nothing came before the second. */
async function lookTwice(): Promise<void> {
  world.app.clock.advance(QUIET_MS);
  await new Promise((resolve) => setImmediate(resolve));
  world.app.clock.advance(QUIET_MS);
}

/** A long while in which next to nothing is said. */
async function stayQuietForMinutes(): Promise<void> {
  const { emulator, app, shop } = world;
  const dora = emulator.getContact(DORA);
  for (let round = 0; round < 3; round++) {
    const seen = emulator.frames.at(-1)?.sequence ?? 0;
    const isAnswer = ({ sequence, tag, direction }: LoggedFrame) =>
      sequence > seen && tag === "iq" && direction === "out";
    await lookTwice();
    await emulator.waitFor(() => emulator.frames.find(isAnswer), "an answer to what was asked");
    // What comes after the answer has reached the server, so the answer has, too.
    const { id } = await dora.writes(`still there? ${round}`, { to: shop });
    await app.until("/messages", ({ items }) => items.some((one: { providerId: string }) => one.providerId === id));
  }
}

describe("a WhatsApp Web connection", () => {
  beforeEach(() => untilState("connected"));

  it("that died without a word is given up when nothing answers, and comes back with what waited", async () => {
    const { emulator, shop, app } = world;
    const bea = emulator.createContact({ number: "51900000012", name: "Bea" });
    await send(bea.number, "hello");
    await bea.waitForMessage("hello");
    const { logins } = device();
    const isUnheard = (tag: string) => (frame: LoggedFrame) => frame.tag === tag && frame.note?.includes("silence");
    shop.silence("all");
    const id = await send(bea.number, "into the silence");
    await emulator.waitFor(() => emulator.frames.find(isUnheard("message")), "the message to be sent");
    await lookTwice();
    await emulator.waitFor(() => emulator.frames.find(isUnheard("iq")), "something to be asked");
    expect(device().logins).toBe(logins);
    app.clock.advance(ANSWER_LIMIT_MS);
    await emulator.waitFor(() => device().logins > logins || undefined, "a new login");
    await bea.waitForMessage("into the silence");
    await app.until(`/messages/${id}`, (message) => message.state === "delivered");
    expect(bea.received).toMatchObject([{ text: "hello" }, { text: "into the silence", times: 1 }]);
    expect(bea.decryptionFailures).toEqual([]);
  });

  it("that is refused by HTTP is tried again and again, and comes back", async () => {
    const { emulator, app } = world;
    const { refused } = emulator.state.attempts;
    emulator.setReachable(false, 503);
    for (let count = 1; count <= 3; count++) {
      await hurryUntil(() => emulator.state.attempts.refused >= refused + count);
    }
    expect((await app.api("GET", `/channels/${world.channelId}/session`)).body).toMatchObject({
      state: "connecting",
      stateReason: { code: "connection-lost" },
    });
    emulator.setReachable(true);
    await hurryUntil(() => device().isReady);
    await untilState("connected");
  });

  it("that is quiet but alive is kept", async () => {
    const { logins } = device();
    await stayQuietForMinutes();
    expect(device().logins).toBe(logins);
  });

  it("that is cut in the middle of sends loses and doubles none", async () => {
    const { emulator, shop, app } = world;
    const carla = emulator.createContact({ number: "51900000013", name: "Carla" });
    // What happened to the connections before this one makes the next come more slowly.
    await stayQuietForMinutes();
    emulator.addRule({ match: { to: carla.number, nth: 3 }, effect: { drop: "beforeAccept" } });
    emulator.addRule({ match: { to: carla.number, nth: 6 }, effect: { drop: "afterAccept" } });
    const ids: string[] = [];
    for (let index = 0; index < 10; index++) ids.push(await send(carla.number, `part ${index}`));
    await emulator.waitFor(() => carla.received.length === ids.length || undefined, "all parts");
    for (const id of ids) {
      await app.until(`/messages/${id}`, (message) => message.state === "delivered");
    }
    expect(carla.received.map(({ text }) => text)).toEqual(ids.map((_, index) => `part ${index}`));
    expect(carla.decryptionFailures).toEqual([]);
    expect(shop.devices).toHaveLength(1);
  });

  it("that opens and ends at once, again and again, is tried ever more slowly", async () => {
    const { shop, app, channelId } = world;
    await stayQuietForMinutes();
    const listPauses = () =>
      app
        .log()
        .split("\n")
        .filter((line) => line.includes("a WhatsApp Web connection ended"))
        .map((line) => JSON.parse(line).afterMs as number);
    const before = listPauses().length;
    for (let count = 1; count <= 3; count++) {
      shop.cutLine();
      await hurryUntil(() => listPauses().length === before + count && device().isReady);
      await app.until(`/channels/${channelId}/session`, (body) => body.state === "connected");
    }
    const inSeconds = listPauses()
      .slice(before)
      .map((ms) => ms / 1_000);
    for (const [index, seconds] of inSeconds.entries()) {
      expect(seconds).toBeGreaterThanOrEqual(2 ** index / 2);
      expect(seconds).toBeLessThanOrEqual(2 ** index);
    }
  });
});
