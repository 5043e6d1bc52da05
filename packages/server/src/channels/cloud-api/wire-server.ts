/** A server for tests that answers, or fails to, exactly as told, down to the socket. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface WireServer {
  readonly url: string;
  readonly requests: WireRequest[];
  readonly connectionCount: number;
  /** What happens to requests from now on. */
  answerWith(answer: WireAnswer): void;
  [Symbol.asyncDispose](): Promise<void>;
}

export type WireAnswer = (response: ServerResponse, request: WireRequest, socket: Socket) => void;

export async function startWireServer(first: WireAnswer): Promise<WireServer> {
  let answer = first;
  let connectionCount = 0;
  const requests: WireRequest[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const request = {
        method: incoming.method ?? "",
        path: incoming.url ?? "",
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString("utf8"),
      };
      requests.push(request);
      answer(response, request, incoming.socket);
    });
  });
  server.on("connection", () => {
    connectionCount += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    get connectionCount() {
      return connectionCount;
    },
    answerWith(next) {
      answer = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

let lastId = 0;

/** Answers as Meta does to an accepted message. */
export const accept: WireAnswer = (response, request) => {
  const to = /"to":"([^"]*)"/.exec(request.body)?.[1];
  const contacts = to === undefined ? [] : [{ input: to, wa_id: to.replace(/\D/g, "") }];
  lastId += 1;
  json(200, { messaging_product: "whatsapp", contacts, messages: [{ id: `wamid.${lastId}=` }] })(
    response,
    request,
    response.socket as Socket,
  );
};

export function json(status: number, body: unknown, headers: Record<string, string> = {}): WireAnswer {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
}

/** Meta's error envelope. */
export function refuse(
  code: number,
  more: Record<string, unknown> = {},
  status = 400,
  headers: Record<string, string> = {},
): WireAnswer {
  return json(
    status,
    { error: { message: `(#${code}) refused`, type: "OAuthException", code, fbtrace_id: "Abc", ...more } },
    headers,
  );
}
