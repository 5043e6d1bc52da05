/** Every error Meta's Cloud API can answer or report, brought about in the emulator and followed to its end through our API. */
import type { FaultEffect } from "@chasqui/graph-emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KNOWN_META_ERRORS } from "../src/channels/cloud-api/errors.ts";
import {
  ENDS_OF_HANDLING,
  type ErrorEnd,
  META_ERRORS,
  META_SUBCODES,
  type MetaError,
  SEEN_OTHERWISE,
} from "./cloud-api-catalogue.ts";
import { startTestApp, type TestApp } from "./start-test-app.ts";
import { waitUntil } from "./wait-until.ts";

const MINUTE = 60_000;
/** Beyond all that Meta asks to wait: 72 hours. */
const ALL_WAITS = 80 * 60 * MINUTE;

let app: TestApp;
let channelId: string;
beforeAll(async () => {
  app = await startTestApp({
    emulator: {
      serviceWindow: "off",
      limits: "off",
      statuses: { sentAfterMs: 1, deliveredAfterMs: 2 },
      // Meta keeps no order between posts; these tests are about something else.
      webhooks: { concurrency: 1 },
    },
  });
  channelId = await app.channelId();
  // The first look at the account is over before time is put forward.
  await app.until(`/channels/${channelId}/details`, (details) => details.templatesSyncedAt !== null);
});
afterAll(() => app?.[Symbol.asyncDispose]());

interface Step {
  readonly kind: string;
  readonly at: string;
  readonly detail: { readonly until?: string; readonly error?: { readonly code: string } } | null;
}
interface Message {
  readonly id: string;
  readonly to: string;
  readonly state: string;
  readonly error: { readonly code: string; readonly title: string; readonly mend?: string } | null;
  readonly history: readonly Step[];
}

let phones = 0;
const newPhone = () => `+34600${String(++phones).padStart(6, "0")}`;

/** Sends to somebody new, whose first message meets this. Answers with the message's id. */
async function sendInto(effect: FaultEffect, content: object = { type: "text", text: "hi" }): Promise<string> {
  const to = newPhone();
  app.emulator.addFault({ match: { route: "POST messages", recipient: to, count: 1 }, effect });
  const { status, body } = await app.api("POST", "/messages", { to, content });
  expect(status, JSON.stringify(body)).toBe(202);
  return body.id;
}
/** The pace of the channel holds back who is many. */
async function untilMessage(id: string, isMet: (message: Message) => boolean): Promise<Message> {
  return waitUntil(async () => (await app.api("GET", `/messages/${id}`)).body as Message, isMet);
}
const untilState = (id: string, state: string) => untilMessage(id, (message) => message.state === state);
const hasStep = (kind: string) => (message: Message) => message.history.some((step) => step.kind === kind);
const sentTo = (message: Message) => app.emulator.sentMessages.filter((sent) => sent.to === message.to);
const waitOf = (message: Message, kind: string) => {
  const step = message.history.find((one) => one.kind === kind);
  return new Date(step?.detail?.until ?? 0).getTime() - new Date(step?.at ?? 0).getTime();
};

interface Case {
  readonly name: string;
  readonly code: number;
  readonly subcode?: number;
  readonly end: ErrorEnd;
  readonly where: string;
  readonly waitMs: number;
}

/** Of a family both ends. */
const codesOf = ({ code }: MetaError): readonly number[] => (typeof code === "number" ? [code] : code);
const CASES: readonly Case[] = [
  ...META_ERRORS.flatMap((error) => codesOf(error).map((code) => ({ waitMs: 0, ...error, code, name: String(code) }))),
  ...META_SUBCODES.map((one) => ({ ...one, name: `${one.code}/${one.subcode}`, where: "S", waitMs: 0 })),
];
const casesOf = (where: "S" | "W" | "V", ...ends: readonly ErrorEnd[]) =>
  CASES.filter((one) => one.where.includes(where) && ends.includes(one.end)).map((one) => [one.name, one] as const);

