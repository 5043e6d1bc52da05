/** The inbox's list: what is found, in which order, what is unread, and what people change about it. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listenToEvents } from "./event-listener.ts";
import { type SignedInUser, signInAs } from "./sign-in.ts";
import { type ApiAnswer, startTestApp, type TestApp } from "./start-test-app.ts";
import { waitUntil } from "./wait-until.ts";

const [ANA, LUIS, ZOE] = ["+34600111222", "+34600333444", "+4915112345678"] as const;
const HOUR = 3_600_000;

let app: TestApp;
let agent: SignedInUser;
beforeEach(async () => {
  app = await startTestApp();
  agent = await signInAs(app, "agent");
});
afterEach(() => app[Symbol.asyncDispose]());

interface Listed {
  id: string;
  address: string;
  state: string;
  unreadCount: number;
  tagIds: string[];
}

const list = async (query = ""): Promise<Listed[]> => (await agent.api("GET", `/conversations${query}`)).body.items;
const addresses = async (query = "") => (await list(query)).map((one) => one.address);
const untilListed = (query: string, isMet: (items: Listed[]) => boolean) => waitUntil(() => list(query), isMet);

/** A contact called so writes; resolves with the conversation once it is there. */
async function writes(from: string, text: string, name?: string): Promise<Listed> {
  const before = (await list()).find((one) => one.address === from)?.unreadCount ?? 0;
  const timestamp = Math.floor(app.clock.now().getTime() / 1000);
  if (name !== undefined) app.emulator.createUser({ phone: from, name });
  app.emulator.receive({ from, text, timestamp });
  const items = await untilListed("", (all) => (all.find((one) => one.address === from)?.unreadCount ?? 0) > before);
  return items.find((one) => one.address === from) as Listed;
}

