/** Sends one request and reads its answer, with a client that lets through what HTTP allows at all. */
import { Agent, type IncomingMessage, request as openRequest } from "node:http";

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** `refused`: this client itself would not send it. `lost`: the connection ended without an answer. */
export type SendResult =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "refused" }
  | { readonly kind: "lost"; readonly reason: string };

export interface SendableRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer | undefined;
}

/** Far more than any answer should take, even on a busy machine. */
const PATIENCE_MS = 60_000;

const CARRIES_BODY: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH"]);

export interface HttpSender extends Disposable {
  send(request: SendableRequest): Promise<SendResult>;
}

export function createHttpSender(url: string, connections: number): HttpSender {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(url);

  function attempt({ method, path, headers, body }: SendableRequest): Promise<SendResult> {
    return new Promise((resolve) => {
      const flat = headers.flat();
      // Said also of no body: Node would announce one of unknown length.
      if (body !== undefined || CARRIES_BODY.has(method)) flat.push("content-length", String(body?.length ?? 0));
      if (!headers.some(([name]) => name === "host")) flat.push("host", `${hostname}:${port}`);
      try {
        const outgoing = openRequest({ agent, hostname, port, method, path, headers: flat }, (incoming) => {
          readAnswer(incoming).then(
            (answer) => resolve({ kind: "answer", answer }),
            (error: Error) => resolve({ kind: "lost", reason: error.message }),
          );
        });
        outgoing.setTimeout(PATIENCE_MS, () => outgoing.destroy(new Error(`no answer within ${PATIENCE_MS} ms`)));
        outgoing.on("error", (error) => {
          // On a kept connection that the server was just closing nothing was read: it may be sent again.
          const wasClosing = outgoing.reusedSocket && (error as NodeJS.ErrnoException).code === "ECONNRESET";
          resolve({ kind: "lost", reason: wasClosing ? STALE : error.message });
        });
        outgoing.end(body);
      } catch {
        resolve({ kind: "refused" });
      }
    });
  }

  return {
    async send(request) {
      const first = await attempt(request);
      return first.kind === "lost" && first.reason === STALE ? attempt(request) : first;
    },
    [Symbol.dispose]: () => agent.destroy(),
  };
}

const STALE = "the kept connection was closed";

/** Goes on until the listener leaves. */
const ENDLESS = "text/event-stream";

async function readAnswer(incoming: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  const contentType = incoming.headers["content-type"] ?? "";
  for await (const chunk of incoming) {
    chunks.push(chunk as Buffer);
    // Leaving the loop breaks off.
    if (contentType.startsWith(ENDLESS)) break;
  }
  return {
    status: incoming.statusCode ?? 0,
    contentType,
    body: Buffer.concat(chunks).toString(),
  };
}
