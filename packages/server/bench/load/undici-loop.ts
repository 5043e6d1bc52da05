/** The peer of the dispatch row: posts messages to the emulator as fast as it answers, remembers nothing. */
import { Pool } from "undici";
import { measured, serveOneTask } from "./measure.ts";

export interface UndiciLoopTask {
  readonly url: string;
  readonly path: string;
  readonly accessToken: string;
  readonly count: number;
  readonly connections: number;
}

serveOneTask(async (task: UndiciLoopTask) => {
  const pool = new Pool(task.url, { connections: task.connections });
  const headers = { authorization: `Bearer ${task.accessToken}`, "content-type": "application/json" };
  let next = 0;

  async function runConnection(): Promise<void> {
    while (next < task.count) {
      const index = next++;
      const answer = await pool.request({ method: "POST", path: task.path, headers, body: bodyOf(index) });
      const { messages } = (await answer.body.json()) as { messages?: unknown[] };
      if (messages?.length !== 1) throw new Error(`the emulator refused a message: HTTP ${answer.statusCode}`);
    }
  }

  const result = await measured(async () => {
    await Promise.all(Array.from({ length: task.connections }, runConnection));
  });
  await pool.close();
  return result;
});

function bodyOf(index: number): string {
  return JSON.stringify({
    messaging_product: "whatsapp",
    recipient_type: "individual",
    to: `5197${String(index % 10_000_000).padStart(7, "0")}`,
    type: "text",
    text: { body: "Your order is ready: you can pick it up today until 8 pm." },
  });
}
