import type { Emulation } from "../emulation.ts";
import type { FaultRule } from "../faults/fault-rules.ts";
import type { JsonObject } from "../http/body.ts";
import { isObject } from "../http/body.ts";
import type { ReportedStatus } from "../send/status-value.ts";
import type { AppSeed, PhoneSeed, TemplateSeed, TokenSeed, WabaSeed } from "../world/creation.ts";
import type { UserSeed } from "../world/users.ts";
import type { ConfigurationPatch } from "./configuration.ts";
import type { CallbackRequest, ReceiveRequest, ReplyRequest } from "./controls.ts";
import { ControlRefusal } from "./find.ts";
import { as, type ControlRoute, textList } from "./route.ts";
import { EXTRA_ROUTES } from "./world-routes.ts";

export const CONTROL_ROUTES: readonly ControlRoute[] = [
  { method: "POST", path: "/apps", run: ({ controls, input }) => controls.createApp(as<AppSeed>(input)) },
  { method: "POST", path: "/wabas", run: ({ controls, input }) => controls.createWaba(as<WabaSeed>(input)) },
  { method: "POST", path: "/phones", run: ({ controls, input }) => controls.createPhone(as<PhoneSeed>(input)) },
  { method: "POST", path: "/users", run: ({ controls, input }) => controls.createUser(as<UserSeed>(input)) },
  {
    method: "POST",
    path: "/templates",
    run: ({ controls, input }) => controls.createTemplate(as<TemplateSeed>(input)),
  },
  {
    method: "POST",
    path: "/tokens",
    run: ({ controls, input }) => ({ token: controls.issueToken(as<TokenSeed>(input)) }),
  },
  { method: "POST", path: "/tokens/:token/expire", run: ({ controls, path }) => controls.expireToken(path.token) },
  { method: "POST", path: "/tokens/:token/revoke", run: ({ controls, path }) => controls.revokeToken(path.token) },
  {
    method: "POST",
    path: "/tokens/:token/scopes",
    run: ({ controls, path, input }) => controls.setTokenScopes(path.token ?? "", textList(input.scopes, "scopes")),
  },
  {
    method: "POST",
    path: "/callback",
    run: ({ controls, input }) => controls.registerCallback(as<CallbackRequest>(input)),
  },
  { method: "POST", path: "/inbound", run: ({ controls, input }) => ({ id: controls.receive(readInbound(input)) }) },
  {
    method: "POST",
    path: "/inbound/reply",
    run: ({ controls, input }) => ({ id: controls.reply(as<ReplyRequest>(input)) }),
  },
  {
    method: "POST",
    path: "/messages/:wamid/status",
    run: ({ controls, path, input }) => {
      const failure = isObject(input.failure) ? input.failure : {};
      controls.setStatus(path.wamid ?? "", readStatus(input.status), failure);
    },
  },
  { method: "GET", path: "/sent", run: ({ controls, query }) => ({ sent: newest(controls.sentMessages, query) }) },
  { method: "GET", path: "/requests", run: ({ controls, query }) => ({ requests: newest(controls.requests, query) }) },
  {
    method: "GET",
    path: "/webhooks",
    run: ({ controls, query }) => ({ deliveries: newest(controls.deliveries, query) }),
  },
  { method: "GET", path: "/faults", run: ({ controls }) => ({ faults: controls.faults }) },
  { method: "POST", path: "/faults", run: ({ controls, input }) => controls.addFault(as<FaultRule>(input)) },
  { method: "DELETE", path: "/faults", run: ({ controls }) => controls.clearFaults() },
  {
    method: "DELETE",
    path: "/faults/:id",
    run: ({ controls, path }) => ({ removed: controls.removeFault(path.id ?? "") }),
  },
  {
    method: "POST",
    path: "/configure",
    run: ({ controls, input }) => controls.configure(as<ConfigurationPatch>(input)),
  },
  { method: "POST", path: "/settled", run: ({ controls }) => controls.settled() },
  ...EXTRA_ROUTES,
  { method: "GET", path: "/clock", run: ({ emulation }) => viewClock(emulation) },
  {
    method: "POST",
    path: "/clock/advance",
    run: async ({ emulation, input }) => {
      await emulation.world.clock.advance(readDuration(input.ms));
      return viewClock(emulation);
    },
  },
  {
    method: "POST",
    path: "/clock/freeze",
    run: ({ emulation }) => {
      emulation.world.clock.freeze();
      return viewClock(emulation);
    },
  },
  {
    method: "POST",
    path: "/clock/resume",
    run: ({ emulation }) => {
      emulation.world.clock.resume();
      return viewClock(emulation);
    },
  },
];

function viewClock({ world }: Emulation): JsonObject {
  const now = world.clock.now();
  return { now, iso: new Date(now).toISOString(), frozen: world.clock.isFrozen };
}

/** The last `?limit=` items, 100 by default. */
function newest<T>(items: readonly T[], query: URLSearchParams): readonly T[] {
  return items.slice(-(Number(query.get("limit")) || 100));
}

function readDuration(value: unknown): number {
  if (typeof value === "number" && value >= 0) return value;
  throw new ControlRefusal('Give the duration in milliseconds, e.g. {"ms": 60000}');
}

const STATUSES: readonly ReportedStatus[] = ["sent", "delivered", "read", "played", "failed"];

function readStatus(value: unknown): ReportedStatus {
  const status = STATUSES.find((known) => known === value);
  if (status === undefined) throw new ControlRefusal(`status must be one of ${STATUSES.join(", ")}`);
  return status;
}

/** Over HTTP the bytes of a file come as base64: `media: { base64, mimeType, filename? }`. */
function readInbound(input: JsonObject): ReceiveRequest {
  if (input.from === undefined) throw new ControlRefusal('Say who writes, e.g. {"from": "+51987654321"}');
  const { media } = input;
  if (!isObject(media) || typeof media.base64 !== "string") return as<ReceiveRequest>(input);
  return as<ReceiveRequest>({ ...input, media: { ...media, bytes: Buffer.from(media.base64, "base64") } });
}
