import { describe, expect, it } from "vitest";
import {
  ChasquiProblem,
  ConnectionProblem,
  createChasqui,
  isProblem,
  isUnauthenticated,
  isUnreachable,
  TimeoutProblem,
} from "../src/index.ts";
import {
  type Answer,
  answerJson,
  answerProblem,
  hangUp,
  neverAnswer,
  startScriptedServer,
} from "./start-scripted-server.ts";

const OK = answerJson({ id: "m1" });
const TEXT = { to: "+34600000001", text: "Hello" };
const BUSY = answerProblem(503, "database-unavailable");

/** How often each answer was asked for, and how a call ended. */
async function tryCall(
  answers: readonly Answer[],
  call: (chasqui: ReturnType<typeof createChasqui>) => PromiseLike<unknown>,
  retry: { attempts?: number; longestDelayMs?: number } = {},
) {
  await using server = await startScriptedServer(...answers);
  const chasqui = createChasqui({ baseUrl: server.url, apiKey: "chq_key", retry: { firstDelayMs: 1, ...retry } });
  const outcome = await call(chasqui).then(
    (value) => ({ value, error: undefined }),
    (error: unknown) => ({ value: undefined, error }),
  );
  return { ...outcome, requests: [...server.requests] };
}

describe("what the server refuses", () => {
  it("says why, where, and what helps", async () => {
    const errors = [{ path: "body.to", message: "must be a phone number" }];
    const more = { mend: "Correct it.", errors, particulars: { limit: 3 } };
    const { error } = await tryCall([answerProblem(400, "validation-failed", more)], (chasqui) =>
      chasqui.messages.send(TEXT),
    );
    expect(error).toBeInstanceOf(ChasquiProblem);
    expect(error).toMatchObject({
      name: "ChasquiProblem",
      message: "It can't be done.",
      code: "validation-failed",
      status: 400,
      title: "No",
      mend: "Correct it.",
      fields: errors,
      particulars: { limit: 3 },
      requestId: "request-1",
    });
  });

  it("is told apart by its code", async () => {
    const { error } = await tryCall([answerProblem(401, "session-ended")], (chasqui) => chasqui.messages.get("m1"));
    expect([isProblem(error), isProblem(error, "a", "session-ended"), isProblem(error, "a")]).toEqual([
      true,
      true,
      false,
    ]);
    expect([isUnauthenticated(error), isUnreachable(error)]).toEqual([true, false]);
    expect([isProblem(new Error("x")), isUnauthenticated(undefined)]).toEqual([false, false]);
  });

  it("is no answer of the API when a proxy gave it", async () => {
    for (const answer of [
      () => ({ status: 413, text: "<h1>Too large</h1>" }),
      answerJson({ message: "no route" }, 404),
      answerJson(null, 404),
      () => ({ status: 200, text: "<!doctype html>" }),
    ]) {
      const { error } = await tryCall([answer], (chasqui) => chasqui.messages.get("m1"));
      expect(error).toMatchObject({ code: "unexpected-answer", mend: expect.stringContaining("baseUrl") });
    }
  });

  it("is not followed elsewhere with the key", async () => {
    await using other = await startScriptedServer(OK);
    const redirect: Answer = () => ({ status: 307, headers: { location: `${other.url}/api/v1/messages` } });
    const { error } = await tryCall([redirect], (chasqui) => chasqui.messages.send(TEXT), { attempts: 1 });
    expect(error).toBeInstanceOf(ConnectionProblem);
    expect(other.requests).toEqual([]);
  });
});

