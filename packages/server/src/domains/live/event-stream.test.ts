import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { createFakeClock } from "../../../test/fake-clock.ts";
import { waitUntil } from "../../../test/wait-until.ts";
import type { EventKind } from "../../platform/events/index.ts";
import { createEventStream } from "./event-stream.ts";

/** A listener that takes what it is sent only when told to. */
function createSlowListener() {
  let text = "";
  const held: Array<() => void> = [];
  let isTaking = false;
  const sink = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      if (isTaking) done();
      else held.push(done);
    },
  });
  return {
    sink,
    text: () => text,
    take() {
      isTaking = true;
      for (const done of held.splice(0)) done();
    },
    stall() {
      isTaking = false;
    },
  };
}

function open() {
  const listener = createSlowListener();
  const clock = createFakeClock("2026-03-01T09:00:00Z");
  const allowed = new Set<EventKind>(["alerts.changed"]);
  let ended = 0;
  const stream = createEventStream({
    clock,
    sink: listener.sink,
    allowed,
    findAllowed: async () => allowed,
    onEnd: () => {
      ended += 1;
    },
  });
  stream.welcome("100", []);
  const hear = (position: number) =>
    stream.hear([{ kind: "alerts.changed", data: { ids: ["x".repeat(1_000)], hasMore: false } }], String(position));
  return { ...listener, clock, stream, hear, ended: () => ended };
}

describe("a stream whose listener takes nothing", () => {
  it("keeps a limited amount, and says that something is missing once it is taken again", async () => {
    const { sink, hear, take, text, stream } = open();
    for (let position = 101; position <= 2_100; position++) hear(position);
    expect(sink.writableLength).toBeLessThan(300_000);
    take();
    await waitUntil(text, (now) => now.includes("event: reset"));
    expect(text().endsWith('event: reset\nid: 2100\ndata: {"reason":"too-slow"}\n\n')).toBe(true);
    expect(text()).not.toContain("id: 2099\n");
    hear(2_101);
    expect(text()).toContain("id: 2101\n");
    stream.end();
  });

  it("is given up when that lasts for a minute", async () => {
    const { sink, hear, clock, ended } = open();
    for (let position = 101; position <= 2_100; position++) hear(position);
    await clock.advance(59_000);
    expect([sink.destroyed, ended()]).toEqual([false, 0]);
    await clock.advance(1_000);
    await waitUntil(ended, (count) => count === 1);
    expect([sink.destroyed, clock.countTimers()]).toEqual([true, 0]);
  });

  it("does not keep the server from stopping", async () => {
    const { sink, stream, clock, ended } = open();
    stream.end();
    expect([sink.destroyed, ended()]).toEqual([false, 1]);
    await clock.advance(1_000);
    expect([sink.destroyed, ended()]).toEqual([true, 1]);
  });
});
