/** How a phone is paired with a WhatsApp Web channel, and how that ends, by the API. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { AT_ONCE, type EmulatedWhatsapp, startEmulatedWhatsapp } from "./linked-device-app.ts";
import { readQr } from "./read-qr.ts";
import { startTestApp, type TestApp } from "./start-test-app.ts";

const MINUTE_MS = 60_000;

let whatsApp: EmulatedWhatsapp;
let app: TestApp;
beforeAll(async () => {
  whatsApp = await startEmulatedWhatsapp();
  app = await startTestApp({ withChannel: false, env: whatsApp.env });
});
afterAll(async () => {
  await app?.[Symbol.asyncDispose]();
  await whatsApp?.[Symbol.asyncDispose]();
});

let numbers = 51_900_000_100;
const newPhone = () => whatsApp.emulator.createPhone({ number: String(++numbers), name: "Shop" });

async function newChannel(name: string): Promise<string> {
  return (await app.api("POST", "/channels", { kind: "linked-device", name, config: AT_ONCE })).body.id;
}

async function offerOf(id: string, kind: string) {
  return (await app.until(`/channels/${id}/pairing`, ({ offer }) => offer?.kind === kind)).offer;
}

/** A channel with a phone that has scanned its code. */
async function newPaired(name: string) {
  const id = await newChannel(name);
  await app.api("POST", `/channels/${id}/pairing`);
  const phone = newPhone();
  await phone.scan((await offerOf(id, "qr")).text);
  await app.until(`/channels/${id}/session`, ({ state }) => state === "connected");
  return { id, phone };
}

const alertsOf = async (id: string, query = "?state=open") =>
  (await app.api("GET", `/alerts${query}`)).body.items.filter((one: { channelId: string }) => one.channelId === id);

