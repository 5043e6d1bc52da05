/** libsignal prints sessions with their keys. Nothing of that may reach what a server prints. */
import { expect, it } from "vitest";
import { readKeys } from "../src/channels/linked-device/devices.store.ts";
import { contextOf } from "../src/channels/linked-device/session-store.ts";
import { createSecretBox, loadMasterKey } from "../src/platform/crypto.ts";
import { type DeviceNodes, startDeviceNodes } from "./device-nodes.ts";
import type { ServerProcess } from "./server-process.ts";

/** Every key of every session there is, as bytes. */
async function readSessionKeys({ database, dataDir, address }: DeviceNodes): Promise<Buffer[]> {
  const box = createSecretBox(await loadMasterKey({ dataDir }));
  const { rows } = await database.database.pool.query("select id from linked_device_keys where type = 'session'");
  const ids = rows.map((row: { id: string }) => row.id);
  const sessions = await readKeys(database.database.db, address, "session", ids);
  const keys: Buffer[] = [];
  for (const { id, value } of sessions) {
    JSON.parse(box.open(value, contextOf(address, `session/${id}`)).toString(), (_name, inner) => {
      if (typeof inner === "string" && inner.length >= 40) keys.push(Buffer.from(inner, "base64"));
      return inner;
    });
  }
  return keys;
}

/** The ways a key may look in what is printed: as text, and as Node shows bytes. */
const looksOf = (key: Buffer) => [
  key.toString("base64"),
  key.toString("hex"),
  (key.toString("hex").match(/../g) as string[]).slice(0, 30).join(" "),
];

it("no key of a session is printed, whatever becomes of the session", { timeout: 60_000 }, async () => {
  await using world = await startDeviceNodes(1, { LOG_LEVEL: "trace" });
  const { emulator, shop, channelId, api } = world;
  const ana = emulator.createContact({ number: "51900000002", name: "Ana" });
  const [first] = world.nodes as [ServerProcess];
  const seen: Buffer[] = [];
  const talk = async (node: ServerProcess, round: string) => {
    await api(node, "POST", "/messages", { to: `+${ana.number}`, text: `to you ${round}`, channelId });
    await ana.waitForMessage(`to you ${round}`);
    const { id } = await ana.writes(`to us ${round}`, { to: shop });
    await emulator.waitFor(() => ana.sent.find((one) => one.id === id && one.receipts.length > 0), "it to be read");
    seen.push(...(await readSessionKeys(world)));
  };
  await talk(first, "one");
  first.kill("SIGTERM");
  await first.ended;
  // A new start begins new sessions with everybody, and closes those there are.
  const second = await world.start();
  await talk(second, "two");
  await talk(second, "three");
  expect(seen.length).toBeGreaterThan(20);
  for (const output of [first.output(), second.output()]) {
    expect(output).toContain("ready");
    for (const words of ["SessionEntry", "privKey", "rootKey", "<Buffer"]) expect(output).not.toContain(words);
    expect(seen.flatMap(looksOf).filter((look) => output.includes(look))).toEqual([]);
  }
});