/** Sends one message into each case before the tests of a group look at them. */
function sendAll(cases: ReadonlyArray<readonly [string, Case]>, effectOf: (one: Case) => FaultEffect) {
  const ids = new Map<string, string>();
  beforeAll(async () => {
    for (const [name, one] of cases) ids.set(name, await sendInto(effectOf(one)));
  });
  return (name: string) => ids.get(name) as string;
}
const refusal = ({ code, subcode }: Case): FaultEffect => ({
  error: { code, ...(subcode === undefined ? {} : { subcode }) },
});
const failure = ({ code }: Case): FaultEffect => ({ failedStatus: { code, details: "By the emulator." } });

describe("the list of Meta's errors", () => {
  it("is the driver's own", () => {
    const singles = META_ERRORS.filter((error) => typeof error.code === "number").map((error) => error.code);
    const families = META_ERRORS.filter((error) => typeof error.code !== "number").map((error) => error.code);
    const sorted = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).sort();
    expect(sorted(singles)).toEqual(sorted(KNOWN_META_ERRORS.codes));
    expect(sorted(families)).toEqual(sorted(KNOWN_META_ERRORS.ranges));
    const subcodes = META_SUBCODES.map(({ code, subcode }) => `${code}/${subcode}`);
    expect(sorted(subcodes)).toEqual(sorted(KNOWN_META_ERRORS.subcodes));
  });

  it("has each error end as the specification says", () => {
    const others = META_ERRORS.filter(({ code, handling, end }) => {
      const allowed = [...handling].flatMap((letter) => ENDS_OF_HANDLING[letter] ?? []);
      return !allowed.includes(end) && !SEEN_OTHERWISE.has(code as number);
    });
    expect(others).toEqual([]);
  });
});

describe("in the answer to a send", () => {
  describe("what is wrong with the message or its recipient", () => {
    const cases = casesOf("S", "fails");
    const idOf = sendAll(cases, refusal);
    it.each(cases)("%s ends it as failed, with the reason", async (name, { code }) => {
      const message = await untilState(idOf(name), "failed");
      expect(message.error).toMatchObject({ code: `meta-${code}`, title: expect.stringMatching(/^not sent: /) });
      expect(sentTo(message)).toEqual([]);
    });
  });

  describe("what is over some day", () => {
    const cases = casesOf("S", "later");
    const idOf = sendAll(cases, refusal);
    it.each(cases)("%s keeps it queued for long", async (name, { code, waitMs }) => {
      const message = await untilMessage(idOf(name), hasStep("deferred"));
      expect(message.state).toBe("queued");
      expect(message.history.at(-1)?.detail?.error).toMatchObject({ code: `meta-${code}` });
      expect(waitOf(message, "deferred")).toBeGreaterThanOrEqual(Math.max(waitMs, 5 * MINUTE));
    });
    it("goes out then, once", async () => {
      app.clock.advance(ALL_WAITS);
      for (const [name] of cases) expect(sentTo(await untilState(idOf(name), "delivered"))).toHaveLength(1);
    });
  });

  describe("what is refused before it is processed", () => {
    const cases = casesOf("S", "again");
    const ids = new Map<string, string>();
    const send = sendAll(cases, refusal);
    it.each(cases)("%s lets it wait, and go out once", async (name, { code, waitMs }) => {
      const id = send(name);
      // Some of them hold the whole channel.
      const waiting = await waitUntil(async () => {
        app.clock.advance(10_000);
        return (await app.api("GET", `/messages/${id}`)).body as Message;
      }, hasStep("retried"));
      ids.set(name, id);
      const step = waiting.history.find((one) => one.kind === "retried");
      expect(step?.detail?.error).toMatchObject({ code: `meta-${code}` });
      expect(waitOf(waiting, "retried")).toBeGreaterThanOrEqual(Math.max(waitMs, 1));
    });
    it("goes out then, once", async () => {
      for (const [name] of cases) {
        const message = await waitUntil(
          async () => {
            app.clock.advance(MINUTE);
            return (await app.api("GET", `/messages/${ids.get(name)}`)).body as Message;
          },
          (one) => one.state === "delivered",
        );
        expect(sentTo(message)).toHaveLength(1);
      }
    });
  });

  describe("what leaves open whether it went out", () => {
    const cases = casesOf("S", "doubt");
    const refused = sendAll(cases, refusal);
    it.each(cases)("%s makes it unknown", async (name, { code }) => {
      const message = await untilState(refused(name), "unknown");
      expect(message.history.at(-1)).toMatchObject({ kind: "unknown", detail: { error: { code: `meta-${code}` } } });
      expect(sentTo(message)).toEqual([]);
    });
    it("is sent again once reports on later messages tell that it did not", async () => {
      const { body } = await app.api("POST", "/messages", { to: newPhone(), text: "later" });
      await untilState(body.id, "delivered");
      app.clock.advance(3 * MINUTE);
      for (const [name] of cases) {
        const message = await untilState(refused(name), "delivered");
        expect(hasStep("resent")(message)).toBe(true);
        expect(sentTo(message)).toHaveLength(1);
      }
    });

    const accepted = sendAll(cases, (one) => ({ acceptThen: { code: one.code } }));
    it.each(cases)("%s is settled by its own status when it did", async (name) => {
      const message = await untilState(accepted(name), "delivered");
      expect(sentTo(message).map((sent) => sent.times)).toEqual([1]);
    });
  });

  describe("what is wrong with the account", () => {
    it.each(casesOf("S", "stops"))("%s stops the channel with its mend, and loses nothing", async (_name, one) => {
      const id = await sendInto(refusal(one));
      await expectStopped(one.code);
      expect((await untilMessage(id, hasStep("waits-for-channel"))).state).toBe("queued");
      await app.api("POST", `/channels/${channelId}/resume`);
      expect(sentTo(await untilState(id, "delivered"))).toHaveLength(1);
    });
  });
});

