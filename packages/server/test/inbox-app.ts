/** A server with an agent who is signed in, contacts who write, and the agent's inbox, for tests of it. */
import { expect } from "vitest";
import { type SignedInUser, signInAs } from "./sign-in.ts";
import { type ApiAnswer, startTestApp, type TestApp, type TestAppOptions } from "./start-test-app.ts";
import { waitUntil } from "./wait-until.ts";

export const ANA = "+34600111222";

export interface InboxApp extends AsyncDisposable {
  readonly app: TestApp;
  readonly agent: SignedInUser;
  /** A call of the agent's that succeeds. */
  ok(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer["body"]>;
  /** A call of the agent's that is refused: status and code. */
  refused(method: string, path: string, body?: unknown): Promise<[number, string]>;
  /** A contact writes at the server's present; resolves with the conversation's id once the message is there. */
  writes(text: string, from?: string): Promise<string>;
  thread(conversationId: string, query?: string): Promise<ApiAnswer["body"]>;
  /** Waits until the thread is so. */
  untilThread(conversationId: string, isMet: (items: ApiAnswer["body"][]) => boolean): Promise<ApiAnswer["body"][]>;
}

/** No rules answer: what is seen is what the test does. */
export async function startInboxApp(options: TestAppOptions = {}): Promise<InboxApp> {
  const app = await startTestApp(options);
  const agent = await signInAs(app, "agent");
  for (const list of ["rules", "follow-up-rules"]) {
    for (const { id } of (await app.api("GET", `/${list}`)).body.items) await app.api("DELETE", `/${list}/${id}`);
  }
  const ok: InboxApp["ok"] = async (method, path, body, headers) => {
    const answer = await agent.api(method, path, body, headers);
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return answer.body;
  };
  const thread: InboxApp["thread"] = (id, query = "") => ok("GET", `/conversations/${id}/thread${query}`);
  return {
    app,
    agent,
    ok,
    async refused(method, path, body) {
      const answer = await agent.api(method, path, body);
      return [answer.status, answer.body.code];
    },
    async writes(text, from = ANA) {
      const timestamp = Math.floor(app.clock.now().getTime() / 1000);
      const wamid = app.emulator.receive({ from, text, timestamp });
      const { items } = await app.until("/messages?limit=200", (page) =>
        page.items.some((one: { providerId: string }) => one.providerId === wamid),
      );
      return items.find((one: { providerId: string }) => one.providerId === wamid).conversationId;
    },
    thread,
    untilThread: (id, isMet) => waitUntil(async () => (await thread(id)).items, isMet),
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  };
}
