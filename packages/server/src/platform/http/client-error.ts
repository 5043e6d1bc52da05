import { randomUUID } from "node:crypto";
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { buildProblem, PROBLEM_MEDIA_TYPE, type ProblemParts } from "./problem.ts";

/** Answers what is not even HTTP, or came too slowly: no request exists yet, so the answer is written by hand. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const parts = partsOf(error.code);
  const body = JSON.stringify(buildProblem(parts, randomUUID()));
  const head = [
    `HTTP/1.1 ${parts.status} ${STATUS_CODES[parts.status]}`,
    `content-type: ${PROBLEM_MEDIA_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

/** Answers a request with a header Expect other than `100-continue`, of which Fastify never hears. */
export function answerUnknownExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const parts = {
    status: 417,
    code: "expectation-unknown",
    detail: "The header Expect asks for what is not known here.",
  };
  const body = JSON.stringify(buildProblem(parts, randomUUID()));
  // The body may follow or not: nothing on this connection can be told from it.
  response.writeHead(parts.status, { "content-type": PROBLEM_MEDIA_TYPE, connection: "close" }).end(body);
}

function partsOf(code: string | undefined): ProblemParts {
  if (code === "HPE_HEADER_OVERFLOW")
    return { status: 431, code: "headers-too-large", detail: "The headers are too large." };
  if (code === "ERR_HTTP_REQUEST_TIMEOUT")
    return { status: 408, code: "request-timeout", detail: "The request came too slowly." };
  return { status: 400, code: "malformed-request", detail: "This is not a valid HTTP request." };
}