describe("a server that does not answer", () => {
  it("is a problem of the connection", async () => {
    const { error, requests } = await tryCall([hangUp], (chasqui) => chasqui.messages.get("m1"));
    expect(error).toBeInstanceOf(ConnectionProblem);
    expect(error).toHaveProperty("cause");
    expect([isUnreachable(error), requests.length]).toEqual([true, 3]);
  });

  it("is a problem of time", async () => {
    const { error, requests } = await tryCall([neverAnswer], (chasqui) =>
      chasqui.messages.get("m1", { timeoutMs: 20 }),
    );
    expect(error).toBeInstanceOf(TimeoutProblem);
    expect(error).toMatchObject({ timeoutMs: 20, message: expect.stringContaining("20 ms") });
    expect(requests).toHaveLength(3);
  });

  it("is so, too, when it stops in the middle of its answer", async () => {
    const stopHalfway: Answer = (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" }).write('{"id":');
      return undefined;
    };
    const { error } = await tryCall([stopHalfway], (chasqui) => chasqui.messages.get("m1", { timeoutMs: 50 }), {
      attempts: 1,
    });
    expect(error).toBeInstanceOf(TimeoutProblem);
  });
});

describe("a call is repeated", () => {
  it("when it only reads and the trouble may pass", async () => {
    for (const trouble of [
      BUSY,
      answerProblem(429, "rate-limited"),
      hangUp,
      () => ({ status: 502, text: "Bad gateway" }),
    ]) {
      const { value, requests } = await tryCall([trouble, trouble, OK], (chasqui) => chasqui.messages.get("m1"));
      expect([value, requests.length]).toEqual([{ id: "m1" }, 3]);
    }
  });

  it("when it sends, under one key, so that nothing is sent twice", async () => {
    const { value, requests } = await tryCall([BUSY, hangUp, OK], (chasqui) => chasqui.messages.send(TEXT));
    expect(value).toEqual({ id: "m1" });
    const keys = requests.map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(requests[2]?.body).toBe(requests[0]?.body);
  });

  it("under the key the caller gives", async () => {
    const { requests } = await tryCall([BUSY, OK], (chasqui) =>
      chasqui.messages.send(TEXT, { idempotencyKey: "order-17" }),
    );
    expect(requests.map(({ headers }) => headers["idempotency-key"])).toEqual(["order-17", "order-17"]);
  });

  it("under another key when it is another send", async () => {
    const { requests } = await tryCall([OK], async (chasqui) => {
      await chasqui.messages.send(TEXT);
      await chasqui.messages.send(TEXT);
    });
    expect(new Set(requests.map(({ headers }) => headers["idempotency-key"])).size).toBe(2);
  });

  it("never when it changes something without such a key", async () => {
    for (const trouble of [BUSY, hangUp]) {
      for (const call of [
        (chasqui: ReturnType<typeof createChasqui>) => chasqui.channels.pause("c1"),
        (chasqui: ReturnType<typeof createChasqui>) => chasqui.rules.update("r1", {}),
        (chasqui: ReturnType<typeof createChasqui>) => chasqui.rules.delete("r1"),
        (chasqui: ReturnType<typeof createChasqui>) => chasqui.media.upload(new Blob(["x"])),
      ]) {
        expect((await tryCall([trouble, OK], call)).requests).toHaveLength(1);
      }
    }
  });

  it("never when it is refused for good", async () => {
    for (const status of [400, 401, 403, 404, 409, 413, 500]) {
      const { requests } = await tryCall([answerProblem(status, "no"), OK], (chasqui) => chasqui.messages.send(TEXT));
      expect(requests).toHaveLength(1);
    }
  });

  it("when the server says, unless that is too far away", async () => {
    const soon = answerProblem(429, "rate-limited", {}, { "retry-after": "0" });
    expect((await tryCall([soon, OK], (chasqui) => chasqui.messages.get("m1"))).requests).toHaveLength(2);
    const late = answerProblem(429, "rate-limited", {}, { "retry-after": "3600" });
    const { error, requests } = await tryCall([late, OK], (chasqui) => chasqui.messages.get("m1"));
    expect(error).toMatchObject({ code: "rate-limited", retryAfterMs: 3_600_000 });
    expect(requests).toHaveLength(1);
  });

  it("as often as the client is told", async () => {
    const { requests } = await tryCall([BUSY], (chasqui) => chasqui.messages.get("m1"), { attempts: 5 });
    expect(requests).toHaveLength(5);
  });
});
