import { describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "./start-test-app.ts";
import { waitUntil } from "./wait-until.ts";

const ANA = "+34600111222";
const MINUTE = 60_000;
/** Nobody wrote to us before: the service window is not what these tests are about. */
const OPEN = { emulator: { serviceWindow: "off" } } as const;

async function send(app: TestApp, body: object, headers?: Record<string, string>) {
  const answer = await app.api("POST", "/messages", { to: ANA, text: "hi", ...body }, headers);
  expect(answer.status, JSON.stringify(answer.body)).toBe(202);
  return answer.body as { id: string; state: string; conversationId: string };
}

const untilState = (app: TestApp, id: string, state: string) =>
  app.until(`/messages/${id}`, (message) => message.state === state);
const kindsOf = (message: { history: Array<{ kind: string }> }) => message.history.map((step) => step.kind);

describe("a message asked for by the API", () => {
  it("goes out, and its ticks come back", async () => {
    await using app = await startTestApp(OPEN);
    const { id, state } = await send(app, { text: "Hola 👋" });
    expect(state).toBe("queued");
    const message = await untilState(app, id, "delivered");
    const [sent] = app.emulator.sentMessages;
    expect(sent).toMatchObject({ to: ANA, body: "Hola 👋", bizOpaqueCallbackData: id, times: 1 });
    expect(message.providerId).toBe(sent?.wamid);
    app.emulator.setStatus(sent?.wamid ?? "", "read");
    await untilState(app, id, "read");
  });

  it("is the same message when its Idempotency-Key is repeated, even at the same moment", async () => {
    await using app = await startTestApp(OPEN);
    const headers = { "idempotency-key": "order-17" };
    const ids = (await Promise.all(Array.from({ length: 8 }, () => send(app, {}, headers)))).map(
      (message) => message.id,
    );
    expect(new Set(ids).size).toBe(1);
    await untilState(app, ids[0] as string, "delivered");
    expect(app.emulator.acceptedCount).toBe(1);
    const other = await app.api("POST", "/messages", { to: ANA, text: "something else" }, headers);
    expect([other.status, other.body.code]).toEqual([409, "idempotency-key-reused"]);
  });

  it("waits for its time, and can be cancelled until then", async () => {
    await using app = await startTestApp(OPEN);
    const inAnHour = new Date(app.clock.now().getTime() + 60 * MINUTE).toISOString();
    const later = await send(app, { text: "later", sendAt: inAnHour });
    const never = await send(app, { text: "never", sendAt: inAnHour });
    const now = await send(app, { text: "now" });
    await untilState(app, now.id, "delivered");
    expect((await app.api("POST", `/messages/${never.id}/cancel`)).body.state).toBe("cancelled");
    app.clock.advance(61 * MINUTE);
    await untilState(app, later.id, "delivered");
    expect(app.emulator.sentMessages.map((message) => message.body)).toEqual(["now", "later"]);
    expect((await app.api("POST", `/messages/${later.id}/cancel`)).body.code).toBe("message-state-forbids");
  });

  it("expires when its time is over before it could go out", async () => {
    await using app = await startTestApp(OPEN);
    const channelId = await app.channelId();
    await app.api("POST", `/channels/${channelId}/pause`);
    const { id } = await send(app, { expiresAt: new Date(app.clock.now().getTime() + MINUTE).toISOString() });
    app.clock.advance(2 * MINUTE);
    const message = await untilState(app, id, "expired");
    expect(message.error.title).toMatch(/time was over/);
    await app.api("POST", `/channels/${channelId}/resume`);
    const next = await send(app, { text: "next" });
    await untilState(app, next.id, "delivered");
    expect(app.emulator.acceptedCount).toBe(1);
  });

  it("is held until it is released, and others of the conversation pass meanwhile", async () => {
    await using app = await startTestApp(OPEN);
    const channelId = await app.channelId();
    await app.api("POST", `/channels/${channelId}/pause`);
    const [held, other] = [await send(app, { text: "held" }), await send(app, { text: "other" })];
    expect((await app.api("POST", `/messages/${held.id}/hold`)).body.state).toBe("held");
    await app.api("POST", `/channels/${channelId}/resume`);
    await untilState(app, other.id, "delivered");
    expect(app.emulator.sentMessages.map((message) => message.body)).toEqual(["other"]);
    await app.api("POST", `/messages/${held.id}/release`);
    await untilState(app, held.id, "delivered");
  });

  it("is refused when the service window is known to be closed, and a template still goes", async () => {
    await using app = await startTestApp(OPEN);
    app.contactWrites(ANA, "what?");
    await app.until("/messages?direction=inbound", (page) => page.items.length === 1);
    // The first look at Meta's templates is over before time is put forward.
    await app.until(`/channels/${await app.channelId()}/templates`, (page) => page.items.length > 0);
    app.clock.advance(25 * 60 * MINUTE);
    const refused = await app.api("POST", "/messages", { to: ANA, text: "hi" });
    expect([refused.status, refused.body.code]).toEqual([409, "service-window-closed"]);
    const template = await send(app, {
      text: undefined,
      content: { type: "template", name: "hello_world", language: "en_US" },
    });
    await untilState(app, template.id, "delivered");
  });

  it("ends as failed with the reason in plain words when Meta refuses it later", async () => {
    await using app = await startTestApp({ emulator: { serviceWindow: "off", unknownRecipients: "notOnWhatsApp" } });
    const { id } = await send(app, {});
    const message = await untilState(app, id, "failed");
    expect(message.error.code).toBe("meta-131026");
    expect(message.error.title).toMatch(/WhatsApp/);
    app.emulator.createUser({ phone: "+34600999888" });
    const retried = await app.api("POST", `/messages/${id}/retry`);
    expect(retried.body.state).toBe("queued");
    const again = await app.until(`/messages/${id}`, (one) => one.state === "failed");
    expect(kindsOf(again)).toContain("retried-by-person");
    expect(app.emulator.acceptedCount).toBe(2);
  });
});

describe("order and priority", () => {
  it("keeps the order of a conversation, also when one of them must be tried again", async () => {
    await using app = await startTestApp({ emulator: { serviceWindow: "off", limits: "off" } });
    app.emulator.addFault({ match: { route: "messages", nth: 2, count: 1 }, effect: { error: { code: 130429 } } });
    const ids: string[] = [];
    for (let index = 1; index <= 5; index++) ids.push((await send(app, { text: String(index) })).id);
    await waitUntil(
      () => {
        app.clock.advance(2_000);
        return app.emulator.acceptedCount;
      },
      (count) => count === 5,
    );
    expect(app.emulator.sentMessages.map((message) => message.body)).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("paces what goes to one person and lets the others through", async () => {
    await using app = await startTestApp(OPEN);
    for (let index = 1; index <= 7; index++) await send(app, { text: String(index) });
    const other = await send(app, { to: "+34600333444", text: "other" });
    await untilState(app, other.id, "delivered");
    const toAna = () => app.emulator.sentMessages.filter((message) => message.to === ANA).length;
    await waitUntil(toAna, (count) => count === 5);
    const waiting = await app.until("/messages?state=queued", (page) => page.items.length === 2);
    const next = await app.until(`/messages/${waiting.items.at(-1).id}`, (one) => kindsOf(one).length === 2);
    expect(kindsOf(next)).toEqual(["queued", "deferred"]);
    app.clock.advance(31_000);
    await waitUntil(toAna, (count) => count === 7);
  });

  it("sends on a paused channel nothing until it is resumed", async () => {
    await using app = await startTestApp(OPEN);
    const channelId = await app.channelId();
    expect((await app.api("POST", `/channels/${channelId}/pause`)).body.state).toBe("paused");
    const { id } = await send(app, {});
    app.clock.advance(MINUTE);
    expect((await app.api("GET", `/messages/${id}`)).body.state).toBe("queued");
    expect(app.emulator.acceptedCount).toBe(0);
    await app.api("POST", `/channels/${channelId}/resume`);
    await untilState(app, id, "delivered");
  });
});

describe("trouble at Meta's side", () => {
  it("tries again what was refused before processing, and sends it once", async () => {
    await using app = await startTestApp(OPEN);
    app.emulator.addFault({ match: { route: "messages", count: 3 }, effect: { error: { code: 130429 } } });
    const { id } = await send(app, {});
    const message = await waitUntil(
      async () => {
        app.clock.advance(5_000);
        return (await app.api("GET", `/messages/${id}`)).body;
      },
      (one) => one.state === "delivered",
    );
    expect(kindsOf(message).filter((kind) => kind === "retried")).toHaveLength(3);
    expect(app.emulator.acceptedCount).toBe(1);
  });

  it("stops the channel on a dead token, says why, and goes on when it is mended", async () => {
    await using app = await startTestApp(OPEN);
    app.emulator.expireToken();
    const { id } = await send(app, {});
    const stopped = await app.until(`/channels/${await app.channelId()}`, (channel) => channel.state === "stopped");
    expect(stopped.stateReason).toMatchObject({ code: "meta-190", mend: expect.stringMatching(/token/i) });
    await untilState(app, id, "queued");
    const accessToken = app.emulator.issueToken();
    await app.api("PATCH", `/channels/${stopped.id}`, { config: { accessToken } });
    await app.api("POST", `/channels/${stopped.id}/resume`);
    await untilState(app, id, "delivered");
    expect(app.log()).not.toContain(accessToken);
  });

  it("does not send again what was accepted although the answer was lost: the status tells", async () => {
    await using app = await startTestApp(OPEN);
    app.emulator.addFault({ match: { route: "messages", count: 1 }, effect: { connection: "closeAfterAccept" } });
    const { id } = await send(app, {});
    const message = await untilState(app, id, "delivered");
    expect(kindsOf(message)).toContain("reconciled");
    expect(app.emulator.sentMessages.map((one) => one.times)).toEqual([1]);
  });

  it("sends again what was not accepted, once reports on later messages prove it", async () => {
    await using app = await startTestApp(OPEN);
    app.emulator.addFault({ match: { route: "messages", count: 1 }, effect: { connection: "closeBeforeAccept" } });
    const { id } = await send(app, {});
    await untilState(app, id, "unknown");
    const later = await send(app, { to: "+34600333444", text: "later" });
    await untilState(app, later.id, "delivered");
    expect(app.emulator.acceptedCount).toBe(1);
    app.clock.advance(2 * MINUTE + 1000);
    const message = await untilState(app, id, "delivered");
    expect(kindsOf(message)).toEqual(expect.arrayContaining(["unknown", "resent"]));
    expect(app.emulator.acceptedCount).toBe(2);
  });

  it("leaves it to a person when there is no evidence, and lets the conversation go on", async () => {
    await using app = await startTestApp(OPEN);
    app.emulator.addFault({ match: { route: "messages", count: 1 }, effect: { connection: "closeBeforeAccept" } });
    const { id } = await send(app, { text: "doubtful" });
    await untilState(app, id, "unknown");
    const next = await send(app, { text: "next" });
    app.clock.advance(3 * MINUTE);
    expect((await app.api("GET", `/messages/${next.id}`)).body.state).toBe("queued");
    app.clock.advance(8 * MINUTE);
    await untilState(app, next.id, "delivered");
    const parked = (await app.api("GET", `/messages/${id}`)).body;
    expect([parked.state, kindsOf(parked).at(-1)]).toEqual(["unknown", "parked"]);
    await app.api("POST", `/messages/${id}/retry`);
    await untilState(app, id, "delivered");
    expect(app.emulator.sentMessages.map((message) => message.body)).toEqual(["next", "doubtful"]);
  });
});
