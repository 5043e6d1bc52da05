import type { Emulation } from "../emulation.ts";
import type { GraphRequest } from "../http/graph-request.ts";
import type { Reply } from "../http/reply.ts";
import { usagePercent } from "./rate.ts";
import { wabaOfPath } from "./router.ts";

/** Builds Graph's response headers (cloud-api.md §0.1) as the flat list `writeHead` takes. */
export function createHeaderWriter(emulation: Emulation): (request: GraphRequest, reply: Reply) => string[] {
  const usage = new Map<string, { percent: number; app: string; business: string }>();
  let count = 0;

  function usageOf(request: GraphRequest): { app: string; business: string } | undefined {
    const waba = wabaOfPath(emulation, request.path);
    const appId = request.token?.appId;
    if (waba === undefined || appId === undefined) return undefined;
    const percent = usagePercent(emulation.world, emulation.world.apps.get(appId), waba);
    const key = `${appId}|${waba.id}|${request.path.endsWith("/messages") ? "m" : "b"}`;
    const known = usage.get(key);
    if (known !== undefined && known.percent === percent) return known;
    const numbers = { call_count: percent, total_cputime: percent, total_time: percent };
    const type = key.endsWith("|m") ? "whatsapp" : "whatsapp_business_management";
    const business = { [waba.id]: [{ type, ...numbers, estimated_time_to_regain_access: percent >= 100 ? 60 : 0 }] };
    const fresh = { percent, app: JSON.stringify(numbers), business: JSON.stringify(business) };
    usage.set(key, fresh);
    return fresh;
  }

  return (request, reply) => {
    count += 1;
    const serial = count.toString(36).padStart(10, "0");
    const headers = [
      "content-type",
      reply.contentType,
      "content-length",
      String(Buffer.byteLength(reply.body)),
      "facebook-api-version",
      request.version,
      "x-fb-request-id",
      `A${serial}`,
      "x-fb-trace-id",
      `T${serial}`,
      "x-fb-rev",
      "1030000000",
      "x-fb-debug",
      `emulator${serial}==`,
    ];
    const own = reply.headers ?? [];
    const current = usageOf(request);
    if (current !== undefined) {
      if (!own.includes("x-app-usage")) headers.push("x-app-usage", current.app);
      if (!own.includes("x-business-use-case-usage")) headers.push("x-business-use-case-usage", current.business);
    }
    for (const part of own) headers.push(part);
    return headers;
  };
}
