import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

export interface ReceivedWebhook {
  readonly path: string;
  readonly text: string;
  readonly headers: IncomingMessage["headers"];
}

/** A driver's callback: answers the handshake, keeps every POST. */
export interface WebhookReceiver extends AsyncDisposable {
  readonly url: string;
  readonly received: ReceivedWebhook[];
  /** What POSTs are answered with; `0` closes the connection. */
  answerWith: number;
  verifyToken: string;
  /** Resolves with the first `count` POSTs. */
  waitFor(count: number): Promise<ReceivedWebhook[]>;
}

export async function startWebhookReceiver(verifyToken = "emulator_verify_token"): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("latin1");
    request.on("data", (chunk: string) => {
      text += chunk;
    });
    request.on("end", () => answer(request, response, text));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  function answer(request: IncomingMessage, response: ServerResponse, text: string): void {
    const url = new URL(request.url ?? "/", "http://receiver");
    if (request.method === "GET") {
      const isRight = url.searchParams.get("hub.verify_token") === receiver.verifyToken;
      response.writeHead(isRight ? 200 : 403).end(isRight ? url.searchParams.get("hub.challenge") : "no");
      return;
    }
    received.push({ path: url.pathname, text, headers: request.headers });
    if (receiver.answerWith === 0) request.socket.destroy();
    else response.writeHead(receiver.answerWith).end();
  }

  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    received,
    answerWith: 200,
    verifyToken,
    async waitFor(count) {
      const deadline = Date.now() + 10_000;
      while (received.length < count) {
        if (Date.now() > deadline) throw new Error(`Only ${received.length} of ${count} webhooks came`);
        await wait(2);
      }
      return received.slice(0, count);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

export function isSignedWith(secret: string, { text, headers }: ReceivedWebhook): boolean {
  const expected = createHmac("sha256", secret).update(text, "latin1").digest("hex");
  return headers["x-hub-signature-256"] === `sha256=${expected}`;
}
