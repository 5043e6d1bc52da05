import type { Emulation } from "../emulation.ts";
import { GraphRefusal, unknownObject } from "../http/graph-errors.ts";
import type { GraphRequest } from "../http/graph-request.ts";
import type { Reply } from "../http/reply.ts";
import { postMessages } from "../send/send-message.ts";
import type { App, Phone, Waba } from "../world/entities.ts";
import {
  debugToken,
  deleteSubscription,
  exchangeCode,
  getApp,
  listSubscriptions,
  setSubscription,
} from "./app-node.ts";
import { authorise } from "./auth.ts";
import { getPhone, listPhones } from "./phone-node.ts";
import { countManagementCall } from "./rate.ts";
import { getWaba, listSubscribedApps, subscribeApp, unsubscribeApp, updateWaba } from "./waba-node.ts";

type Answer = Reply | Promise<Reply>;
type NodeHandler<N> = (emulation: Emulation, node: N, request: GraphRequest) => Answer;
/** Key: method, space, edge; an empty edge is the node itself. */
type NodeRoutes<N> = Readonly<Record<string, NodeHandler<N>>>;

const PHONE_ROUTES: NodeRoutes<Phone> = {
  "POST messages": postMessages,
  "GET ": getPhone,
};

const WABA_ROUTES: NodeRoutes<Waba> = {
  "GET ": getWaba,
  "POST ": updateWaba,
  "GET phone_numbers": listPhones,
  "GET subscribed_apps": listSubscribedApps,
  "POST subscribed_apps": subscribeApp,
  "DELETE subscribed_apps": unsubscribeApp,
};

const APP_ROUTES: NodeRoutes<App> = {
  "GET ": getApp,
  "GET subscriptions": listSubscriptions,
  "POST subscriptions": setSubscription,
  "DELETE subscriptions": deleteSubscription,
};

/** Paths that name no node. */
const ROOT_ROUTES: Readonly<Record<string, (emulation: Emulation, request: GraphRequest) => Answer>> = {
  "GET debug_token": debugToken,
};

/** Edges a messaging token may use; they do not count as management calls. */
const MESSAGING_EDGES: ReadonlySet<string> = new Set(["messages", "media", "marketing_messages"]);

/** The only call that needs no token. @returns undefined when the request is another one */
export function answerWithoutToken(emulation: Emulation, request: GraphRequest): Answer | undefined {
  if (request.path === "oauth/access_token") return exchangeCode(emulation, request);
  return undefined;
}

/**
 * Finds who answers a call: the node owning the first part of the path, and the edge after it (cloud-api.md §8.1).
 * @throws GraphRefusal
 */
export function route(emulation: Emulation, request: GraphRequest): Answer {
  const slash = request.path.indexOf("/");
  const id = slash < 0 ? request.path : request.path.slice(0, slash);
  const edge = slash < 0 ? "" : request.path.slice(slash + 1);
  const { world } = emulation;

  const phone = world.phones.get(id);
  if (phone !== undefined) {
    if (!MESSAGING_EDGES.has(edge)) checkManagement(emulation, phone.waba, request);
    return answer(PHONE_ROUTES, emulation, phone, edge, request);
  }
  const waba = world.wabas.get(id);
  if (waba !== undefined) {
    checkManagement(emulation, waba, request);
    return answer(WABA_ROUTES, emulation, waba, edge, request);
  }
  const app = world.apps.get(id);
  if (app !== undefined) return answer(APP_ROUTES, emulation, app, edge, request);

  const root = ROOT_ROUTES[`${request.method} ${request.path}`];
  if (root !== undefined) return root(emulation, request);
  if (request.path === "") throw new GraphRefusal("Unsupported request.", { code: 100, status: 400 });
  throw unknownObject(request.method, id);
}

/** The WABA a call is about, for the usage headers. */
export function wabaOfPath(emulation: Emulation, path: string): Waba | undefined {
  const id = path.split("/", 1)[0] ?? "";
  return emulation.world.phones.get(id)?.waba ?? emulation.world.wabas.get(id);
}

function checkManagement({ world }: Emulation, waba: Waba, request: GraphRequest): void {
  authorise(request, waba, "whatsapp_business_management");
  countManagementCall(world, world.apps.get(request.token?.appId ?? ""), waba);
}

function answer<N>(routes: NodeRoutes<N>, emulation: Emulation, node: N, edge: string, request: GraphRequest): Answer {
  const handler = routes[`${request.method} ${edge}`];
  if (handler === undefined) throw unknownObject(request.method, request.path.split("/", 1)[0] ?? "");
  return handler(emulation, node, request);
}
