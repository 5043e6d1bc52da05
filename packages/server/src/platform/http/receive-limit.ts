/** Ends requests that do not arrive in time, or half-open ones would pile up. Node has a limit of its own for that (`requestTimeout`), but
 *  one for all routes: a large file over a slow line could never be uploaded. Here a route with `slowBody` may take as long as bytes flow.
 *
 *  Every few seconds it looks at each connection's latest request, which costs a busy route next to nothing. What has not even sent its
 *  headers is no request yet: that is Node's `headersTimeout`. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { FastifyRequest } from "fastify";
import type { Clock, Timer } from "../clock.ts";
import type { HttpApp } from "./http-app.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The body may take as long as bytes flow. For large files, on routes that need a key. */
    slowBody?: boolean;
  }
}

/** A whole request must have arrived by then. */
const WHOLE_MS = 60_000;
/** With `slowBody`: so long may no byte come. */
const STALL_MS = 60_000;
const LOOK_EVERY_MS = 5_000;

interface Receiving {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Since when it comes; with a slow body, since when nothing has come. */
  sinceMs: number;
  bytesRead: number;
  isSlow: boolean;
}

export function limitReceiving(app: HttpApp, clock: Clock): void {
  const latest = new Map<Socket, Receiving>();
  let timer: Timer | undefined;

  function look(): void {
    const nowMs = clock.monotonicMs();
    for (const [socket, receiving] of latest) {
      if (receiving.request.complete) latest.delete(socket);
      else if (isOverdue(socket, receiving, nowMs)) end(socket, receiving);
    }
    timer = clock.startTimer(LOOK_EVERY_MS, look);
  }

  /** Tells why; whoever goes on all the same is cut off at the next look. */
  function end(socket: Socket, { response }: Receiving): void {
    // Of an answer half is sent already, or all: the rest of the body is of no use to anybody.
    if (response.headersSent) socket.destroy();
    else app.server.emit("clientError", Object.assign(new Error("too slow"), { code: TIMEOUT_CODE }), socket);
  }

  /** Once it is known that the caller may do this: nobody else gets more time. */
  async function allowSlowBody({ raw }: FastifyRequest): Promise<void> {
    const receiving = latest.get(raw.socket);
    if (receiving?.request === raw) receiving.isSlow = true;
  }

  app.server.on("connection", (socket: Socket) => void socket.once("close", () => latest.delete(socket)));
  app.server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const sinceMs = clock.monotonicMs();
    latest.set(socket, { request, response, sinceMs, bytesRead: socket.bytesRead, isSlow: false });
  });
  app.addHook("onRoute", (route) => {
    if (route.config?.slowBody) route.preParsing = [allowSlowBody, ...[route.preParsing ?? []].flat()];
  });
  app.addHook("onReady", async () => look());
  app.addHook("onClose", async () => timer?.cancel());
}

const TIMEOUT_CODE = "ERR_HTTP_REQUEST_TIMEOUT";

function isOverdue({ bytesRead }: Socket, receiving: Receiving, nowMs: number): boolean {
  if (!receiving.isSlow) return nowMs - receiving.sinceMs > WHOLE_MS;
  if (bytesRead !== receiving.bytesRead) {
    receiving.bytesRead = bytesRead;
    receiving.sinceMs = nowMs;
  }
  return nowMs - receiving.sinceMs > STALL_MS;
}
