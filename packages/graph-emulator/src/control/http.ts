import type { IncomingMessage, ServerResponse } from "node:http";
import type { Emulation } from "../emulation.ts";
import { writePlain } from "../graph/respond.ts";
import { type JsonObject, parseJsonObject } from "../http/body.ts";
import { errorEnvelope, GraphRefusal } from "../http/graph-errors.ts";
import { jsonReply, type Reply } from "../http/reply.ts";
import type { Controls } from "./controls.ts";
import { ControlRefusal } from "./find.ts";
import type { ControlRoute } from "./route.ts";
import { CONTROL_ROUTES } from "./routes.ts";

export const CONTROL_PREFIX = "/__emu";

/** Answers the control API: the `Controls` of a test, for shells and other languages. */
export function createControlHandler(emulation: Emulation, controls: Controls) {
  const routes = CONTROL_ROUTES.map((route) => ({ route, pattern: compile(route.path) }));

  return (request: IncomingMessage, body: Buffer | undefined, response: ServerResponse): void => {
    const url = new URL(request.url ?? "/", "http://emulator");
    const path = url.pathname.slice(CONTROL_PREFIX.length).replace(/\/$/, "") || "/";
    const found = routes.find(({ route, pattern }) => route.method === request.method && pattern.test(path));
    if (found === undefined) {
      const known = CONTROL_ROUTES.map((route) => `${route.method} ${CONTROL_PREFIX}${route.path}`);
      if (request.method === "GET" && path === "/") {
        writePlain(response, jsonReply({ routes: known }));
        return;
      }
      writePlain(response, jsonReply({ error: `There is no ${request.method} ${url.pathname}`, routes: known }, 404));
      return;
    }
    const parameters = found.pattern.exec(path)?.groups ?? {};
    void run(found.route, parameters, body, url.searchParams).then((reply) => writePlain(response, reply));
  };

  async function run(
    route: ControlRoute,
    parameters: Readonly<Record<string, string>>,
    body: Buffer | undefined,
    query: URLSearchParams,
  ): Promise<Reply> {
    try {
      const input: JsonObject = body === undefined || body.length === 0 ? {} : parseJsonObject(body.toString("utf8"));
      const path = Object.fromEntries(
        Object.entries(parameters).map(([name, value]) => [name, decodeURIComponent(value)]),
      );
      const result = await route.run({ emulation, controls, input, path, query });
      return jsonReply(result === undefined ? { ok: true } : result);
    } catch (error) {
      if (error instanceof GraphRefusal) {
        return { ...jsonReply(null, error.status), body: errorEnvelope(error, emulation.world.ids.traceId()) };
      }
      const status = error instanceof ControlRefusal ? error.status : 400;
      return jsonReply({ error: error instanceof Error ? error.message : String(error) }, status);
    }
  }
}

function compile(path: string): RegExp {
  return new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`);
}
