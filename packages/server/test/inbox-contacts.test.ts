/** What people know of contacts and change about them: the panel beside a thread. */
import { describe, expect, it } from "vitest";
import { ANA, type InboxApp, startInboxApp } from "./inbox-app.ts";
import type { ApiAnswer } from "./start-test-app.ts";

const LUIS = "+34600333444";

async function contactOf({ ok }: InboxApp, conversationId: string): Promise<ApiAnswer["body"]> {
  const { contact } = await ok("GET", `/conversations/${conversationId}`);
  return ok("GET", `/contacts/${contact.id}`);
}

async function namedContact(inbox: InboxApp, name = "Ana Núñez", phone = ANA): Promise<ApiAnswer["body"]> {
  inbox.app.emulator.createUser({ phone, name });
  return contactOf(inbox, await inbox.writes("hello", phone));
}

describe("a contact", () => {
  it("has the name it gives itself, until our people give it another", async () => {
    await using inbox = await startInboxApp();
    const { ok } = inbox;
    const ana = await namedContact(inbox);
    expect(ana).toMatchObject({ name: "Ana Núñez", profileName: "Ana Núñez", givenName: null, fields: {}, tagIds: [] });
    expect(ana.identities).toContainEqual({ kind: "phone", scope: "", value: ANA });
    const found = async (search: string) =>
      (await ok("GET", `/contacts?search=${encodeURIComponent(search)}`)).items.length;

    expect(await ok("PATCH", `/contacts/${ana.id}`, { name: "Doña Ana" })).toMatchObject({
      name: "Doña Ana",
      profileName: "Ana Núñez",
    });
    await inbox.writes("it is me again");
    expect(await contactOf(inbox, await inbox.writes("and again"))).toMatchObject({ name: "Doña Ana" });
    expect([await found("dona"), await found("nunez"), await found("600 111 222"), await found("luis")]).toEqual([
      1, 1, 1, 0,
    ]);
    expect((await ok("GET", "/conversations?search=dona")).items).toMatchObject([{ contact: { name: "Doña Ana" } }]);
    expect(await ok("PATCH", `/contacts/${ana.id}`, { name: null })).toMatchObject({
      name: "Ana Núñez",
      givenName: null,
    });
    expect(await found("dona")).toBe(0);
  });

  it("keeps language, time zone, notes and fields, each changed by itself", async () => {
    await using inbox = await startInboxApp();
    const { ok, refused } = inbox;
    const { id } = await namedContact(inbox);
    await ok("PATCH", `/contacts/${id}`, { language: "pt-br", timezone: "America/Lima", notes: "likes red" });
    await ok("PATCH", `/contacts/${id}`, { fields: { city: "Lima", orders: 3, isVip: true, año: "2024" } });
    const known = await ok("PATCH", `/contacts/${id}`, { fields: { city: "Cusco", orders: null } });
    expect(known).toMatchObject({ language: "pt-BR", timezone: "America/Lima", notes: "likes red" });
    expect(known.fields).toEqual({ city: "Cusco", isVip: true, año: "2024" });
    expect(await ok("PATCH", `/contacts/${id}`, { notes: null, timezone: null })).toMatchObject({
      notes: null,
      timezone: null,
      language: "pt-BR",
    });
    for (const body of [
      { language: "not a language" },
      { timezone: "Lima" },
      { fields: { "1": "x" } },
      { fields: { a: [] } },
      { other: 1 },
    ]) {
      expect(await refused("PATCH", `/contacts/${id}`, body), JSON.stringify(body)).toEqual([400, "validation-failed"]);
    }
    const many = Object.fromEntries(Array.from({ length: 99 }, (_, n) => [`f${n}`, n]));
    expect(await refused("PATCH", `/contacts/${id}`, { fields: many })).toEqual([400, "too-many-fields"]);
    expect((await ok("GET", `/contacts/${id}`)).fields).toEqual(known.fields);
  });

  it("is tagged, and found by its tag, alone and in the inbox", async () => {
    await using inbox = await startInboxApp();
    const { ok, refused } = inbox;
    const [ana] = [await namedContact(inbox), await namedContact(inbox, "Luis", LUIS)];
    const tag = await ok("POST", "/tags", { name: "VIP", color: "violet" });
    await ok("PUT", `/contacts/${ana.id}/tags/${tag.id}`);
    expect((await ok("PUT", `/contacts/${ana.id}/tags/${tag.id}`)).tagIds).toEqual([tag.id]);
    expect((await ok("GET", `/contacts?tagId=${tag.id}`)).items.map((one: { id: string }) => one.id)).toEqual([ana.id]);
    expect((await ok("GET", `/conversations?contactTagId=${tag.id}`)).items).toMatchObject([
      { address: ANA, contact: { tagIds: [tag.id] } },
    ]);
    expect(await ok("PATCH", `/tags/${tag.id}`, { name: "Regular" })).toMatchObject({
      name: "Regular",
      color: "violet",
    });
    await ok("DELETE", `/contacts/${ana.id}/tags/${tag.id}`);
    expect((await ok("GET", `/contacts?tagId=${tag.id}`)).items).toEqual([]);
    await ok("PUT", `/contacts/${ana.id}/tags/${tag.id}`);
    await ok("DELETE", `/tags/${tag.id}`);
    expect((await ok("GET", `/contacts/${ana.id}`)).tagIds).toEqual([]);
    expect(await refused("PUT", `/contacts/${ana.id}/tags/${tag.id}`)).toEqual([404, "tag-unknown"]);
  });

  it("is listed, the latest first, page by page", async () => {
    await using inbox = await startInboxApp();
    const phones = Array.from({ length: 5 }, (_, n) => `+3460000000${n}`);
    for (const phone of phones) await inbox.writes("hi", phone);
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: ApiAnswer["body"] = await inbox.ok(
        "GET",
        `/contacts?limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`,
      );
      seen.push(
        ...page.items.flatMap((one: ApiAnswer["body"]) =>
          one.identities
            .filter((each: { kind: string }) => each.kind === "phone")
            .map((each: { value: string }) => each.value),
        ),
      );
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([...phones].reverse());
  });
});

