/** A real HTTP server that answers what a test tells it, request by request. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** One answer; what returns nothing writes to the response by itself, or never answers. */
export type Answer = (request: SeenRequest, response: ServerResponse) => ScriptedAnswer | undefined | Promise<void>;

export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
}

export interface ScriptedServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
}

/** The n-th request gets the n-th answer; the last one is for all that follow. */
export async function startScriptedServer(...answers: readonly Answer[]): Promise<ScriptedServer> {
  const requests: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    const seen = { method, url, headers, body: await text(request) };
    requests.push(seen);
    const answer = answers[Math.min(requests.length, answers.length) - 1];
    const scripted = await answer?.(seen, response);
    if (!scripted) return;
    const type = scripted.json === undefined ? "text/html" : "application/json";
    response.writeHead(scripted.status ?? 200, { "content-type": type, ...scripted.headers });
    response.end(scripted.json === undefined ? (scripted.text ?? "") : JSON.stringify(scripted.json));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function answerJson(json: unknown, status = 200): Answer {
  return () => ({ status, json });
}

/** Refuses as the API does. */
export function answerProblem(
  status: number,
  code: string,
  more: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return () => ({
    status,
    headers: { "content-type": "application/problem+json", "x-request-id": "request-1", ...headers },
    json: { type: `urn:chasqui:problem:${code}`, title: "No", status, code, detail: "It can't be done.", ...more },
  });
}

export const neverAnswer: Answer = () => undefined;

export const hangUp: Answer = (_request, response) => {
  response.destroy();
  return undefined;
};
