import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { createClient, textOf } from "./client.ts";
import { ANA, startStage } from "./stage.ts";

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each test looks into it
  readonly body: any;
}

async function call(base: string, method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`${base}/__emu${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

describe("control API", () => {
  it("does over HTTP what the handles do", async () => {
    await using stage = await startStage();
    const { emulator, client, ana, ben, shop } = stage;
    const base = emulator.controlUrl;
    const post = (path: string, body: object) => call(base, "POST", path, body);

    const { body: message } = await post(`/contacts/${ana.number}/writes`, { to: shop.number, text: "Hola" });
    await client.untilMessage(({ key }) => key.id === message.id);
    const file = randomBytes(1_000);
    await post(`/contacts/${ana.number}/writes`, { to: shop.number, type: "image", base64: file.toString("base64") });
    await client.untilMessage((one) => one.message?.imageMessage !== undefined);
    await client.socket.sendMessage(ana.address, { text: "Hi" });
    await ana.waitForMessage("Hi");
    expect((await call(base, "GET", `/contacts/${ana.number}/received`)).body).toMatchObject({
      received: [{ text: "Hi", times: 1 }],
      repeats: 0,
      decryptionFailures: [],
    });
    const { body: group } = await post("/groups", { subject: "Offers", members: [ana.number, shop.number] });
    await post(`/groups/${group.address}/add`, { people: [ben.number] });
    expect((await call(base, "GET", `/groups/${group.address}`)).body.members).toHaveLength(3);
    await post("/refuse", { to: ben.number });
    expect((await call(base, "GET", "/rules")).body.rules).toHaveLength(1);
    expect((await call(base, "GET", "/log?limit=5")).body.frames).toHaveLength(5);
    expect((await call(base, "GET", "/state")).body.people).toHaveLength(3);
    await post(`/phones/${shop.number}/stream-error`, { code: 503 });
    expect(await client.untilClosed()).toBe(503);
  });

  it("says what was wrong", async () => {
    await using stage = await startStage();
    const base = stage.emulator.controlUrl;
    const post = (path: string, body: object) => call(base, "POST", path, body);
    expect(await post("/contacts/999/writes", { to: ANA, text: "?" })).toMatchObject({
      status: 404,
      body: { error: 'There is nobody with the number "999"' },
    });
    expect(await post("/contacts", { number: ANA })).toMatchObject({ status: 400 });
    expect(await post(`/phones/${stage.shop.number}/silence`, { mode: "loud" })).toMatchObject({
      status: 400,
      body: { error: "mode must be one of none, deliveries, all" },
    });
    expect(await call(base, "GET", "/nothing")).toMatchObject({ status: 404 });
  });

  it("runs as a process", async () => {
    const main = new URL("../src/main.ts", import.meta.url).pathname;
    const child = spawn(process.execPath, [main, "--port", "0", "--media-port", "0", "--phone", "+51 900 000 001"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      let output = "";
      for await (const chunk of child.stdout) {
        output += String(chunk);
        if (output.includes("Link a device")) break;
      }
      const url = /ws:\S+/.exec(output)?.[0] ?? "";
      const base = /http:\/\/[^/]+/.exec(output)?.[0] ?? "";
      const rootKey = Buffer.from(/Root key: (\w+)/.exec(output)?.[1] ?? "", "hex");
      const client = createClient({ url, rootKey, mediaCa: undefined });
      client.connect();
      const qr = await client.until("connection.update", (update) => update.qr);
      expect(await call(base, "POST", "/phones/51900000001/scan", { qr })).toMatchObject({ body: { device: 1 } });
      await client.untilClosed();
      client.connect();
      await client.untilOpen();
      await call(base, "POST", "/contacts/15550100002/writes", { to: "51900000001", text: "Hola" });
      await client.untilMessage((message) => textOf(message) === "Hola");
      await client.end();
    } finally {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
  });
});