async function expectStopped(code: number): Promise<void> {
  const { stateReason } = await app.until(`/channels/${channelId}`, (channel) => channel.state === "stopped");
  expect(stateReason).toMatchObject({ code: `meta-${code}`, mend: expect.stringMatching(/\w/) });
  const { items } = (await app.api("GET", "/alerts?kind=channel-stopped&state=open")).body;
  expect(items).toMatchObject([{ channelId, severity: "critical", mend: stateReason.mend }]);
}

describe("reported by webhook after the message was accepted", () => {
  describe("what is wrong with the message or its recipient", () => {
    const cases = casesOf("W", "fails");
    const idOf = sendAll(cases, failure);
    it.each(cases)("%s ends it as failed, with the reason", async (name, { code }) => {
      const message = await untilState(idOf(name), "failed");
      expect(message.error).toMatchObject({ code: `meta-${code}`, title: expect.stringMatching(/^not sent: /) });
      expect(sentTo(message)).toHaveLength(1);
    });
  });

  describe("what passes", () => {
    // Meta has given it up, so there is no doubt: it did not arrive.
    const cases = casesOf("W", "again", "doubt", "later");
    const idOf = sendAll(cases, failure);
    it.each(cases)("%s queues it again", async (name, { code, waitMs }) => {
      const message = await untilMessage(idOf(name), hasStep("retried"));
      expect(message.state).toBe("queued");
      expect(message.history.at(-1)?.detail?.error).toMatchObject({ code: `meta-${code}` });
      expect(waitOf(message, "retried")).toBeGreaterThanOrEqual(Math.max(waitMs, 1));
    });
    it("goes out a second time, and arrives", async () => {
      app.clock.advance(ALL_WAITS);
      for (const [name] of cases) {
        const statuses = sentTo(await untilState(idOf(name), "delivered")).map((sent) => sent.status);
        expect(statuses).toEqual(["failed", "delivered"]);
      }
    });
  });

  describe("what is wrong with the account", () => {
    it.each(casesOf("W", "stops"))("%s stops the channel with its mend, and loses nothing", async (_name, one) => {
      const id = await sendInto(failure(one));
      await expectStopped(one.code);
      expect((await untilMessage(id, hasStep("retried"))).state).toBe("queued");
      await app.api("POST", `/channels/${channelId}/resume`);
      app.clock.advance(MINUTE);
      const statuses = sentTo(await untilState(id, "delivered")).map((sent) => sent.status);
      expect(statuses).toEqual(["failed", "delivered"]);
    });

    it("is no matter any more once a person has mended the channel", async () => {
      const { body } = await app.api("POST", "/messages", { to: newPhone(), text: "hi" });
      const { providerId } = await app.until(`/messages/${body.id}`, (message) => message.state === "delivered");
      await app.api("POST", `/channels/${channelId}/resume`);
      app.emulator.setStatus(providerId, "failed", { code: 131042 });
      await untilState((await app.api("POST", "/messages", { to: newPhone(), text: "next" })).body.id, "delivered");
      expect((await app.api("GET", `/channels/${channelId}`)).body.state).toBe("active");
    });
  });

  it("a file that could not be fetched from its link is fetched once more, and no more", async () => {
    const content = { type: "image", link: "https://files.test/a.jpg" };
    const id = await sendInto({ failedStatus: { code: 131053 } }, content);
    const message = await untilState(id, "delivered");
    expect(hasStep("media-linked-again")(message)).toBe(true);
    const to = newPhone();
    const effect = { failedStatus: { code: 131053 } };
    app.emulator.addFault({ match: { route: "POST messages", recipient: to, count: 2 }, effect });
    const { body } = await app.api("POST", "/messages", { to, content });
    const failed = await untilMessage(body.id, (one) => one.state === "failed" && hasStep("media-linked-again")(one));
    expect(failed.error).toMatchObject({ code: "meta-131053" });
    await waitUntil(
      () => sentTo(failed),
      (sent) => sent.length === 2,
    );
  });

  it("an answer that comes after that is not taken for the one to the second send", async () => {
    const effect = { latencyMs: 300, failedStatus: { code: 131053 }, answerAfterMs: 300 };
    const id = await sendInto(effect, { type: "image", link: "https://files.test/b.jpg" });
    await untilMessage(id, hasStep("dispatched"));
    await app.api("POST", `/channels/${channelId}/pause`);
    await untilMessage(id, hasStep("media-linked-again"));
    // A server stops when the answers it waits for are there and written down.
    await app.restart();
    expect((await untilMessage(id, hasStep("media-linked-again"))).state).toBe("queued");
    await app.api("POST", `/channels/${channelId}/resume`);
    expect(sentTo(await untilState(id, "delivered"))).toHaveLength(2);
  });
});

