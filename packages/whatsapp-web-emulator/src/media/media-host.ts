import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Certificate } from "./certificate.ts";
import type { MediaStore } from "./media-store.ts";

export interface MediaHost {
  /** Host and port, as the server names it to clients. */
  readonly host: string;
  close(): Promise<void>;
}

/** Takes uploads and serves downloads, over TLS: the library builds `https` addresses and nothing else. */
export async function startMediaHost(store: MediaStore, certificate: Certificate, port: number): Promise<MediaHost> {
  let host = "";
  const server = createServer({ cert: certificate.certificate, key: certificate.key }, (request, response) => {
    answer(request, response).catch(() => request.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", `https://${host}`);
    if (request.method === "POST") {
      const bytes = await readBody(request);
      if (store.failUploads !== undefined) {
        reply(response, store.failUploads, JSON.stringify({ error: "upload refused" }));
        return;
      }
      const path = store.put(bytes);
      reply(response, 200, JSON.stringify({ url: `https://${host}${path}`, direct_path: path }));
      return;
    }
    const file = store.find(pathname);
    if (file === undefined) reply(response, 404, "");
    else reply(response, 200, file);
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function reply(response: ServerResponse, status: number, body: string | Buffer): void {
  const type = typeof body === "string" ? "application/json" : "application/octet-stream";
  response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body) });
  response.end(body);
}
