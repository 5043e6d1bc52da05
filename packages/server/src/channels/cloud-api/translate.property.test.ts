import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type InboundEvent, TranslationError } from "../channel.ts";
import { cloudApiWebhook } from "./webhook.ts";
import { bytes, CONTACT, envelope, inbound, messagesValue, statusUpdate } from "./webhook-test-bodies.ts";

const RUNS = { numRuns: 1500 };

const VALID: readonly unknown[] = [
  inbound({ type: "text", text: { body: "hola" }, context: { id: "wamid.Q" } }),
  inbound({ type: "interactive", interactive: { type: "list_reply", list_reply: { id: "1", title: "One" } } }),
  inbound({ type: "document", document: { id: "1", filename: "a.pdf", caption: "for May" } }),
  inbound({ type: "reaction", reaction: { message_id: "wamid.T", emoji: "👍" } }),
  statusUpdate({ status: "failed", errors: [{ code: 131047, title: "t", error_data: { details: "d" } }] }),
  statusUpdate({ pricing: { billable: true }, biz_opaque_callback_data: "0197f1f0-0000-7000-8000-00000000000a" }),
  envelope("account_update", { event: "ACCOUNT_VIOLATION" }, 1751247548),
  envelope("messages", messagesValue({ contacts: [CONTACT], errors: [{ code: 1 }], user_actions: [{}] })),
];

/** Every place in a value, as the keys that lead there. */
function placesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, member]) => placesOf(member, [...path, key]))];
}

function replaceAt(value: unknown, [key, ...rest]: readonly string[], replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = replaceAt(copy[key], rest, replacement);
  return copy;
}

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: "binary" }),
  fc.constantFrom("\0", "\ud800", "x\udc00y", "__proto__", "constructor", "toString", 1e308, -0, 2 ** 60),
);

const mutated = fc.constantFrom(...VALID).chain((body) =>
  fc.array(fc.tuple(fc.constantFrom(...placesOf(body)), anything), { minLength: 1, maxLength: 4 }).map((changes) =>
    changes.reduce((changed: unknown, [path, replacement]) => {
      // A place may be gone by an earlier change.
      return reaches(changed, path) ? replaceAt(changed, path, replacement) : changed;
    }, body),
  ),
);

function reaches(value: unknown, path: readonly string[]): boolean {
  let current = value;
  for (const key of path) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return false;
    current = (current as Record<string, unknown>)[key];
  }
  return true;
}

/** The events, or undefined when the body was quarantined. Anything else thrown fails the property. */
function translateOrQuarantine(body: Buffer): InboundEvent[] | undefined {
  try {
    return cloudApiWebhook.translate(body);
  } catch (error) {
    if (error instanceof TranslationError) return undefined;
    throw error;
  }
}

function expectStorable(events: readonly InboundEvent[]): void {
  const text = JSON.stringify(events);
  // JSON.stringify writes what PostgreSQL refuses as escapes.
  expect(text).not.toMatch(/(?<!\\)(\\\\)*\\u(0000|d[89a-f][0-9a-f]{2})/i);
  for (const event of events) {
    expect(typeof event.channelAddress).toBe("string");
    if (event.occurredAt !== undefined) expect(Number.isNaN(event.occurredAt.getTime())).toBe(false);
    if (event.kind === "other") expect(event.name).not.toBe("");
    if ("providerId" in event) expect(event.providerId).not.toBe("");
    if (event.kind === "message") expect(event.from.phone ?? event.from.bsuid).toBeTruthy();
  }
}

describe("translation", () => {
  it("understands every body the mutations start from", () => {
    for (const body of VALID) expect(translateOrQuarantine(bytes(body))).not.toHaveLength(0);
  });

  it("takes a valid body changed anywhere, in any way, and yields only what can be stored", () => {
    fc.assert(
      fc.property(mutated, (body) => {
        const events = translateOrQuarantine(bytes(body));
        if (events !== undefined) expectStorable(events);
      }),
      RUNS,
    );
  });

  it("takes any JSON at all", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const events = translateOrQuarantine(Buffer.from(text));
        if (events !== undefined) expectStorable(events);
      }),
      RUNS,
    );
  });

  it("takes any bytes at all, and a valid body cut or with bytes overwritten", () => {
    const overwritten = fc
      .tuple(
        fc.constantFrom(...VALID).map(bytes),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }),
        fc.nat(2000),
      )
      .map(([body, changes, length]) => {
        for (const [at, byte] of changes) body[at % body.length] = byte;
        return body.subarray(0, length);
      });
    const raw = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
    fc.assert(
      fc.property(fc.oneof(raw, overwritten), (body) => {
        const events = translateOrQuarantine(body);
        if (events !== undefined) expectStorable(events);
      }),
      RUNS,
    );
  });

  it("loses no message to what stands beside it", () => {
    const good = { from: "16505551234", id: "wamid.GOOD", timestamp: "1749416383", type: "text", text: { body: "hi" } };
    fc.assert(
      fc.property(
        fc.array(anything, { maxLength: 5 }),
        fc.array(anything, { maxLength: 5 }),
        anything,
        (before, after, contacts) => {
          const body = envelope("messages", messagesValue({ messages: [...before, good, ...after], contacts }));
          const events = translateOrQuarantine(bytes(body)) ?? [];
          const ids = events.flatMap((event) => (event.kind === "message" ? [event.providerId] : []));
          expect(ids).toContain("wamid.GOOD");
          expect(events.length).toBeGreaterThanOrEqual(before.length + 1 + after.length);
        },
      ),
      RUNS,
    );
  });
});
