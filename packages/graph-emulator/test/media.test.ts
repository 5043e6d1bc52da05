import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { type GraphEmulator, startGraphEmulator } from "../src/index.ts";
import { startStage, statusesIn } from "./callback.ts";
import { callGraph, send } from "./graph-client.ts";

const ANA = "+51987654321";
const DAY_MS = 86_400_000;

function upload(emulator: GraphEmulator, type: string, bytes: string | Uint8Array<ArrayBuffer> = "hello") {
  const form = new FormData();
  form.set("messaging_product", "whatsapp");
  form.set("type", type);
  form.set("file", new Blob([bytes], { type }), "file.bin");
  return callGraph(emulator, `${emulator.preset.phoneNumberId}/media`, { body: form });
}

function download(emulator: GraphEmulator, url: string, headers: Record<string, string> = {}, method = "GET") {
  const authorization = `Bearer ${emulator.preset.accessToken}`;
  return fetch(url, { method, headers: { authorization, ...headers } });
}

describe("media (§3, §8.6)", () => {
  it("is uploaded, described, downloaded and deleted", async () => {
    await using emulator = await startGraphEmulator();
    const { id } = (await upload(emulator, "image/jpeg")).json;
    const described = await callGraph(emulator, id);
    expect(described.json).toEqual({
      messaging_product: "whatsapp",
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/whatsapp_business\/attachments\/\?mid=\d+&ext=\d+&hash=/),
      mime_type: "image/jpeg",
      sha256: "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
      file_size: 5,
      id,
    });
    const whole = await download(emulator, described.json.url);
    expect([whole.status, whole.headers.get("content-type"), await whole.text()]).toEqual([200, "image/jpeg", "hello"]);
    expect((await callGraph(emulator, id, { method: "DELETE" })).json).toEqual({ success: true });
    expect((await callGraph(emulator, id)).json.error).toMatchObject({ code: 100, error_subcode: 33 });
  });

  it("is served in ranges and to HEAD, with a token only", async () => {
    await using emulator = await startGraphEmulator();
    const { id } = (await upload(emulator, "image/jpeg")).json;
    const { url } = (await callGraph(emulator, id)).json;

    const part = await download(emulator, url, { range: "bytes=1-3" });
    expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([206, "bytes 1-3/5", "ell"]);
    const tail = await download(emulator, url, { range: "bytes=-2" });
    expect(await tail.text()).toBe("lo");
    expect((await download(emulator, url, { range: "bytes=9-" })).status).toBe(416);
    const head = await download(emulator, url, {}, "HEAD");
    expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "5", ""]);
    expect((await fetch(url)).status).toBe(401);
    expect((await download(emulator, url.replace("hash=", "hash=x"))).status).toBe(404);
  });

  it("has addresses that live 5 minutes and ids that live 30 days (7 when received)", async () => {
    await using stage = await startStage();
    const { emulator } = stage;
    const { id } = (await upload(emulator, "image/jpeg")).json;
    const { url } = (await callGraph(emulator, id)).json;
    await emulator.clock.advance(301_000);
    expect((await download(emulator, url)).status).toBe(404);
    const again = (await callGraph(emulator, id)).json.url;
    expect((await download(emulator, again)).status).toBe(200);

    emulator.receive({ from: ANA, type: "image" });
    await stage.receiver.waitFor(1);
    const received = stage.changes("messages")[0].value.messages[0].image;
    expect((await download(emulator, received.url)).status).toBe(200);
    await emulator.clock.advance(7 * DAY_MS + 1);
    expect((await callGraph(emulator, received.id)).status).toBe(400);
    expect((await callGraph(emulator, id)).status).toBe(200);
    await emulator.clock.advance(23 * DAY_MS);
    expect((await callGraph(emulator, id)).status).toBe(400);
  });

  it.each([
    ["image/heic", "hello"],
    ["image/jpeg", new Uint8Array(5 * 1024 * 1024 + 1)],
    ["image/webp", new Uint8Array(500 * 1024 + 1)],
  ])("refuses %s that breaks the table of kinds", async (type, bytes) => {
    await using emulator = await startGraphEmulator();
    const { error } = (await upload(emulator, type, bytes)).json;
    expect(error.code).toBe(100);
    if (type === "image/heic")
      expect(error.message).toContain("Param file must be a file with one of the following types: audio/aac");
  });

  it("belongs to its number", async () => {
    await using emulator = await startGraphEmulator();
    const { id } = (await upload(emulator, "image/jpeg")).json;
    expect((await callGraph(emulator, `${id}?phone_number_id=${emulator.preset.phoneNumberId}`)).status).toBe(200);
    expect((await callGraph(emulator, `${id}?phone_number_id=1`)).json.error.code).toBe(100);
  });

  it("is sent by id until it expires, then fails with 131053", async () => {
    await using stage = await startStage({ serviceWindow: "off" });
    const { emulator } = stage;
    const { id } = (await upload(emulator, "image/jpeg")).json;
    await send(emulator, { to: ANA, type: "image", image: { id } });
    emulator.expireMedia(id);
    await send(emulator, { to: ANA, type: "image", image: { id } });
    await emulator.clock.advance(1_000);
    expect(statusesIn(stage.changes()).map((status) => status.errors?.[0].code ?? status.status)).toEqual([
      "sent",
      131053,
      "delivered",
    ]);
  });

  it("is fetched by link when asked to (131053 on failure)", async () => {
    const site = createServer((request, response) => {
      const isImage = request.url === "/a.jpg";
      response.writeHead(request.url === "/gone" ? 404 : 200, { "content-type": isImage ? "image/jpeg" : "text/html" });
      response.end("x");
    });
    await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
    const base = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    await using stage = await startStage({ serviceWindow: "off", links: "fetch", clock: "real" });
    for (const path of ["/a.jpg", "/gone", "/page"]) {
      await send(stage.emulator, { to: ANA, type: "image", image: { link: `${base}${path}` } });
    }
    await expect.poll(() => statusesIn(stage.changes()).length).toBe(4);
    const failures = statusesIn(stage.changes()).filter((status) => status.status === "failed");
    expect(failures.map((status) => status.errors[0].code)).toEqual([131053, 131053]);
    site.close();
    site.closeAllConnections();
  });

  it("fails links that are not HTTPS with 131053", async () => {
    await using stage = await startStage({ serviceWindow: "off" });
    await send(stage.emulator, { to: ANA, type: "image", image: { link: "http://example.com/a.jpg" } });
    await stage.emulator.clock.advance(1_000);
    expect(statusesIn(stage.changes())[0].errors[0].code).toBe(131053);
  });
});

describe("resumable upload (§3.4)", () => {
  it("takes parts, resumes and gives a handle", async () => {
    await using emulator = await startGraphEmulator();
    const { appId, accessToken } = emulator.preset;
    const query = `file_name=a.jpg&file_length=10&file_type=image/jpeg&access_token=${accessToken}`;
    const session = (await callGraph(emulator, `${appId}/uploads?${query}`, { method: "POST", token: null })).json.id;
    expect(session).toMatch(/^upload:MTph.*\?sig=/);
    const part = async (offset: number, body: string) => {
      const headers = { authorization: `OAuth ${accessToken}`, file_offset: String(offset) };
      const response = await fetch(`${emulator.url}/v25.0/${session}`, { method: "POST", headers, body });
      return response.json();
    };
    expect(await part(0, "hello")).toEqual({ id: session, file_offset: 5 });
    expect((await callGraph(emulator, session)).json).toEqual({ id: session, file_offset: 5 });
    expect(await part(0, "again")).toMatchObject({ error: { code: 100 } });
    expect(await part(5, "world")).toEqual({ h: expect.stringMatching(/^4::aW1hZ2UvanBlZw==:ARa/) });
  });
});
