import type { ServerResponse } from "node:http";
import { describe, expect, it, vi } from "vitest";
import { type ChasquiEvent, type ConnectionState, createChasqui, type EventsOptions } from "../src/index.ts";
import { type Answer, answerJson, answerProblem, hangUp, startScriptedServer } from "./start-scripted-server.ts";

const READY = 'event: ready\nid: 1\ndata: {"ids":[]}\n\n';
const RECEIVED = 'event: messages.received\nid: 2\ndata: {"ids":["m1"],"conversationIds":["c1"],"hasMore":false}\n\n';
const CHANGED = 'event: channels.changed\nid: 3\ndata: {"ids":["ch1"],"hasMore":true}\n\n';

/** Sends these events and leaves the stream open. */
function stream(...events: readonly string[]): Answer {
  return (_request, response) => {
    begin(response).write(events.join(""));
    return undefined;
  };
}

/** Sends these events and ends. */
function shortStream(...events: readonly string[]): Answer {
  return (_request, response) => {
    begin(response).end(events.join(""));
    return undefined;
  };
}

function begin(response: ServerResponse): ServerResponse {
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  return response;
}

/** Listens until the n-th event. */
async function listen(answers: readonly Answer[], count: number, options: EventsOptions = {}) {
  await using server = await startScriptedServer(...answers);
  const chasqui = createChasqui({ baseUrl: server.url, apiKey: "chq_key" });
  const states: ConnectionState[] = [];
  const events: ChasquiEvent[] = [];
  for await (const event of chasqui.events({ ...options, onStateChange: (state) => void states.push(state) })) {
    if (events.push(event) === count) break;
  }
  return { events, states, names: states.map(({ state }) => state), requests: [...server.requests] };
}

describe("live updates", () => {
  it("come as they happen, with the key in a header", async () => {
    const { events, names, requests } = await listen([stream(READY, RECEIVED, CHANGED)], 2);
    expect(events).toEqual([
      { kind: "messages.received", ids: ["m1"], conversationIds: ["c1"], hasMore: false, lastEventId: "2" },
      { kind: "channels.changed", ids: ["ch1"], hasMore: true, lastEventId: "3" },
    ]);
    expect(names).toEqual(["connecting", "live", "closed"]);
    expect(requests[0]).toMatchObject({
      url: "/api/v1/events",
      headers: { authorization: "Bearer chq_key", accept: "text/event-stream" },
    });
  });

  it("go on from where one stopped, and of the kinds one asks for", async () => {
    const { requests } = await listen([stream(READY, RECEIVED)], 1, {
      lastEventId: "17",
      kinds: ["messages.received", "alerts.changed"],
    });
    expect(requests[0]?.url).toBe("/api/v1/events?kinds=messages.received%2Calerts.changed&lastEventId=17");
  });

  it("say when events were missed", async () => {
    const reset = 'event: reset\nid: 9\ndata: {"reason":"too-old"}\n\n';
    const { events } = await listen([stream(READY, reset)], 1);
    expect(events).toEqual([{ kind: "reset", reason: "too-old", lastEventId: "9" }]);
  });

  it("keep words whole that are cut between two pieces", async () => {
    const bytes = Buffer.from('event: alerts.changed\ndata: {"ids":["ñandú"]}\n\n');
    const cut = bytes.indexOf("ñ") + 1;
    const { events } = await listen(
      [
        async (_request, response) => {
          begin(response).write(bytes.subarray(0, cut));
          await vi.waitFor(() => expect(response.writableLength).toBe(0));
          response.write(bytes.subarray(cut));
        },
      ],
      1,
    );
    expect(events[0]).toMatchObject({ ids: ["ñandú"] });
  });
});

describe("a lost connection", () => {
  it("is made again from the last event heard, and said meanwhile", async () => {
    const { events, states, names, requests } = await listen(
      [shortStream(READY, RECEIVED), hangUp, stream(READY, CHANGED)],
      2,
    );
    expect(events.map(({ kind }) => kind)).toEqual(["messages.received", "channels.changed"]);
    expect(names).toEqual(["connecting", "live", "waiting", "connecting", "waiting", "connecting", "live", "closed"]);
    expect(requests.map(({ url }) => url)).toEqual([
      "/api/v1/events",
      "/api/v1/events?lastEventId=2",
      "/api/v1/events?lastEventId=2",
    ]);
    const waits = states.flatMap((state) => (state.state === "waiting" ? [state] : []));
    for (const { error, retryInMs } of waits) {
      expect(error.name).toBe("ConnectionProblem");
      expect(retryInMs).toBeLessThanOrEqual(2_000);
    }
  });

  it("is made again after what passes, as soon as the server says", async () => {
    const busy = answerProblem(429, "too-many-streams", {}, { "retry-after": "0" });
    const { states } = await listen([busy, stream(READY, RECEIVED)], 1);
    expect(states[1]).toMatchObject({ state: "waiting", retryInMs: 0, error: { code: "too-many-streams" } });
  });

  it("is noticed by its silence", async () => {
    const { states } = await listen([stream(READY), stream(READY, RECEIVED)], 1, { silenceLimitMs: 100 });
    const waiting = states.find(({ state }) => state === "waiting");
    expect(waiting).toMatchObject({ error: { name: "TimeoutProblem", timeoutMs: 100 } });
  });

  it("is made again soon once it was live, however long that took", async () => {
    const busy = answerProblem(503, "busy", {}, { "retry-after": "0" });
    const answers = [busy, busy, busy, busy, busy, shortStream(READY), stream(READY, RECEIVED)];
    const { states } = await listen(answers, 1);
    const waits = states.flatMap((state) => (state.state === "waiting" ? [state.retryInMs] : []));
    expect(waits).toHaveLength(6);
    expect(waits.at(-1)).toBeLessThanOrEqual(1_000);
  });

  it("is not made again when one is signed out, may not listen, or no such server is there", async () => {
    for (const [answer, code] of [
      [answerProblem(401, "session-ended"), "session-ended"],
      [answerProblem(403, "scope-missing"), "scope-missing"],
      [() => ({ status: 404, text: "nothing" }), "unexpected-answer"],
      [answerJson({}), "unexpected-answer"],
    ] as const) {
      await expect(listen([answer], 1)).rejects.toMatchObject({ code });
    }
  });
});

describe("listening ends", () => {
  it("without an error when its signal is aborted, whatever it is doing", async () => {
    for (const [answer, last] of [
      [stream(READY), "live"],
      [hangUp, "waiting"],
    ] as const) {
      await using server = await startScriptedServer(answer);
      const chasqui = createChasqui({ baseUrl: server.url, apiKey: "k" });
      const controller = new AbortController();
      const names: string[] = [];
      const onStateChange = ({ state }: ConnectionState) => {
        names.push(state);
        if (state === "live" || state === "waiting") controller.abort();
      };
      for await (const event of chasqui.events({ signal: controller.signal, onStateChange })) {
        throw new Error(`unexpected ${event.kind}`);
      }
      expect(names).toEqual(["connecting", last, "closed"]);
      expect(server.requests).toHaveLength(1);
    }
  });

  it("at the server, too, when the loop is left", async () => {
    let isGone = false;
    const watched: Answer = (_request, response) => {
      response.on("close", () => {
        isGone = true;
      });
      begin(response).write(READY + RECEIVED);
      return undefined;
    };
    await using server = await startScriptedServer(watched);
    for await (const _ of createChasqui({ baseUrl: server.url, apiKey: "k" }).events()) break;
    await vi.waitFor(() => expect(isGone).toBe(true));
  });
});
