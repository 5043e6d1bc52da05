import type { IncomingMessage, ServerResponse } from "node:http";
import { type Controls, createControls } from "./control/controls.ts";
import { createEventStream, EVENTS_PATH } from "./control/event-stream.ts";
import { CONTROL_PREFIX, createControlHandler } from "./control/http.ts";
import { type Clock, createClock } from "./core/clock.ts";
import { createRing } from "./core/ring.ts";
import type { Emulation, LoggedRequest } from "./emulation.ts";
import { createFaultRules } from "./faults/fault-rules.ts";
import { type Response, respond } from "./graph/respond.ts";
import { createHeaderWriter } from "./graph/response-headers.ts";
import { type GraphRequest, parseTarget } from "./http/graph-request.ts";
import { listen } from "./http/server.ts";
import {
  DEFAULT_GRAPH_VERSION,
  DEFAULT_KEEP,
  DEFAULT_PRESET,
  type GraphEmulatorOptions,
  type Preset,
  resolveSettings,
} from "./options.ts";
import { createLadder } from "./send/ladder.ts";
import { createWebhookSender, type WebhookSender } from "./webhooks/sender.ts";
import { createPresetWorld } from "./world/preset-world.ts";
import { createWorld } from "./world/world.ts";

/** A running emulator. Closing it ends every connection; what was still waiting is forgotten. */
export interface GraphEmulator extends Controls, AsyncDisposable {
  /** What a driver uses instead of `https://graph.facebook.com`. */
  readonly url: string;
  readonly preset: Preset;
  readonly clock: Clock;
  close(): Promise<void>;
}

/** Starts the stand-in for graph.facebook.com. @throws Error when the port is taken */
export async function startGraphEmulator(options: GraphEmulatorOptions = {}): Promise<GraphEmulator> {
  const keep = { ...DEFAULT_KEEP, ...options.keep };
  let sender: WebhookSender | undefined;
  const clock = createClock({
    mode: options.clock ?? "real",
    startAt: options.startAt === undefined ? undefined : new Date(options.startAt).getTime(),
    whenQuiet: () => sender?.whenQuiet() ?? Promise.resolve(),
  });
  const settings = resolveSettings(options);
  const world = createWorld({ clock, seed: options.seed ?? 1, settings, keep });
  const preset: Preset = { ...DEFAULT_PRESET, ...options.preset };

  const webhooks = createWebhookSender(world, keep.deliveries);
  sender = webhooks;
  let baseUrl = "";
  const emulation: Emulation = {
    world,
    webhooks,
    ladder: createLadder(world, webhooks),
    faults: createFaultRules(),
    requests: createRing(keep.requests),
    requestListeners: new Set(),
    baseUrl: () => baseUrl,
  };
  const controls = createControls(emulation, () => createPresetWorld(world, preset));
  const answerControl = createControlHandler(emulation, controls);
  const answerGraph = createGraphHandler(emulation);
  const streamEvents = createEventStream(emulation);
  const server = await listen(options.host ?? "127.0.0.1", options.port ?? 0, (request, body, response) => {
    if (request.url === EVENTS_PATH) streamEvents(response);
    else if (request.url?.startsWith(CONTROL_PREFIX) === true) answerControl(request, body, response);
    else answerGraph(request, body, response);
  });
  baseUrl = server.url;

  async function close(): Promise<void> {
    clock.stop();
    await webhooks.close();
    await server.close();
  }
  const own = { url: server.url, preset, clock, close, [Symbol.asyncDispose]: close };
  // Assigned onto `controls`, not spread from it: its getters must stay getters.
  return Object.assign(controls, own);
}

function createGraphHandler(emulation: Emulation) {
  const headersOf = createHeaderWriter(emulation);

  function finish(request: IncomingMessage, graph: GraphRequest, response: ServerResponse, answer: Response): void {
    const isCut = answer === "close" || answer === "hang";
    const entry = logged(emulation, request, graph, isCut ? 0 : answer.status);
    emulation.requests.add(entry);
    for (const listener of emulation.requestListeners) listener(entry);
    if (answer === "close") request.socket.destroy();
    if (isCut) return;
    response.writeHead(answer.status, headersOf(graph, answer));
    if (request.method === "HEAD") response.end();
    else if (isAscii(answer.body)) response.end(answer.body, "latin1");
    else response.end(answer.body);
  }

  return (request: IncomingMessage, body: Buffer | undefined, response: ServerResponse): void => {
    const { path, version, query } = parseTarget(request.url ?? "/", DEFAULT_GRAPH_VERSION);
    const graph: GraphRequest = {
      method: request.method ?? "GET",
      path,
      version,
      query,
      headers: request.headers,
      body,
      text: undefined,
      token: undefined,
      fault: undefined,
    };
    const answer = respond(emulation, graph);
    if (answer instanceof Promise) void answer.then((late) => finish(request, graph, response, late));
    else finish(request, graph, response, answer);
  };
}

/** ASCII text goes out faster as Latin-1: Node then need not transcode it. */
function isAscii(body: string | Uint8Array): body is string {
  return typeof body === "string" && Buffer.byteLength(body) === body.length;
}

/** Files are not worth remembering. */
const LONGEST_LOGGED_BODY = 64 * 1024;

function decodeForLog({ body, headers }: GraphRequest): string | undefined {
  const isFile = headers["content-type"]?.startsWith("multipart/") === true || headers.file_offset !== undefined;
  return isFile || body === undefined || body.length > LONGEST_LOGGED_BODY ? undefined : body.toString("utf8");
}

function logged(emulation: Emulation, request: IncomingMessage, graph: GraphRequest, status: number): LoggedRequest {
  return {
    at: emulation.world.clock.now(),
    method: graph.method,
    target: request.url ?? "",
    status,
    body: graph.text ?? decodeForLog(graph),
  };
}
