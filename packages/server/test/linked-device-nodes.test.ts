/** One WhatsApp Web session and two servers: WhatsApp lets the same device in only once. */
import { expect, it } from "vitest";
import { startDeviceNodes } from "./device-nodes.ts";
import type { ServerProcess } from "./server-process.ts";
import { waitUntil } from "./wait-until.ts";

/** A lost owner is replaced within 15 s; then it has to log in. */
const REPLACED_WITHIN_MS = 25_000;

const ownsChannel = (node: ServerProcess) => node.output().includes("this node now sends on the channel");
const untilSays = (node: ServerProcess, words: string) =>
  waitUntil(
    () => node.output(),
    (output) => output.includes(words),
  );

it("a frozen owner of a session is replaced, and says nothing any more when it wakes up", {
  timeout: 90_000,
}, async () => {
  await using world = await startDeviceNodes(2);
  const { emulator, shop, channelId, api } = world;
  const owner = world.nodes.find(ownsChannel) as ServerProcess;
  const other = world.nodes.find((node) => node !== owner) as ServerProcess;
  const ana = emulator.createContact({ number: "51900000002", name: "Ana" });
  const send = (node: ServerProcess, text: string) =>
    api(node, "POST", "/messages", { to: `+${ana.number}`, text, channelId });
  const texts = () => ana.received.map(({ text }) => text);

  for (let index = 0; index < 5; index++) await send(other, `before ${index}`);
  await ana.waitForMessage("before 4");
  // One is on its way when the owner freezes: WhatsApp has it, the owner does not know.
  emulator.addRule({ match: { to: ana.number, count: 1 }, effect: { withholdAck: true } });
  await send(owner, "on its way");
  await ana.waitForMessage("on its way");
  const oldConnection = emulator.frames.at(-1)?.connection as number;
  const { logins } = shop.devices[0] as { logins: number };
  owner.kill("SIGSTOP");
  for (let index = 0; index < 10; index++) await send(other, `meanwhile ${index}`);
  await ana.writes("are you there?", { to: shop, addressing: "lid" });
  await ana.waitForMessage("meanwhile 9", REPLACED_WITHIN_MS);
  expect(shop.devices).toMatchObject([{ logins: logins + 1, isOnline: true }]);
  const newLogin = emulator.frames.findLast(({ direction, tag }) => direction === "out" && tag === "success");
  if (newLogin === undefined) throw new Error("nobody logged in");
  expect(newLogin.connection).not.toBe(oldConnection);

  owner.kill("SIGCONT");
  await untilSays(owner, "another node took the channel over");
  await untilSays(owner, "this node has let go of the WhatsApp Web session");
  for (let index = 0; index < 5; index++) await send(owner, `after ${index}`);
  await ana.waitForMessage("after 4");
  await ana.writes("good", { to: shop });
  await waitUntil(
    async () => (await api(owner, "GET", "/messages?direction=inbound")).items,
    (items) => items.length === 2,
  );

  // Each once, in the order they were written; the repeat of the one on its way was dropped by the phone.
  const inOrder = (word: string, count: number) => Array.from({ length: count }, (_, index) => `${word} ${index}`);
  expect(texts()).toEqual([...inOrder("before", 5), "on its way", ...inOrder("meanwhile", 10), ...inOrder("after", 5)]);
  expect(ana.received.filter(({ times }) => times > 1).map(({ text }) => text)).toEqual(["on its way"]);
  expect(ana.decryptionFailures).toEqual([]);
  const said = emulator.frames.filter(({ direction, sequence }) => direction === "in" && sequence > newLogin.sequence);
  expect(new Set(said.map(({ connection }) => connection))).not.toEqual(new Set());
  expect(said.filter(({ connection, note }) => connection !== newLogin.connection && note === undefined)).toEqual([]);
  // The old one has let go: it neither came back nor complained.
  expect(shop.devices).toMatchObject([{ logins: logins + 1, isOnline: true }]);
  expect(emulator.frames.at(-1)?.connection).toBe(newLogin.connection);
  expect(owner.output()).not.toContain('"level":"error"');
  owner.kill("SIGTERM");
  expect(await owner.ended).toBe(0);
});

it("a clean stop hands the session over: the other logs in at once and sends what waits", {
  timeout: 60_000,
}, async () => {
  await using world = await startDeviceNodes(2);
  const { emulator, shop, channelId, api } = world;
  const owner = world.nodes.find(ownsChannel) as ServerProcess;
  const other = world.nodes.find((node) => node !== owner) as ServerProcess;
  const ana = emulator.createContact({ number: "51900000002", name: "Ana" });
  owner.kill("SIGTERM");
  expect(await owner.ended).toBe(0);
  await api(other, "POST", "/messages", { to: `+${ana.number}`, text: "still here", channelId });
  await ana.waitForMessage("still here");
  expect(shop.devices).toHaveLength(1);
  expect(emulator.frames.filter(({ note }) => note?.includes("connected elsewhere"))).toEqual([]);
});