describe("beside messages, as an error of the account", () => {
  it.each(casesOf("V", "fails", "stops", "again", "doubt", "later"))("%s is an alert", async (_name, { code }) => {
    app.emulator.publishField("messages", {
      messaging_product: "whatsapp",
      metadata: { display_phone_number: "1", phone_number_id: app.emulator.preset.phoneNumberId },
      errors: [{ code, title: "Something", message: "Something", error_data: { details: "By the emulator." } }],
    });
    const { items } = await app.until("/alerts?kind=platform-error&state=open", (page) =>
      page.items.some((alert: { title: string }) => alert.title.includes(String(code))),
    );
    expect(items[0]).toMatchObject({ channelId, severity: "warning", detail: expect.stringContaining("emulator") });
  });
});

describe("what no list names", () => {
  it("is the message's fault when Meta refuses it", async () => {
    const message = await untilState(await sendInto({ error: { code: 999_999, status: 400 } }), "failed");
    expect(message.error).toMatchObject({ code: "meta-999999" });
    const reported = await untilState(await sendInto({ failedStatus: { code: 999_999 } }), "failed");
    expect(reported.error).toMatchObject({ code: "meta-999999" });
  });

  it.each<[string, FaultEffect]>([
    ["Meta's own fault", { error: { code: 999_999, status: 500 } }],
    ["what Meta calls transient", { error: { code: 131_009, isTransient: true } }],
    ["a gateway's page", { body: { status: 502, text: "<h1>Bad gateway</h1>", contentType: "text/html" } }],
    ["a page instead of an acceptance", { body: { status: 200, text: "<h1>Welcome</h1>", contentType: "text/html" } }],
  ])("leaves it open whether the message went out: %s", async (_name, effect) => {
    await untilState(await sendInto(effect), "unknown");
  });

  it("waits when there were too many calls, and as long as it is told", async () => {
    const told = await sendInto({ error: { code: 999_999, status: 429 }, retryAfterSeconds: 170 });
    const message = await untilMessage(told, hasStep("retried"));
    expect(waitOf(message, "retried")).toBeGreaterThanOrEqual(170_000);
    app.clock.advance(171_000);
    await untilState(told, "delivered");
  });
});
