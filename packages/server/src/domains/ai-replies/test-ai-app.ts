/** The whole server with AI replies turned on towards a stand-in. For tests. */
import { type AiStandIn, type Answering, startAiStandIn } from "../../../test/ai-stand-in.ts";
import { startTestApp, type TestApp } from "../../../test/start-test-app.ts";

export interface TestAiApp extends AsyncDisposable {
  readonly app: TestApp;
  readonly standIn: AiStandIn;
  set(change: object): Promise<void>;
  /** Texts that reached this contact. */
  texts(to: string): string[];
  /** Until the AI reply to the contact's latest message has ended. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the API answers
  untilEnded(count?: number): Promise<any[]>;
}

export const ANA = "+34600111222";

export async function startTestAiApp(
  answers: Answering[],
  settings: object = {},
  options: Parameters<typeof startTestApp>[0] = {},
): Promise<TestAiApp> {
  await using undo = new AsyncDisposableStack();
  const standIn = undo.use(await startAiStandIn(...answers));
  const { host } = new URL(standIn.url);
  const env = { CHASQUI_ALLOW_PRIVATE_URLS: host, ...options.env };
  const app = undo.use(await startTestApp({ ...options, env }));
  const set = async (change: object) => {
    const { status, body } = await app.api("PATCH", "/ai-replies/settings", change);
    if (status !== 200) throw new Error(`AI replies could not be set: ${JSON.stringify(body)}`);
  };
  await set({
    isOn: true,
    baseUrl: `${standIn.url}/v1`,
    model: "stand-in",
    apiKey: "sk-secret-1234",
    waitSeconds: 0,
    ...settings,
  });
  const running = undo.move();
  return {
    app,
    standIn,
    set,
    texts: (to) =>
      app.emulator.sentMessages.filter((message) => message.to === to).map((message) => String(message.body ?? "")),
    async untilEnded(count = 1) {
      const isEnded = (reply: { state: string }) => !["waiting", "asking"].includes(reply.state);
      const { items } = await app.until("/ai-replies", (page) => page.items.filter(isEnded).length >= count);
      return items;
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
