import type { EmulatedWhatsapp } from "../../server/test/linked-device-app.ts";
import type { TestApp } from "../../server/test/start-test-app.ts";

const NAME = "Deliveries";
const AT_ONCE = { gapSecondsFrom: 0, gapSecondsTo: 0, showsTyping: false };

/** A WhatsApp Web channel on the first day of its warm-up, whose new people are used up. */
export async function seedLimits(app: TestApp, { emulator }: EmulatedWhatsapp): Promise<void> {
  const phone = emulator.createPhone({ number: "34600111790", name: "Shop" });
  const { id } = (await app.api("POST", "/channels", { kind: "linked-device", name: NAME, config: AT_ONCE })).body;
  await app.api("POST", `/channels/${id}/pairing`);
  const { offer } = await app.until(`/channels/${id}/pairing`, (pairing) => pairing.offer !== null);
  await phone.scan(offer.text);
  await app.until(`/channels/${id}/session`, ({ state }) => state === "connected");
  for (let one = 1; one <= 8; one++) {
    const number = `3460011178${one}`;
    emulator.createContact({ number, name: `Customer ${one}` });
    await app.api("POST", "/messages", { to: `+${number}`, text: "Your parcel comes today", channelId: id });
  }
  await app.until(`/channels/${id}/limits`, ({ held, today }) => held.length === 1 && today.newPeople === 5);
}

export async function findLimited(app: TestApp): Promise<string> {
  const { body } = await app.api("GET", "/channels");
  return `/channels/${body.items.find(({ name }: { name: string }) => name === NAME).id}`;
}