describe("two contacts that are one person", () => {
  it("are merged by a person, shown as one, and split again", async () => {
    await using inbox = await startInboxApp();
    const { ok, refused } = inbox;
    const [ana, luis] = [await namedContact(inbox), await namedContact(inbox, "Anita", LUIS)];
    const tag = await ok("POST", "/tags", { name: "VIP" });
    await ok("PUT", `/contacts/${luis.id}/tags/${tag.id}`);
    await ok("PATCH", `/contacts/${luis.id}`, { notes: "second phone", fields: { city: "Lima" } });
    await ok("POST", `/contacts/${luis.id}/suppressions`, { scope: "marketing", reason: "said so" });

    const merged = await ok("POST", `/contacts/${ana.id}/merge`, { contactId: luis.id });
    expect(merged).toMatchObject({
      id: ana.id,
      name: "Ana Núñez",
      notes: "second phone",
      fields: { city: "Lima" },
      tagIds: [tag.id],
    });
    expect(merged.merged).toMatchObject([{ id: luis.id, name: "Anita" }]);
    expect((await ok("GET", `/contacts/${luis.id}`)).id).toBe(ana.id);
    expect((await ok("GET", `/contacts/${ana.id}`)).suppressions).toMatchObject([{ scope: "marketing" }]);
    expect((await ok("GET", "/contacts")).items).toHaveLength(1);
    expect((await ok("GET", `/conversations?contactId=${ana.id}`)).items).toHaveLength(2);
    expect((await ok("GET", "/conversations?search=anita")).items).toHaveLength(2);
    expect((await ok("GET", `/conversations?contactTagId=${tag.id}`)).items).toHaveLength(2);
    expect(await refused("POST", `/contacts/${ana.id}/merge`, { contactId: luis.id })).toEqual([
      409,
      "contact-merge-impossible",
    ]);

    await ok("POST", `/contacts/${ana.id}/suppressions/marketing/lift`, { reason: "changed their mind" });
    expect((await ok("GET", `/contacts/${ana.id}`)).suppressions).toEqual([]);
    expect(await ok("POST", `/contacts/${ana.id}/split`, { contactId: luis.id })).toMatchObject({
      id: ana.id,
      merged: [],
      tagIds: [],
    });
    expect((await ok("GET", `/contacts/${luis.id}`)).name).toBe("Anita");
    expect(await refused("POST", `/contacts/${ana.id}/split`, { contactId: luis.id })).toEqual([
      409,
      "contact-not-merged",
    ]);
    expect(await refused("POST", `/contacts/${ana.id}/merge`, { contactId: tag.id })).toEqual([404, "contact-unknown"]);
  });
});

describe("who must not be written to", () => {
  it("is set and lifted by people with a reason, obeyed, and on record for good", async () => {
    await using inbox = await startInboxApp();
    const { app, agent, ok, refused } = inbox;
    const ana = await namedContact(inbox);
    const conversation = (await ok("GET", "/conversations")).items[0].id;
    expect(await refused("POST", `/contacts/${ana.id}/suppressions`, { scope: "all" })).toEqual([
      400,
      "validation-failed",
    ]);
    await ok("POST", `/contacts/${ana.id}/suppressions`, { scope: "all", reason: "asked for it on the phone" });
    await ok("POST", `/contacts/${ana.id}/suppressions`, { scope: "all", reason: "again" });
    expect(await refused("POST", `/conversations/${conversation}/messages`, { text: "x" })).toEqual([
      409,
      "contact-opted-out",
    ]);
    expect((await ok("GET", `/contacts/${ana.id}`)).suppressions).toMatchObject([
      { scope: "all", reason: "asked for it on the phone" },
    ]);
    await ok("POST", `/contacts/${ana.id}/suppressions/all/lift`, { reason: "a mistake of ours" });
    expect(await refused("POST", `/contacts/${ana.id}/suppressions/all/lift`, { reason: "a mistake" })).toEqual([
      404,
      "suppression-unknown",
    ]);
    await ok("POST", `/conversations/${conversation}/messages`, { text: "sorry" });
    await inbox.writes("STOP");
    await app.until(`/contacts/${ana.id}`, (contact) => contact.suppressions.length === 1);
    const page = await ok("GET", `/contacts/${ana.id}/suppression-events?limit=2`);
    expect(page.items).toMatchObject([
      { kind: "suppressed", scope: "marketing", reason: 'The contact wrote "STOP".', actor: null },
      {
        kind: "lifted",
        scope: "all",
        reason: "a mistake of ours",
        actor: { kind: "user", id: agent.id, name: agent.name },
      },
    ]);
    const rest = await ok("GET", `/contacts/${ana.id}/suppression-events?limit=2&cursor=${page.nextCursor}`);
    expect(rest).toMatchObject({
      items: [{ kind: "suppressed", scope: "all", actor: { name: agent.name } }],
      nextCursor: null,
    });
  });
});
