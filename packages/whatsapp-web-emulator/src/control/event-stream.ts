import type { ServerResponse } from "node:http";
import type { Emulation } from "../emulation.ts";

/** Server-sent events for a person watching: every frame that crosses a connection. */
export function streamEvents(emulation: Emulation, response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  response.write(": connected\n\n");
  const stop = emulation.log.onFrame((frame) => {
    response.write(`event: frame\ndata: ${JSON.stringify(frame)}\n\n`);
  });
  response.once("close", stop);
}
