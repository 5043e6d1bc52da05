import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Emulation } from "../emulation.ts";
import type { FaultEffect, FaultError } from "../faults/fault-rules.ts";
import { isObject, parseJsonObject } from "../http/body.ts";
import { errorEnvelope, GraphRefusal, invalidParameter, refuse } from "../http/graph-errors.ts";
import type { GraphRequest } from "../http/graph-request.ts";
import { JSON_TYPE, type Reply, rawJsonReply } from "../http/reply.ts";
import { download, isDownload } from "../media/media-routes.ts";
import { authenticate } from "./auth.ts";
import { answerWithoutToken, route } from "./router.ts";

/** What goes back to the caller: an answer, a closed socket, or nothing at all. */
export type Response = Reply | "close" | "hang";

/**
 * Answers one Graph call, fault rules included. Without a fault this is synchronous for sends: a benchmark pays for no
 * promise.
 */
export function respond(emulation: Emulation, request: GraphRequest): Response | Promise<Response> {
  try {
    const open = answerWithoutToken(emulation, request);
    if (open !== undefined) return guard(emulation, open);
    if (isDownload(request)) return downloadFile(emulation, request);
    request.token = authenticate(emulation.world, request);
    if (emulation.faults.list().length > 0) {
      const effect = takeFault(emulation, request);
      if (effect !== undefined) return respondWithFault(emulation, request, effect);
    }
    return guard(emulation, route(emulation, request));
  } catch (error) {
    return errorReply(emulation, error);
  }
}

/** The media host answers in plain text, not in Graph's envelope; fault rules reach it as `attachments`. */
function downloadFile(emulation: Emulation, request: GraphRequest): Response | Promise<Response> {
  try {
    request.token = authenticate(emulation.world, request);
  } catch {
    request.token = undefined;
  }
  const effect = emulation.faults.list().length > 0 ? takeFault(emulation, request) : undefined;
  if (effect !== undefined) return respondWithFault(emulation, request, effect, () => download(emulation, request));
  return download(emulation, request);
}

function guard(emulation: Emulation, answer: Reply | Promise<Reply>): Reply | Promise<Reply> {
  if (!(answer instanceof Promise)) return answer;
  return answer.catch((error: unknown) => errorReply(emulation, error));
}

function errorReply(emulation: Emulation, error: unknown): Reply {
  if (error instanceof GraphRefusal) {
    return rawJsonReply(errorEnvelope(error, emulation.world.ids.traceId()), error.status);
  }
  // A defect of the emulator must look like one, not like Meta's 131000.
  console.error("The graph emulator failed:", error);
  const message = error instanceof Error ? error.message : String(error);
  return { status: 500, contentType: "text/plain", body: `The graph emulator failed: ${message}` };
}

function takeFault(emulation: Emulation, request: GraphRequest): FaultEffect | undefined {
  return emulation.faults.take({
    method: request.method,
    path: request.path,
    recipient: () => readRecipient(request),
  });
}

function readRecipient(request: GraphRequest): string | undefined {
  try {
    const body = parseJsonObject(request.body?.toString("utf8") ?? "{}");
    const recipient = body.to ?? body.recipient;
    return recipient === undefined || isObject(recipient) ? undefined : String(recipient);
  } catch {
    return undefined;
  }
}

async function respondWithFault(
  emulation: Emulation,
  request: GraphRequest,
  effect: FaultEffect,
  process: () => Reply | Promise<Reply> = () => route(emulation, request),
): Promise<Response> {
  if (effect.latencyMs !== undefined) await wait(effect.latencyMs);
  if (effect.connection === "closeBeforeAccept") return "close";
  if (effect.connection === "hangBeforeAccept") return "hang";
  if (effect.error !== undefined) return decorate(errorReply(emulation, refusalOf(effect.error)), effect);
  if (effect.body !== undefined) {
    const { status, text, contentType = "text/html; charset=UTF-8" } = effect.body;
    return decorate({ status, body: text, contentType }, effect);
  }
  request.fault = effect;
  let reply: Reply;
  try {
    reply = await process();
  } catch (error) {
    return decorate(errorReply(emulation, error), effect);
  }
  if (effect.connection === "closeAfterAccept") return "close";
  if (effect.connection === "hangAfterAccept") return "hang";
  if (effect.answerAfterMs !== undefined) await wait(effect.answerAfterMs);
  if (effect.acceptThen !== undefined) reply = errorReply(emulation, refusalOf(effect.acceptThen));
  return decorate(reply, effect);
}

function refusalOf({ code, status, subcode, details, isTransient }: FaultError): GraphRefusal {
  const extra: { status?: number; subcode?: number; isTransient?: boolean } = {};
  if (status !== undefined) extra.status = status;
  if (subcode !== undefined) extra.subcode = subcode;
  if (isTransient !== undefined) extra.isTransient = isTransient;
  if (code === 100 && details !== undefined) return invalidParameter(details, subcode);
  return refuse(code, details, extra);
}

function decorate(reply: Reply, effect: FaultEffect): Reply {
  const headers: string[] = [];
  for (const [name, value] of Object.entries(effect.headers ?? {})) headers.push(name.toLowerCase(), value);
  if (effect.retryAfterSeconds !== undefined) headers.push("retry-after", String(effect.retryAfterSeconds));
  return headers.length === 0 ? reply : { ...reply, headers: [...(reply.headers ?? []), ...headers] };
}

/** Writes any reply; used for the parts that are not Graph calls. */
export function writePlain(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, [
    "content-type",
    reply.contentType === "" ? JSON_TYPE : reply.contentType,
    "content-length",
    String(Buffer.byteLength(reply.body)),
    ...(reply.headers ?? []),
  ]);
  response.end(reply.body);
}
