import type { Dispatcher } from "undici";
import { OutgoingFailed } from "./errors.ts";

/** The whole body; one that is larger is not read to its end.
 *  @throws OutgoingFailed answer-too-large */
export async function readBody(body: Dispatcher.ResponseData["body"], maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop closes the stream, and with it the connection.
    if (size > maxBytes) throw new OutgoingFailed("answer-too-large", { detail: `more than ${maxBytes} bytes` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
