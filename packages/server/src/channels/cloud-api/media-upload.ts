/** Hands a file to Meta: `POST /{phone-number-id}/media`, a form written as it is read, so that no more than a piece of it is in memory. */
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { type Clock, systemClock } from "../../platform/clock.ts";
import { describeError } from "../../platform/errors.ts";
import type { MediaUploadOutcome, OutboundFile } from "../channel.ts";
import { storableDetail } from "./graph-error.ts";
import { readUploadAnswer } from "./outcome.ts";

export interface UploadDeps {
  readonly dispatcher: Dispatcher;
  readonly baseUrl: string;
  /** From the version on: "/v25.0/123/media". */
  readonly path: string;
  readonly accessToken: string;
  readonly userAgent: string;
  readonly secrets: readonly string[];
  readonly clock: Clock;
}

/** Meta keeps an uploaded file for 30 days. */
const KEPT_BY_META_MS = 30 * 86_400_000;
/** The largest file over a slow line; a stall ends much earlier (see media-transfer.ts). */
const UPLOAD_LIMIT_MS = 15 * 60_000;
const MAX_ANSWER_BYTES = 64 * 1024;

export async function uploadMedia(file: OutboundFile, deps: UploadDeps): Promise<MediaUploadOutcome> {
  const { head, tail, boundary } = buildForm(file.mime);
  const limit = new AbortController();
  const timer = systemClock.startTimer(UPLOAD_LIMIT_MS, () => limit.abort(new Error("the upload took too long")));
  const uploadedAt = deps.clock.now();
  let readFailure: { cause: unknown } | undefined;
  async function* body() {
    yield head;
    try {
      yield* file.open();
    } catch (cause) {
      readFailure = { cause };
      throw cause;
    }
    yield tail;
  }
  try {
    const answer = await deps.dispatcher.request({
      origin: new URL(deps.baseUrl).origin,
      path: new URL(deps.baseUrl).pathname.replace(/\/$/, "") + deps.path,
      method: "POST",
      headers: {
        authorization: `Bearer ${deps.accessToken}`,
        "user-agent": deps.userAgent,
        "content-type": `multipart/form-data; boundary=${boundary}`,
        "content-length": String(head.length + file.size + tail.length),
      },
      body: Readable.from(body(), { objectMode: false, highWaterMark: 1 }),
      signal: limit.signal,
    });
    const text = await readShort(answer.body);
    const read = readUploadAnswer({ status: answer.statusCode, headers: answer.headers, body: text }, deps.secrets);
    if (typeof read !== "string") return read;
    return { kind: "uploaded", providerMediaId: read, expiresAt: new Date(uploadedAt.getTime() + KEPT_BY_META_MS) };
  } catch (error) {
    if (readFailure)
      return retry("media-unreadable", "not sent yet: its file could not be read here", readFailure.cause);
    return retry("upload-failed", "not sent yet: its file could not be uploaded to Meta", error);
  } finally {
    timer.cancel();
  }

  function retry(code: string, title: string, cause: unknown): MediaUploadOutcome {
    const detail = storableDetail(describeError(cause), deps.secrets);
    return { kind: "retry", scope: "message", error: { code, title, detail } };
  }
}

/** What stands around the bytes. The file's own name is not told: Meta shows the one in the message. */
function buildForm(mime: string): { head: Buffer; tail: Buffer; boundary: string } {
  const boundary = `chasqui-${randomUUID()}`;
  const field = (name: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const head =
    field("messaging_product", "whatsapp") +
    field("type", mime) +
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="file"\r\ncontent-type: ${mime}\r\n\r\n`;
  return { head: Buffer.from(head), tail: Buffer.from(`\r\n--${boundary}--\r\n`), boundary };
}

async function readShort(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > MAX_ANSWER_BYTES) throw new Error("Meta's answer is longer than any answer of its API");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
