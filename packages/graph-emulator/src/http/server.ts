import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Takes a request whose body is complete. */
export type Receiver = (request: IncomingMessage, body: Buffer | undefined, response: ServerResponse) => void;

export interface ListeningServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Graph takes files up to 100 MB; a form around it needs a little more. */
const MAX_BODY_BYTES = 101 * 1024 * 1024;

/** Longer than any test: a connection closed under a client's hands looks like a fault nobody asked for. */
const KEEP_ALIVE_MS = 10 * 60_000;

/** Listens and collects bodies; what they mean is the receiver's business. */
export async function listen(host: string, port: number, receive: Receiver): Promise<ListeningServer> {
  const server: Server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, noDelay: true }, (request, response) => {
    collectBody(request, response, receive);
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const shownHost = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  return {
    url: `http://${shownHost}:${address.port}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code !== "EADDRINUSE") return error;
  return new Error(`Port ${port} of ${host} is in use. Stop what listens there, or choose another with --port.`, {
    cause: error,
  });
}

function collectBody(request: IncomingMessage, response: ServerResponse, receive: Receiver): void {
  let first: Buffer | undefined;
  let rest: Buffer[] | undefined;
  let length = 0;
  request.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) {
      request.destroy();
      return;
    }
    if (first === undefined) {
      first = chunk;
      return;
    }
    rest ??= [first];
    rest.push(chunk);
  });
  request.on("end", () => {
    receive(request, rest === undefined ? first : Buffer.concat(rest), response);
  });
}
