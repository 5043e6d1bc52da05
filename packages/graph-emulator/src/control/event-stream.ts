import type { ServerResponse } from "node:http";
import type { Emulation } from "../emulation.ts";

export const EVENTS_PATH = "/__emu/events";

/** Server-sent events for a person watching: every Graph call answered, every webhook attempt. */
export function createEventStream(emulation: Emulation) {
  return (response: ServerResponse): void => {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
    response.write(": connected\n\n");
    const write = (event: string, data: object) => response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    const onRequest = (request: object) => write("request", request);
    const stopWebhooks = emulation.webhooks.onDelivery((delivery) => write("webhook", delivery));
    emulation.requestListeners.add(onRequest);
    response.once("close", () => {
      stopWebhooks();
      emulation.requestListeners.delete(onRequest);
    });
  };
}
