/** Conversations that show what an inbox can hold, for pictures, accessibility and tests. */
import type { WebTest } from "./web-test.ts";

type App = WebTest["app"];

const LUCIA = "+34600111222";
const BRUNO = "+34600111333";
const QUIET = "+34600111444";

const HOUR_MS = 3_600_000;

/** What a contact writes comes in by its platform; resolves with the conversation once the message is there. */
export async function contactWrites(app: App, from: string, text: string, atMs = app.clock.now().getTime()) {
  const wamid = app.emulator.receive({ from, text, timestamp: Math.floor(atMs / 1000) });
  const { items } = await app.until("/messages?limit=50", (page) =>
    page.items.some(({ providerId }: { providerId: string }) => providerId === wamid),
  );
  const message = items.find(({ providerId }: { providerId: string }) => providerId === wamid);
  return { conversationId: message.conversationId as string, messageId: message.id as string };
}

/** No rules answer: what is seen is what the test does. */
export async function removeRules(app: App): Promise<void> {
  for (const list of ["rules", "follow-up-rules"]) {
    for (const { id } of (await app.api("GET", `/${list}`)).body.items) await app.api("DELETE", `/${list}/${id}`);
  }
}

/** A conversation with everything in it, one that waits, and one whose service window is closed. */
export async function seedInbox(app: App): Promise<{ conversationId: string; failedId: string }> {
  app.emulator.createUser({ phone: LUCIA, name: "Customer One" });
  app.emulator.createUser({ phone: BRUNO, name: "Customer Two" });
  const now = app.clock.now().getTime();
  await contactWrites(app, QUIET, "Do you deliver on Sundays?", now - 30 * HOUR_MS);
  await contactWrites(app, BRUNO, "Hello, is my order on its way?", now - 2 * HOUR_MS);
  const { conversationId } = await contactWrites(app, LUCIA, "Hi! What does the *large* cake cost?", now - HOUR_MS);
  const ok = async (method: string, path: string, body?: object) => {
    const answer = await app.api(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const answer = await ok("POST", `/conversations/${conversationId}/messages`, {
    text: "It is 28 €. We have it in:\n- _chocolate_\n- _lemon_\nhttps://shop.example/cakes",
  });
  await app.until(`/messages/${answer.id}`, ({ state }) => state === "delivered" || state === "read");
  const { messageId } = await contactWrites(app, LUCIA, "Lemon, please. For Saturday 🙏");
  await ok("POST", `/messages/${messageId}/reaction`, { emoji: "👍" });
  await ok("POST", `/conversations/${conversationId}/messages`, {
    content: { type: "location", latitude: 40.4168, longitude: -3.7038, name: "Our shop", address: "1 Main Square" },
    quotedMessageId: messageId,
  });
  await ok("POST", `/conversations/${conversationId}/notes`, {
    text: "Pays in cash. Ask whether she wants *candles*.",
  });
  // What was written before is out, so that this hits the next one.
  const isOnItsWay = ({ state }: { state: string }) => state === "queued" || state === "sending";
  await app.until(`/messages?conversationId=${conversationId}`, ({ items }) => !items.some(isOnItsWay));
  app.emulator.addFault({
    match: { route: "messages", recipient: LUCIA, count: 1 },
    effect: { failedStatus: { code: 131026 } },
  });
  const failed = await ok("POST", `/conversations/${conversationId}/messages`, {
    text: "It is ready from 10 o’clock.",
  });
  await app.until(`/messages/${failed.id}`, ({ state }) => state === "failed");
  await ok("POST", `/channels/${await app.channelId()}/templates/sync`);
  const tag = await ok("POST", "/tags", { name: "Regular", color: "green" });
  const order = await ok("POST", "/tags", { name: "Order", color: "orange" });
  await ok("PUT", `/conversations/${conversationId}/tags/${order.id}`);
  const { contact } = await ok("GET", `/conversations/${conversationId}`);
  await ok("PUT", `/contacts/${contact.id}/tags/${tag.id}`);
  await ok("PATCH", `/contacts/${contact.id}`, { notes: "Comes every Saturday.", fields: { city: "Madrid" } });
  await ok("POST", "/quick-replies", { shortcut: "hours", text: "We are open from 9 to 20, Monday to Saturday." });
  await ok("POST", "/quick-replies", { shortcut: "thanks", text: "Thank you, {{ contact.firstName }}!" });
  return { conversationId, failedId: failed.id };
}

export async function findInboxConversation(app: App, address = LUCIA): Promise<string> {
  const { body } = await app.api("GET", "/conversations?limit=100");
  return body.items.find((one: { address: string }) => one.address === address).id;
}

/** A message of ours in the conversation with everything in it. */
export async function findMessage(app: App, state: string): Promise<string> {
  const { body } = await app.api("GET", `/messages?state=${state}&conversationId=${await findInboxConversation(app)}`);
  return body.items[0].id;
}