async function fetchPicture(path: string): Promise<Buffer> {
  const { body } = await app.api("POST", "/api-keys", { name: "pictures", scopes: ["channels:write"] });
  const answer = await fetch(`${app.url}/api/v1${path}`, { headers: { authorization: `Bearer ${body.key}` } });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

test("as text, as a drawing and as a picture the code says the same, to everybody who looks", async () => {
  const id = await newChannel("Pictures");
  await app.api("POST", `/channels/${id}/pairing`);
  const { text, secondsLeft } = await offerOf(id, "qr");
  expect(secondsLeft).toBeGreaterThan(50);
  expect(secondsLeft).toBeLessThanOrEqual(60);
  expect(await readQr(await fetchPicture(`/channels/${id}/pairing/qr.png`))).toBe(text);
  expect(await readQr(await fetchPicture(`/channels/${id}/pairing/qr.svg`))).toBe(text);
  const again = await app.api("POST", `/channels/${id}/pairing`);
  expect(again.body.offer.text).toBe(text);

  await app.api("DELETE", `/channels/${id}/pairing`);
  await app.until(`/channels/${id}/session`, ({ state }) => state === "unpaired");
  expect((await app.api("GET", `/channels/${id}/session`)).body.stateReason).toBeNull();
  expect((await app.api("GET", `/channels/${id}/pairing/qr.png`)).body.code).toBe("no-qr-code");
});

test("a list of channels tells of their sessions, and of none where there is none", async () => {
  const { id, phone } = await newPaired("Listed");
  const { body } = await app.api("GET", "/channels");
  const sessions = new Map(body.items.map((one: { id: string; session: unknown }) => [one.id, one.session]));
  expect(sessions.get(id)).toEqual({ state: "connected", stateReason: null, phone: `+${phone.number}` });
  const sandbox = body.items.find(({ kind }: { kind: string }) => kind === "sandbox");
  expect(sandbox.session).toBeNull();
  expect((await app.api("POST", `/channels/${await newChannel("Never")}/pause`)).body.session.state).toBe("unpaired");
});

test("a code for one number takes the place of the picture, and the picture that of the code", async () => {
  const id = await newChannel("Code");
  const phone = newPhone();
  expect((await app.api("POST", `/channels/${id}/pairing`, { phone: "600 000 001" })).status).toBe(400);
  await app.api("POST", `/channels/${id}/pairing`);
  await offerOf(id, "qr");
  await app.api("POST", `/channels/${id}/pairing`, { phone: `+${phone.number}` });
  await offerOf(id, "code");
  await app.api("POST", `/channels/${id}/pairing`);
  await offerOf(id, "qr");
  await app.api("POST", `/channels/${id}/pairing`, { phone: `+${phone.number}` });
  const { code } = await offerOf(id, "code");
  await phone.enterPairingCode(code);
  await app.until(`/channels/${id}/session`, ({ state }) => state === "connected");
});

test("codes end by themselves when nobody scans them", async () => {
  const id = await newChannel("Nobody");
  await app.api("POST", `/channels/${id}/pairing`);
  await offerOf(id, "qr");
  app.clock.advance(3 * MINUTE_MS);
  const { stateReason } = await app.until(`/channels/${id}/session`, ({ state }) => state === "unpaired");
  expect(stateReason.code).toBe("pairing-timed-out");
});

test("logged out from here, the phone no longer lists the device, and nobody is alarmed", async () => {
  const { id, phone } = await newPaired("Out");
  expect((await app.api("POST", `/channels/${id}/pairing`)).body.code).toBe("channel-paired");
  await app.api("POST", `/channels/${id}/session/log-out`);
  const { stateReason } = await app.until(`/channels/${id}/session`, ({ state }) => state === "unpaired");
  expect(stateReason.code).toBe("logged-out-here");
  expect(phone.devices).toEqual([]);
  // Not even for a moment.
  expect(await alertsOf(id, "")).toEqual([]);
});

test("removed on the phone, the channel says so with an alert, until a phone is paired again", async () => {
  const { id, phone } = await newPaired("Removed");
  await phone.unlink();
  await app.until(`/channels/${id}/session`, ({ state }) => state === "logged-out");
  expect(await alertsOf(id)).toMatchObject([{ kind: "session-lost", severity: "critical" }]);
  await app.api("POST", `/channels/${id}/pairing`);
  await phone.scan((await offerOf(id, "qr")).text);
  await app.until(`/channels/${id}/session`, ({ state }) => state === "connected");
  expect(await alertsOf(id)).toEqual([]);
});

test("opened elsewhere, the session waits until somebody takes it back, or gives it up", async () => {
  const { id, phone } = await newPaired("Replaced");
  expect((await app.api("POST", `/channels/${id}/session/use-here`)).body.code).toBe("session-not-replaced");
  await phone.endStream(440);
  await app.until(`/channels/${id}/session`, ({ state }) => state === "replaced");
  await app.api("POST", `/channels/${id}/session/use-here`);
  await app.until(`/channels/${id}/session`, ({ state }) => state === "connected");
  await phone.endStream(440);
  await app.until(`/channels/${id}/session`, ({ state }) => state === "replaced");
  expect(await alertsOf(id)).toHaveLength(1);
  await app.api("POST", `/channels/${id}/session/log-out`);
  await app.until(`/channels/${id}/session`, ({ state }) => state === "unpaired");
  expect(await alertsOf(id)).toEqual([]);
});

test("what is no session can't be paired, nor what is paused", async () => {
  const { body } = await app.api("GET", "/channels");
  const sandbox = body.items.find(({ kind }: { kind: string }) => kind === "sandbox");
  expect((await app.api("POST", `/channels/${sandbox.id}/pairing`)).body.code).toBe("channel-not-paired-by-phone");
  const id = await newChannel("Paused");
  await app.api("POST", `/channels/${id}/pause`);
  expect((await app.api("POST", `/channels/${id}/pairing`)).body.code).toBe("channel-not-active");
});
