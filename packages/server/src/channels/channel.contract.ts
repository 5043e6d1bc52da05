/** What every driver must do, whatever its platform. A driver's own test file calls `describeChannelContract` with a harness that plays the far side. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Channel,
  ChannelConfigInvalid,
  type ChannelDriver,
  type OutboundMessage,
  type Recipient,
} from "./channel.ts";
import { type MessageContent, messageContentSchema } from "./content.ts";
import { PlatformRefused } from "./management.ts";

/** The failures a harness may be able to bring about for the next send. */
export type SimulatedFailure =
  | "rate-limited"
  | "recipient-rate-limited"
  | "unreachable"
  | "broken-after-send"
  | "never-answers"
  | "refused-for-good"
  | "refused-for-now"
  | "access-revoked";

export interface ChannelContractHarness {
  readonly driver: ChannelDriver;
  /** Settings `parseConfig` takes, and `open` reaches the far side with. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Someone who can be written to. */
  readonly recipient: Recipient;
  /** A channel to the far side with short time limits, ready to send; the contract closes it. */
  open(): Channel | Promise<Channel>;
  /** What the far side got under this message id: its type and everything in it as text, or undefined. */
  findReceived(messageId: string): Promise<{ readonly type: string; readonly text: string } | undefined>;
  /** Makes sends fail this way, for each failure named to `describeChannelContract`. Resolves to how to end it. */
  simulate(failure: SimulatedFailure): Promise<() => Promise<void> | void>;
  /** The provider id of an inbound message that can be marked read; needed when the channel marks read. */
  receiveMessage?(): Promise<string>;
  close(): Promise<void>;
}

/** How each failure must end, if the harness can bring it about. */
const EXPECTED: Readonly<Record<SimulatedFailure, { readonly kind: string; readonly scope?: string }>> = {
  "rate-limited": { kind: "retry", scope: "channel" },
  "recipient-rate-limited": { kind: "retry", scope: "conversation" },
  unreachable: { kind: "retry", scope: "channel" },
  "broken-after-send": { kind: "unknown" },
  "never-answers": { kind: "unknown" },
  "refused-for-good": { kind: "permanent" },
  "refused-for-now": { kind: "defer" },
  "access-revoked": { kind: "stop-channel" },
};

/** One of each, and the word by which the far side's copy is recognised. */
const SAMPLES: Readonly<Record<MessageContent["type"], { readonly content: MessageContent; readonly mark: string }>> = {
  text: { content: { type: "text", text: "Mañana a las 9 👋" }, mark: "Mañana a las 9 👋" },
  image: {
    content: { type: "image", link: "https://files.test/a.jpg", caption: "menu" },
    mark: "https://files.test/a.jpg",
  },
  video: { content: { type: "video", link: "https://files.test/b.mp4" }, mark: "https://files.test/b.mp4" },
  audio: {
    content: { type: "audio", link: "https://files.test/c.ogg", voice: true },
    mark: "https://files.test/c.ogg",
  },
  document: {
    content: { type: "document", link: "https://files.test/d.pdf", filename: "invoice.pdf", caption: "May" },
    mark: "invoice.pdf",
  },
  sticker: { content: { type: "sticker", link: "https://files.test/e.webp" }, mark: "https://files.test/e.webp" },
  location: { content: { type: "location", latitude: -13.5, longitude: -71.97, name: "Plaza" }, mark: "Plaza" },
  contacts: {
    content: { type: "contacts", contacts: [{ formattedName: "Ana Quispe", phones: [{ phone: "+51984000111" }] }] },
    mark: "Ana Quispe",
  },
  reaction: { content: { type: "reaction", targetProviderId: "wamid.dGFyZ2V0", emoji: "👍" }, mark: "👍" },
  buttons: {
    content: { type: "buttons", body: "Confirm?", buttons: [{ id: "yes", title: "Yes" }] },
    mark: "Confirm?",
  },
  list: {
    content: { type: "list", body: "Choose", button: "Open", sections: [{ rows: [{ id: "r1", title: "First row" }] }] },
    mark: "First row",
  },
  "cta-url": {
    content: { type: "cta-url", body: "Pay here", displayText: "Pay", url: "https://shop.test/pay" },
    mark: "https://shop.test/pay",
  },
  interactive: {
    content: {
      type: "interactive",
      interactive: {
        type: "location_request_message",
        body: { text: "Where are you?" },
        action: { name: "send_location" },
      },
    },
    mark: "Where are you?",
  },
  template: { content: { type: "template", name: "hello_world", language: "en_US" }, mark: "hello_world" },
};

let lastId = 0;
const newMessageId = () => `01970000-0000-7000-8000-${String(++lastId).padStart(12, "0")}`;

