/** Stands in for a language model's server, or for somebody's own endpoint: a real HTTP server that answers as it is told. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { waitUntil } from "./wait-until.ts";

export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever was posted
  readonly body: any;
}

/** Answers one request; may take its time, or never answer. */
export type Answering = (response: ServerResponse, asked: Asked) => void;

export interface AiStandIn extends AsyncDisposable {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** From now on each request is answered so; of several the last one goes on. */
  answer(...answers: Answering[]): void;
  untilAsked(count: number): Promise<void>;
}

export async function startAiStandIn(...first: Answering[]): Promise<AiStandIn> {
  const asked: Asked[] = [];
  let answers = first;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const raw = Buffer.concat(chunks).toString();
      const one = { path: request.url ?? "", headers: request.headers, raw, body: JSON.parse(raw) };
      asked.push(one);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      answer?.(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    answer(...next) {
      answers = next;
    },
    untilAsked: async (count) =>
      void (await waitUntil(
        () => asked.length,
        (number) => number >= count,
      )),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A chat completion that says this. */
export function completion(content: unknown, more: object = {}): Answering {
  return json({
    model: "stand-in-1",
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop", ...more }],
    usage: { prompt_tokens: 12, completion_tokens: 3 },
  });
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Answering {
  return (response) =>
    void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

export const silence: Answering = () => undefined;
