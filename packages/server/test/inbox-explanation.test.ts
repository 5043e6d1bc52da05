/** Every message explains itself: why it exists, what was decided, how it stands, what happens next. */
import { describe, expect, it } from "vitest";
import { ANA, startInboxApp } from "./inbox-app.ts";
import { signInAs } from "./sign-in.ts";
import { type ApiAnswer, startTestApp } from "./start-test-app.ts";

const MINUTE = 60_000;
const codes = (explanation: ApiAnswer["body"]): string[] =>
  explanation.steps.map((step: { code: string }) => step.code);

describe("the explanation of a message", () => {
  it("names the person, the program, the rule and the follow-up it comes from, with what there is to look at", async () => {
    await using app = await startTestApp();
    const agent = await signInAs(app, "agent");
    const explain = async (id: string) => (await agent.api("GET", `/messages/${id}/explanation`)).body;
    app.contactWrites(ANA, "hello");
    const { items } = await app.until(
      "/messages",
      (page) => page.items[0]?.state === "delivered" && page.items.length === 2,
    );
    const [answer, question] = items;
    const rule = (await app.api("GET", "/rules")).body.items.find((one: { id: string }) => one.id === answer.source.id);
    const explained = await explain(answer.id);
    expect(explained).toMatchObject({
      messageId: answer.id,
      source: {
        kind: "autoreply",
        name: rule.name,
        link: { kind: "rule", id: rule.id },
        title: `The auto-reply rule “${rule.name}” answered the contact.`,
      },
      state: { code: "delivered", title: "On the contact's phone: two ticks." },
      next: { code: "awaits-read", at: null },
      actions: [],
      error: null,
    });
    expect(codes(explained).filter((code) => code !== "reconciled")).toEqual([
      "queued",
      "dispatched",
      "accepted",
      "sent",
      "delivered",
    ]);
    expect(explained.steps[0].title).toBe(explained.source.title);
    expect(await explain(question.id)).toMatchObject({
      source: null,
      next: null,
      steps: [{ code: "received", title: "The contact wrote it." }],
    });

    app.clock.advance(15 * MINUTE);
    const page = await app.until("/messages?source=follow-up", (found) => found.items.length > 0);
    expect((await explain(page.items[0].id)).source).toMatchObject({
      kind: "follow-up",
      link: { kind: "follow-up-rule" },
      title: expect.stringMatching(/silent/),
    });
    const [byProgram, byPerson] = [app.api, agent.api].map(async (api) => {
      const sent = await api("POST", "/messages", { to: ANA, text: "hi" });
      return (await explain(sent.body.id)).source;
    });
    expect(await byProgram).toMatchObject({
      kind: "api",
      name: "tests",
      link: { kind: "api-key" },
      title: "A program sent it with the API key “tests”.",
    });
    expect(await byPerson).toMatchObject({
      name: agent.name,
      link: { kind: "user", id: agent.id },
      title: `${agent.name} wrote it in the inbox.`,
    });

    app.contactWrites(ANA, "STOP");
    const stop = await app.until("/messages?source=autoreply", (found) => found.items[0]?.source.id === "opt-out");
    expect((await explain(stop.items[0].id)).source).toMatchObject({
      link: null,
      title: expect.stringMatching(/asked to stop/),
    });
    expect((await agent.api("GET", `/messages/${agent.id}/explanation`)).status).toBe(404);
  });

  it("says what a message waits for, and until when", async () => {
    await using inbox = await startInboxApp();
    const { app, ok } = inbox;
    const id = await inbox.writes("hello?");
    const channelId = await app.channelId();
    const explain = (messageId: string) => ok("GET", `/messages/${messageId}/explanation`);
    const send = async (body: object) =>
      (await ok("POST", "/messages", { conversationId: id, text: "x", ...body })).id as string;

    const sendAt = new Date(app.clock.now().getTime() + 60 * MINUTE).toISOString();
    const later = await send({ sendAt, expiresAt: new Date(app.clock.now().getTime() + 90 * MINUTE).toISOString() });
    expect(await explain(later)).toMatchObject({
      next: { code: "goes-out-later", at: sendAt },
      expiresAt: expect.any(String),
      actions: ["cancel", "hold"],
    });

    await app.api("POST", `/channels/${channelId}/pause`);
    const [first, second] = [await send({}), await send({})];
    expect((await explain(first)).next).toMatchObject({
      code: "waits-for-channel",
      title: expect.stringMatching(/Paused by a person/),
    });
    await ok("POST", `/messages/${first}/hold`);
    expect(await explain(first)).toMatchObject({
      state: { code: "held" },
      next: { code: "waits-for-release" },
      actions: ["release", "cancel"],
    });
    await ok("POST", `/messages/${first}/cancel`);
    const cancelled = await explain(first);
    expect(cancelled).toMatchObject({
      state: { code: "cancelled" },
      error: { code: "cancelled-by-person" },
      next: null,
      actions: ["retry"],
    });
    expect(codes(cancelled)).toEqual(["queued", "held", "cancelled"]);
    expect(cancelled.steps.at(-1).title).toBe("Cancelled by a person.");

    app.emulator.addFault({ match: { route: "messages", count: 1 }, effect: { connection: "closeBeforeAccept" } });
    await app.api("POST", `/channels/${channelId}/resume`);
    await app.until(`/messages/${second}`, (message) => message.state === "unknown");
    const third = await send({});
    expect(await explain(second)).toMatchObject({
      next: { code: "awaits-evidence", at: expect.any(String) },
      actions: ["retry", "cancel"],
    });
    expect((await explain(third)).next).toMatchObject({
      code: "waits-its-turn",
      title: expect.stringMatching(/one message/),
    });
    app.clock.advance(11 * MINUTE);
    await app.until(`/messages/${third}`, (message) => message.state === "delivered");
    const parked = await explain(second);
    expect([parked.next.code, codes(parked)]).toEqual([
      "left-to-person",
      ["queued", "dispatched", "unknown", "parked"],
    ]);
  });

  it("tells of retries, of a failure WhatsApp reports, and of what was before", async () => {
    await using inbox = await startInboxApp({ emulator: { serviceWindow: "off", unknownRecipients: "notOnWhatsApp" } });
    const { app, ok } = inbox;
    const { id } = await ok("POST", "/messages", { to: "+34600777888", text: "hi" });
    await app.until(`/messages/${id}`, (message) => message.state === "failed");
    const failed = await ok("GET", `/messages/${id}/explanation`);
    expect(failed).toMatchObject({
      error: { code: "meta-131026", mend: expect.any(String) },
      actions: ["retry"],
      next: null,
    });
    expect(codes(failed).at(-1)).toBe("failed");
    expect(failed.steps.at(-1)).toMatchObject({ title: failed.error.title, mend: failed.error.mend });
    await ok("POST", `/messages/${id}/retry`);
    await app.until(`/messages/${id}`, (message) => message.state === "failed");
    const again = await ok("GET", `/messages/${id}/explanation`);
    expect(codes(again)).toEqual(expect.arrayContaining(["queued", "retried-by-person", "failed"]));

    app.emulator.createUser({ phone: ANA });
    app.emulator.addFault({ match: { route: "messages", count: 1 }, effect: { error: { code: 130429 } } });
    const { id: limited } = await ok("POST", "/messages", { to: ANA, text: "hi" });
    const waiting = await app.until(`/messages/${limited}/explanation`, (one) => codes(one).includes("retried"));
    const step = waiting.steps.find((one: { code: string }) => one.code === "retried");
    expect(step).toMatchObject({
      title: expect.stringMatching(/^It was not taken, and is tried again\. .+/),
      until: expect.any(String),
    });
  });
});
