/** Posts signed webhooks as fast as they are answered, over kept-alive connections with one request in flight each. Plain sockets and requests
 *  made beforehand: on a machine of two cores every cycle spent here is missing on the other side. */
import { connect } from "node:net";
import { measured, serveOneTask } from "./measure.ts";
import { buildSignedWebhook, type WebhookTask } from "./webhook-bodies.ts";

export interface WebhooksLoadTask extends WebhookTask {
  readonly url: string;
  readonly connections: number;
}

const OK = /^HTTP\/1\.1 200 /;

serveOneTask(async (task: WebhooksLoadTask) => {
  const { hostname, port, pathname } = new URL(task.url);
  const requests = Array.from({ length: task.count }, (_, index) => {
    const { body, signature } = buildSignedWebhook(task, index);
    return Buffer.from(
      `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nuser-agent: facebookexternalua\r\naccept: */*\r\n` +
        `content-type: application/json\r\nx-hub-signature-256: ${signature}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  });
  let next = 0;
  let refused = 0;

  function runConnection(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      let received = "";
      const post = () => {
        const request = requests[next++];
        if (request === undefined) {
          socket.destroy();
          return resolve();
        }
        socket.write(request);
      };
      socket.on("connect", post);
      socket.on("error", reject);
      socket.on("data", (chunk) => {
        received += chunk.toString("latin1");
        const headEnd = received.indexOf("\r\n\r\n");
        if (headEnd < 0) return;
        const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0);
        if (received.length < headEnd + 4 + length) return;
        if (!OK.test(received)) refused += 1;
        received = "";
        post();
      });
    });
  }

  const result = await measured(async () => {
    await Promise.all(Array.from({ length: task.connections }, runConnection));
  });
  return { ...result, refused };
});
