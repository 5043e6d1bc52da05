import type { IncomingMessage, ServerResponse } from "node:http";
import { EmulatorRefusal } from "../core/refusal.ts";
import type { Emulation } from "../emulation.ts";
import type { Controls } from "./controls.ts";
import { streamEvents } from "./event-stream.ts";
import type { ControlRoute, JsonObject } from "./route.ts";
import { CONTROL_ROUTES } from "./routes.ts";

const PREFIX = "/__emu";

/** Answers the control API: the `Controls` of a test, for shells and other languages. */
export function createControlHandler(emulation: Emulation, controls: Controls) {
  const routes = CONTROL_ROUTES.map((route) => ({ route, pattern: compile(route.path) }));
  const known = CONTROL_ROUTES.map((route) => `${route.method} ${PREFIX}${route.path}`);

  return (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? "/", "http://emulator");
    const path = url.pathname.startsWith(PREFIX) ? url.pathname.slice(PREFIX.length).replace(/\/$/, "") || "/" : "";
    if (request.method === "GET" && path === "/events") {
      streamEvents(emulation, response);
      return;
    }
    if (request.method === "GET" && path === "/") {
      reply(response, 200, { routes: known });
      return;
    }
    const found = routes.find(({ route, pattern }) => route.method === request.method && pattern.test(path));
    if (found === undefined) {
      reply(response, 404, { error: `There is no ${request.method} ${url.pathname}`, routes: known });
      return;
    }
    const parameters = Object.fromEntries(
      Object.entries(found.pattern.exec(path)?.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
    void run(found.route, request, parameters, url.searchParams).then(({ status, body }) =>
      reply(response, status, body),
    );
  };

  async function run(
    route: ControlRoute,
    request: IncomingMessage,
    path: Readonly<Record<string, string>>,
    query: URLSearchParams,
  ): Promise<{ status: number; body: unknown }> {
    try {
      const input = await readJson(request);
      const result = await route.run({ controls, input, path, query });
      return { status: 200, body: result === undefined ? { ok: true } : result };
    } catch (error) {
      const status = error instanceof EmulatorRefusal ? error.status : 400;
      return { status, body: { error: error instanceof Error ? error.message : String(error) } };
    }
  }
}

async function readJson(request: IncomingMessage): Promise<JsonObject> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (chunks.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new EmulatorRefusal("The request body is not valid JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new EmulatorRefusal("The request body must be a JSON object");
  }
  return value as JsonObject;
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

function compile(path: string): RegExp {
  return new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`);
}
