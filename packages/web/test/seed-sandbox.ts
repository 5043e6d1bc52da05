import { createMediaClient } from "../../server/test/media-client.ts";
import { jpeg } from "../../server/test/media-files.ts";
import type { TestApp } from "../../server/test/start-test-app.ts";

const CUSTOMER = "Customer";

/** A sandbox with a chat that shows some of everything, a group, and somebody whose phone is off. */
export async function seedSandbox(app: TestApp): Promise<void> {
  const channelId = await findSandbox(app);
  const people = await Promise.all(
    [CUSTOMER, "Second customer", "Third customer"].map(
      async (name) => (await app.api("POST", "/sandbox/people", { channelId, name })).body,
    ),
  );
  const [{ id, address }, second, third] = people;
  await app.api("PATCH", `/sandbox/chats/${third.id}`, { isOnline: false });
  const group = { channelId, name: "Neighbours", memberIds: [id, second.id] };
  const { body: neighbours } = await app.api("POST", "/sandbox/groups", group);
  for (const [authorId, text] of [
    [id, "Is the shop open on Sunday?"],
    [second.id, "Only in the morning"],
  ]) {
    await app.api("POST", `/sandbox/chats/${neighbours.id}/messages`, { content: { type: "text", text }, authorId });
  }

  const write = (content: object) => app.api("POST", `/sandbox/chats/${id}/messages`, { content });
  const untilShown = (count: number) =>
    app.until(`/sandbox/chats/${id}/messages`, ({ items }) => items.length >= count);
  await write({ type: "text", text: "hello" });
  await untilShown(2);
  const media = await createMediaClient(app);
  const { id: mediaId } = (await media.upload(await jpeg(640, 420), "image/jpeg")).body;
  await write({ type: "image", mediaId, caption: "It came like this" });
  const buttons = [
    { id: "new", title: "Send a new one" },
    { id: "money", title: "Money back" },
  ];
  const body = "We are *sorry*. What shall we do?\n- _a new one_ comes tomorrow\n- money comes in 3 days";
  await app.api("POST", "/messages", { to: address, channelId, content: { type: "buttons", body, buttons } });
  const { items } = await untilShown(4);
  await write({ type: "tap", messageId: items[0].id, optionId: "new" });
  await write({ type: "reaction", messageId: items[0].id, emoji: "👍" });
  await app.api("POST", `/sandbox/chats/${id}/failures`, { kind: "try-again", times: 2 });
}

export async function findSandboxChat(app: TestApp, name = CUSTOMER): Promise<string> {
  const { body } = await app.api("GET", `/sandbox/chats?channelId=${await findSandbox(app)}`);
  return body.items.find((chat: { name: string | null }) => chat.name === name).id;
}

async function findSandbox(app: TestApp): Promise<string> {
  const { body } = await app.api("GET", "/channels");
  return body.items.find(({ kind }: { kind: string }) => kind === "sandbox").id;
}