const patch = async (id: string, body: object) => {
  const answer = await agent.api("PATCH", `/conversations/${id}`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
const historyOf = async (id: string) =>
  (
    await app.database.database.pool.query(
      "select kind, actor_kind, actor_id, user_id from conversation_events where conversation_id = $1 order by id",
      [id],
    )
  ).rows;

describe("the list of conversations", () => {
  it("gives anew those that are named, as far as they still fit", async () => {
    const ana = await writes(ANA, "one");
    const luis = await writes(LUIS, "two");
    await writes(ZOE, "three");
    await patch(luis.id, { state: "closed" });
    expect(await addresses(`?ids=${ana.id},${luis.id}`)).toEqual([LUIS, ANA]);
    expect(await addresses(`?state=open&ids=${ana.id},${luis.id}`)).toEqual([ANA]);
    expect((await agent.api("GET", "/conversations?ids=nonsense")).status).toBe(400);
  });

  it("shows who it is, the last message, and how long one may write freely", async () => {
    await writes(ANA, "what is the price?", "Ana Núñez");
    const [item] = (await agent.api("GET", "/conversations")).body.items;
    expect(item).toMatchObject({
      address: ANA,
      contact: { name: "Ana Núñez", phone: ANA, tagIds: [] },
      state: "open",
      unreadCount: 1,
      assignee: null,
      window: { state: "open" },
      isChannelThere: true,
      lastMessage: { direction: "inbound", type: "text", text: "what is the price?", state: "received" },
      match: null,
    });
    expect(new Date(item.window.expiresAt).getTime() - new Date(item.lastInboundAt).getTime()).toBe(24 * HOUR);
    expect(item.waitingSince).toBe(item.lastInboundAt);
    expect((await agent.api("GET", `/conversations/${item.id}`)).body.composer).toEqual({ mode: "any", reason: null });
  });

  it("shows no words to who may not read messages", async () => {
    await writes(ANA, "a secret", "Ana");
    const { key } = (await app.api("POST", "/api-keys", { name: "list", scopes: ["conversations:read"] })).body;
    const headers = { authorization: `Bearer ${key}` };
    const read = async (query: string): Promise<ApiAnswer["body"]> =>
      (await fetch(`${app.url}/api/v1/conversations${query}`, { headers })).json();
    expect((await read("")).items).toMatchObject([{ address: ANA, lastMessage: null }]);
    await untilListed("?search=secret", (items) => items.length === 1);
    expect((await read("?search=secret")).items).toEqual([]);
  });

  it("is paged without gaps or repeats while conversations move to the front", async () => {
    const everybody = Array.from({ length: 7 }, (_, index) => `+3460000000${index}`);
    for (const phone of everybody) {
      await writes(phone, "first");
      app.clock.advance(60_000);
    }
    const seen: string[] = [];
    let cursor: string | null = "";
    for (let page = 0; cursor !== null; page += 1) {
      const { body }: ApiAnswer = await agent.api(
        "GET",
        `/conversations?limit=3${cursor === "" ? "" : `&cursor=${cursor}`}`,
      );
      seen.push(...body.items.map((one: Listed) => one.address));
      cursor = body.nextCursor;
      // The first, seen already, comes to the front; so does the last, which was not.
      if (page === 0) await writes(seen[0] as string, "again");
    }
    expect(seen).toEqual([...everybody].reverse());
    expect(await addresses("?sort=oldest&limit=2")).toEqual(everybody.slice(0, 2));
    const { body } = await agent.api("GET", "/conversations?sort=oldest&limit=2");
    expect(await addresses(`?sort=oldest&limit=2&cursor=${body.nextCursor}`)).toEqual(everybody.slice(2, 4));
    expect((await agent.api("GET", `/conversations?cursor=${body.nextCursor}`)).body.code).toBe("cursor-invalid");
  });

  it("is in the order of who waits longest, and of whose service window closes next", async () => {
    const ana = await writes(ANA, "hi?");
    app.clock.advance(HOUR);
    await writes(LUIS, "hi?");
    app.clock.advance(HOUR);
    await writes(ANA, "are you there?");
    expect(await addresses("?sort=waiting")).toEqual([ANA, LUIS]);
    expect(await addresses("?sort=window")).toEqual([LUIS, ANA]);
    expect((await app.api("POST", "/messages", { to: ANA, text: "from a program" })).status).toBe(202);
    expect(await addresses("?sort=waiting")).toEqual([ANA, LUIS]);
    await agent.api("POST", "/messages", { conversationId: ana.id, text: "from a person" });
    expect(await addresses("?sort=waiting")).toEqual([LUIS]);
    app.clock.advance(23.5 * HOUR);
    expect(await addresses("?sort=window")).toEqual([ANA]);
    expect([await addresses("?window=open"), await addresses("?window=closed")]).toEqual([[ANA], [LUIS]]);
  });
});

describe("searching", () => {
  it("finds contacts by their names, whatever the case and accents, and by phones in any writing", async () => {
    await writes(ANA, "x", "María-José Ñandú");
    await writes(ZOE, "y", "Zoë");
    for (const search of ["maria", "MARIA jose", "nandu", "Ñan", "josé mar", "zoe"]) {
      expect(await addresses(`?search=${encodeURIComponent(search)}`), search).toEqual([search === "zoe" ? ZOE : ANA]);
    }
    const phones = ["+34 600 111 222", "0034600111222", "600-11-12-22", "(600) 111222", "60011", "1222", "+34 600 1"];
    for (const search of phones) {
      expect(await addresses(`?search=${encodeURIComponent(search)}`), search).toEqual([ANA]);
    }
    for (const search of ["0151 1234 5678", "+49 (0)151 12345678", "0151 123"]) {
      expect(await addresses(`?search=${encodeURIComponent(search)}`), search).toEqual([ZOE]);
    }
    for (const search of ["pedro", "999 999", "maria zoe", "??"]) {
      expect(await addresses(`?search=${encodeURIComponent(search)}`), search).toEqual([]);
    }
  });

  it("finds what was written, by contacts and by us, and shows where", async () => {
    await writes(ANA, "¿Cuánto cuesta el ENVÍO a Cañete?", "Ana");
    await writes(LUIS, "something else", "Luis");
    await app.api("POST", "/messages", { to: LUIS, text: "Your order #A-17 is on its way" });
    const [found] = await untilListed("?search=envio%20canete", (items) => items.length > 0);
    expect(found).toMatchObject({ address: ANA, match: { text: "¿Cuánto cuesta el ENVÍO a Cañete?" } });
    expect(await untilListed("?search=order%20a-17", (items) => items.length > 0)).toMatchObject([{ address: LUIS }]);
    expect(await addresses("?search=envio%20order")).toEqual([]);
    expect((await untilListed("?search=e&state=open", (items) => items.length === 2)).length).toBe(2);
  });

  it("finds an edited message by its new words, and a revoked one not at all", async () => {
    const wamid = app.emulator.receive({ from: ANA, text: "the red one" });
    await untilListed("?search=red", (items) => items.length === 1);
    const message = { type: "text", text: { body: "the blue one" } };
    app.emulator.receive({ from: ANA, type: "edit", payload: { original_message_id: wamid, message } });
    await untilListed("?search=blue", (items) => items.length === 1);
    expect(await addresses("?search=red")).toEqual([]);
    app.emulator.receive({ from: ANA, type: "revoke", payload: { original_message_id: wamid } });
    await untilListed("?search=blue", (items) => items.length === 0);
    expect((await agent.api("GET", "/conversations")).body.items).toMatchObject([{ lastMessage: { text: null } }]);
  });
});

describe("what is open and unread", () => {
  it("counts what nobody has read, and is read up to what was seen", async () => {
    const ana = await writes(ANA, "one?");
    const [first] = (await agent.api("GET", `/messages?conversationId=${ana.id}`)).body.items;
    app.clock.advance(2_000);
    await writes(ANA, "two?");
    await writes(LUIS, "three?");
    const counts = async () => (await agent.api("GET", "/conversations/unread-counts")).body;
    expect(await counts()).toEqual({ all: 2, mine: 0, unassigned: 2 });
    await patch(ana.id, { assigneeId: agent.id });
    expect(await counts()).toEqual({ all: 2, mine: 1, unassigned: 1 });
    await agent.api("POST", `/conversations/${ana.id}/read`, { upToMessageId: first.id });
    expect(await list("?unread=true&assigned=me")).toMatchObject([{ address: ANA, unreadCount: 1 }]);
    await agent.api("POST", `/conversations/${ana.id}/read`, {});
    expect(await counts()).toEqual({ all: 1, mine: 0, unassigned: 1 });
    expect(await addresses("?unread=false")).toEqual([ANA]);
    await patch(ana.id, { isRead: false });
    expect(await addresses("?unread=true")).toEqual([LUIS, ANA]);
    expect((await agent.api("POST", `/conversations/${ana.id}/read`, { upToMessageId: ana.id })).body.code).toBe(
      "message-unknown",
    );
  });

  it("is closed by a person and opened by the contact's next message, both on record", async () => {
    const ana = await writes(ANA, "thanks!");
    expect(await patch(ana.id, { state: "closed" })).toMatchObject({
      state: "closed",
      unreadCount: 0,
      waitingSince: null,
    });
    expect([await addresses("?state=open"), await addresses("?state=closed")]).toEqual([[], [ANA]]);
    await patch(ana.id, { state: "closed" });
    app.clock.advance(2_000);
    await writes(ANA, "one more thing?");
    expect(await list("?state=open")).toMatchObject([{ address: ANA, unreadCount: 1 }]);
    expect(await historyOf(ana.id)).toMatchObject([
      { kind: "closed", actor_kind: "user", actor_id: agent.id },
      { kind: "opened", actor_kind: null },
    ]);
  });

  it("is opened by a person's message, and not by a program's", async () => {
    await app.api("POST", "/messages", { to: ANA, text: "your invoice" });
    await untilListed("?state=closed", (items) => items.length === 1);
    await agent.api("POST", "/messages", { to: ANA, text: "hello, it is me" });
    const [ana] = await untilListed("?state=open", (items) => items.length === 1);
    const { body } = await agent.api("GET", `/messages?conversationId=${ana?.id}`);
    expect(body.items.map((one: { source: object }) => one.source)).toEqual([
      { kind: "inbox", id: agent.id },
      { kind: "api", id: expect.any(String) },
    ]);
  });
});

describe("changes by people", () => {
  it("assign conversations to those who may answer, and to nobody again", async () => {
    const ana = await writes(ANA, "hi?");
    const other = await signInAs(app, "agent");
    expect((await patch(ana.id, { assigneeId: other.id })).assignee).toEqual({ id: other.id, name: other.name });
    expect([await addresses("?assigned=me"), await addresses(`?assigned=${other.id}`)]).toEqual([[], [ANA]]);
    const viewer = await signInAs(app, "viewer");
    for (const assigneeId of [viewer.id, ana.id]) {
      const refused = await agent.api("PATCH", `/conversations/${ana.id}`, { assigneeId });
      expect([refused.status, refused.body.code]).toEqual([400, "assignee-unfit"]);
    }
    await patch(ana.id, { assigneeId: null });
    expect(await addresses("?assigned=nobody")).toEqual([ANA]);
    expect((await historyOf(ana.id)).map(({ kind, user_id }) => [kind, user_id])).toEqual([
      ["assigned", other.id],
      ["unassigned", null],
    ]);
    expect((await app.api("GET", "/conversations?assigned=me")).body.code).toBe("nobody-is-me");
    expect((await viewer.api("PATCH", `/conversations/${ana.id}`, { state: "closed" })).status).toBe(403);
  });

  it("tag conversations; a deleted tag is gone from all", async () => {
    const [ana, luis] = [await writes(ANA, "hi?"), await writes(LUIS, "hi?")];
    const tag = (await agent.api("POST", "/tags", { name: "Refund", color: "red" })).body;
    expect((await agent.api("POST", "/tags", { name: "refund" })).body.code).toBe("tag-name-taken");
    await agent.api("PUT", `/conversations/${ana.id}/tags/${tag.id}`);
    expect((await agent.api("PUT", `/conversations/${ana.id}/tags/${tag.id}`)).body.tagIds).toEqual([tag.id]);
    expect(await addresses(`?tagId=${tag.id}`)).toEqual([ANA]);
    await agent.api("DELETE", `/conversations/${ana.id}/tags/${tag.id}`);
    expect(await addresses(`?tagId=${tag.id}`)).toEqual([]);
    await agent.api("POST", "/conversations/changes", { ids: [ana.id, luis.id], addTagId: tag.id, state: "closed" });
    expect((await addresses(`?tagId=${tag.id}&state=closed`)).sort()).toEqual([ANA, LUIS]);
    await agent.api("DELETE", `/tags/${tag.id}`);
    expect((await list()).map((one) => one.tagIds)).toEqual([[], []]);
    expect((await agent.api("PUT", `/conversations/${ana.id}/tags/${tag.id}`)).body.code).toBe("tag-unknown");
  });

  it("change many or none", async () => {
    const ana = await writes(ANA, "hi?");
    const ids = [ana.id, "00000000-0000-7000-8000-000000000000"];
    expect((await agent.api("POST", "/conversations/changes", { ids, state: "closed" })).status).toBe(404);
    expect(await addresses("?state=open")).toEqual([ANA]);
  });

  it("are told to whoever listens", async () => {
    const ana = await writes(ANA, "hi?");
    const { key } = (await app.api("POST", "/api-keys", { name: "listener", scopes: ["admin"] })).body;
    await using listener = await listenToEvents(app.url, { key });
    await patch(ana.id, { state: "closed" });
    await waitUntil(
      () => listener.ids("conversations.changed"),
      (ids) => ids.includes(ana.id),
    );
  });
});