/** @param failures What this far side can bring about. */
export function describeChannelContract(
  name: string,
  failures: readonly SimulatedFailure[],
  startHarness: () => Promise<ChannelContractHarness>,
): void {
  describe(`channel contract: ${name}`, () => {
    let harness: ChannelContractHarness;
    let channel: Channel;
    beforeAll(async () => {
      harness = await startHarness();
      channel = await harness.open();
    });
    afterAll(async () => {
      await channel?.close();
      await harness?.close();
    });

    const message = (content: MessageContent): OutboundMessage => ({
      id: newMessageId(),
      to: harness.recipient,
      content,
    });
    const hello = () => message(SAMPLES.text.content);
    /** The values a person would call secret, as given in the settings. */
    const secretValues = () => Object.values(harness.driver.parseConfig(harness.settings).secrets);

    it("claims nothing it cannot do", () => {
      const { capabilities } = channel;
      expect(capabilities.sends.size).toBeGreaterThan(0);
      expect(capabilities.concurrency).toBeGreaterThan(0);
      expect(capabilities.pacing.perSecond).toBeGreaterThan(0);
      expect(capabilities.pacing.burst).toBeGreaterThanOrEqual(1);
      expect(channel.markRead !== undefined).toBe(capabilities.marksRead);
    });

    it("sends every type of content it claims, and the far side gets it", async () => {
      for (const type of channel.capabilities.sends) {
        const sample = SAMPLES[type];
        expect(messageContentSchema.safeParse(sample.content).success).toBe(true);
        const sent = message(sample.content);
        const outcome = await channel.send(sent);
        expect(outcome, type).toMatchObject({ kind: "accepted" });
        const received = await harness.findReceived(sent.id);
        expect(received?.text, type).toContain(sample.mark);
      }
    });

    it("gives every accepted message its own id, also when many go at once", async () => {
      const many = Math.min(50, channel.capabilities.concurrency * 2);
      const outcomes = await Promise.all(Array.from({ length: many }, () => channel.send(hello())));
      const ids = outcomes.map((outcome) => (outcome.kind === "accepted" ? outcome.providerId : outcome.error.title));
      expect(new Set(ids).size).toBe(many);
      expect(outcomes.every((outcome) => outcome.kind === "accepted")).toBe(true);
    });

    it("quotes the message it answers", async () => {
      const first = await channel.send(hello());
      if (first.kind !== "accepted") throw new Error(first.error.title);
      const answer = { ...hello(), quotedProviderId: first.providerId };
      expect(await channel.send(answer)).toMatchObject({ kind: "accepted" });
      expect((await harness.findReceived(answer.id))?.text).toContain(first.providerId);
    });

    it.each(failures)("tells the outbox what to do when %s", async (failure) => {
      // Its own channel: on a kept-alive connection even "unreachable" may strike after something was written.
      const failing = await harness.open();
      const end = await harness.simulate(failure);
      const outcome = await failing.send(hello());
      await end();
      expect(outcome).toMatchObject(EXPECTED[failure]);
      if (outcome.kind === "accepted") return;
      expect(outcome.error.code).toMatch(/^[a-z0-9-]+$/);
      expect(outcome.error.title.length).toBeGreaterThan(10);
      if (outcome.kind === "stop-channel") expect(outcome.error.mend).toBeTruthy();
      if (outcome.kind === "defer") expect(outcome.afterMs).toBeGreaterThan(0);
      for (const secret of secretValues()) expect(JSON.stringify(outcome)).not.toContain(secret);
      // The failure was of that send alone: the channel is not spoilt.
      expect(await failing.send(hello())).toMatchObject({ kind: "accepted" });
      await failing.close();
    });

    it("marks read, and says so when it cannot", async () => {
      if (channel.markRead === undefined) return;
      const providerId = (await harness.receiveMessage?.()) ?? "";
      await channel.markRead(providerId, { typing: channel.capabilities.showsTyping });
      const refused = await channel.markRead("wamid.bmV2ZXIgc2Vlbg==", { typing: false }).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(refused).toBeInstanceOf(PlatformRefused);
      for (const secret of secretValues()) expect(String(refused)).not.toContain(secret);
    });

    it("reports its health without showing a secret", async () => {
      const checks = await channel.check();
      expect(checks.length).toBeGreaterThan(0);
      expect(checks.filter((check) => check.state === "failed")).toEqual([]);
      for (const secret of secretValues()) expect(JSON.stringify(checks)).not.toContain(secret);
    });

    it("lets what is in flight end when closed, and never rejects afterwards", async () => {
      const closing = await harness.open();
      const inFlight = Array.from({ length: 5 }, () => closing.send(hello()));
      await closing.close();
      for (const outcome of await Promise.all(inFlight)) expect(outcome).toMatchObject({ kind: "accepted" });
      expect(await closing.send(hello())).toMatchObject({ kind: "retry", scope: "channel" });
      await closing.close();
    });

    it("takes its settings back as stored, and names the field that is wrong", () => {
      const parsed = harness.driver.parseConfig(harness.settings);
      const stored = JSON.parse(JSON.stringify(parsed)) as typeof parsed;
      expect(harness.driver.parseConfig({ ...stored.config, ...stored.secrets })).toEqual(parsed);
      for (const secret of Object.values(parsed.secrets)) expect(JSON.stringify(parsed.config)).not.toContain(secret);
      for (const nonsense of [undefined, null, 7, "x", [], { "no such setting": 1 }]) {
        expect(() => harness.driver.parseConfig(nonsense)).toThrow(ChannelConfigInvalid);
      }
    });
  });
}
