import type { EmulatedWhatsapp } from "../../server/test/linked-device-app.ts";
import type { TestApp } from "../../server/test/start-test-app.ts";

/** The codes by which emulated WhatsApp ends a session. */
const REPLACED = 440;
const REFUSED = 403;

const PAIRED = "WhatsApp of the shop";
const NEW = "WhatsApp of the branch";
const ENDINGS = { "logged-out": "Old phone", replaced: "Office", restricted: "Offers" } as const;

/** WhatsApp Web channels in each state that lasts. */
export async function seedWhatsAppWeb(app: TestApp, { emulator }: EmulatedWhatsapp): Promise<void> {
  await createChannel(app, NEW);
  let number = 34_600_111_700;
  const pair = async (name: string) => {
    const phone = emulator.createPhone({ number: String(++number), name: "Shop" });
    const id = await createChannel(app, name);
    await app.api("POST", `/channels/${id}/pairing`);
    const { offer } = await app.until(`/channels/${id}/pairing`, (pairing) => pairing.offer !== null);
    await phone.scan(offer.text);
    await app.until(`/channels/${id}/session`, ({ state }) => state === "connected");
    return { id, phone };
  };
  await pair(PAIRED);
  for (const [state, name] of Object.entries(ENDINGS)) {
    const { id, phone } = await pair(name);
    if (state === "logged-out") phone.unlink();
    else phone.endStream(state === "replaced" ? REPLACED : REFUSED);
    await app.until(`/channels/${id}/session`, (session) => session.state === state);
  }
}

export const findPaired = (app: TestApp) => findChannelPath(app, PAIRED);
export const findUnpaired = (app: TestApp) => findChannelPath(app, NEW);
export const findEnded = (app: TestApp, state: keyof typeof ENDINGS) => findChannelPath(app, ENDINGS[state]);

/** The page of a channel that shows a code at this moment: a picture, or for a number one to type. */
export async function findBeingPaired(app: TestApp, phone?: string): Promise<string> {
  const id = await findChannel(app, NEW);
  await app.api("POST", `/channels/${id}/pairing`, phone === undefined ? {} : { phone });
  await app.until(`/channels/${id}/pairing`, ({ offer }) => offer?.kind === (phone === undefined ? "qr" : "code"));
  return `/channels/${id}`;
}

/** As it was before. */
export async function stopPairing(app: TestApp): Promise<void> {
  const id = await findChannel(app, NEW);
  await app.api("DELETE", `/channels/${id}/pairing`);
  await app.until(`/channels/${id}/session`, ({ state }) => state === "unpaired");
}

async function createChannel(app: TestApp, name: string): Promise<string> {
  return (await app.api("POST", "/channels", { kind: "linked-device", name, config: {} })).body.id;
}

async function findChannel(app: TestApp, name: string): Promise<string> {
  const { body } = await app.api("GET", "/channels");
  return body.items.find((channel: { name: string }) => channel.name === name).id;
}

async function findChannelPath(app: TestApp, name: string): Promise<string> {
  return `/channels/${await findChannel(app, name)}`;
}
