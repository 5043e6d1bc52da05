import type { EmulatedWhatsapp } from "../../server/test/linked-device-app.ts";
import type { TestApp } from "../../server/test/start-test-app.ts";
import { findPaired } from "./seed-whatsapp-web.ts";

const OURS = "Offers of the week";

/** Groups of a WhatsApp Web channel: ours, somebody else's, one in which only admins write, and one that was left. */
export async function seedGroups(app: TestApp, { emulator }: EmulatedWhatsapp): Promise<void> {
  const channel = await findPaired(app);
  const { account } = (await app.api("GET", `${channel}/session`)).body;
  const shop = emulator.getPhone(account.phone);
  const people = Array.from({ length: 24 }, (_, index) =>
    emulator.createContact({ number: String(34_600_222_300 + index), name: `Customer ${index + 1}` }),
  );
  const [first, second] = people;
  if (!first || !second) throw new Error("there are people");
  const ours = emulator.createGroup({ subject: OURS, members: [shop, ...people] });
  ours.describe("Bread, cake and what is left of both: every Friday at noon.");
  emulator.createGroup({ subject: "Bakers of the town", members: [first, shop, ...people.slice(1, 9)] });
  emulator.createGroup({ subject: "Market days", members: [second, shop] }).setAnnouncement(true);
  const left = emulator.createGroup({ subject: "Old customers", members: [first, shop] });
  await app.api("POST", `${channel}/groups/refresh`);
  left.remove([shop]);
  await app.until(`${channel}/groups?state=left`, ({ items }) => items.length === 1);
  for (const [author, text] of [
    [first, "Is there bread left?"],
    [second, "Two of the dark ones"],
  ] as const) {
    await author.writes(text, { to: ours });
  }
  await app.until(`${channel}/groups?search=offers`, ({ items }) => items[0]?.conversationId !== null);
  const id = await findGroupId(app, OURS);
  const { body } = await app.api("GET", `${channel}/groups/${id}`);
  await app.until(`/conversations/${body.conversationId}/thread`, ({ items }) => items.length >= 2);
  ours.rename(`${OURS}, and more`);
  ours.rename(OURS);
  ours.remove([people.at(-1) ?? first]);
  await app.until(`/conversations/${body.conversationId}/thread`, ({ items }) => items.length >= 5);
}

export const findGroups = async (app: TestApp) => `${await findPaired(app)}/groups`;

export async function findGroup(app: TestApp, subject: string = OURS): Promise<string> {
  return `${await findGroups(app)}/${await findGroupId(app, subject)}`;
}

async function findGroupId(app: TestApp, subject: string): Promise<string> {
  const { body } = await app.api("GET", `${await findPaired(app)}/groups`);
  return body.items.find((group: { subject: string }) => group.subject === subject).id;
}

export async function findGroupConversation(app: TestApp): Promise<string> {
  return (await app.api("GET", await findGroup(app))).body.conversationId;
}
