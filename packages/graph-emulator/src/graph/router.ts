import type { Emulation } from "../emulation.ts";
import { GraphRefusal, unknownObject } from "../http/graph-errors.ts";
import type { GraphRequest } from "../http/graph-request.ts";
import type { Reply } from "../http/reply.ts";
import { requestSync } from "../inbound/history-sync.ts";
import { deleteMedia, getMedia, uploadMedia } from "../media/media-routes.ts";
import { continueUpload, findUpload, getUpload, startUpload } from "../media/resumable-upload.ts";
import { blockUsers, listBlockedUsers, unblockUsers } from "../phone/block-users.ts";
import { deleteFromContactBook } from "../phone/contact-book.ts";
import { getProfile, getSettings, updatePhone, updateProfile, updateSettings } from "../phone/phone-settings.ts";
import { addPhone, deregisterPhone, registerPhone, requestCode, verifyCode } from "../phone/registration.ts";
import { deleteUsername, getUsername, setUsername, suggestUsernames } from "../phone/username.ts";
import { postMarketingMessages } from "../send/marketing-messages.ts";
import { postMessages } from "../send/send-message.ts";
import {
  deleteTemplates,
  editTemplate,
  getTemplate,
  listTemplates,
  postTemplate,
  unpauseTemplate,
} from "../templates/template-routes.ts";
import type { App, MediaFile, Phone, Template, Waba } from "../world/entities.ts";
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
  "POST marketing_messages": postMarketingMessages,
  "POST media": uploadMedia,
  "GET ": getPhone,
  "POST ": updatePhone,
  "POST register": registerPhone,
  "POST deregister": deregisterPhone,
  "POST request_code": requestCode,
  "POST verify_code": verifyCode,
  "GET settings": getSettings,
  "POST settings": updateSettings,
  "GET whatsapp_business_profile": getProfile,
  "POST whatsapp_business_profile": updateProfile,
  "GET block_users": listBlockedUsers,
  "POST block_users": blockUsers,
  "DELETE block_users": unblockUsers,
  "GET username": getUsername,
  "POST username": setUsername,
  "DELETE username": deleteUsername,
  "GET username_suggestions": suggestUsernames,
  "DELETE contact_book": deleteFromContactBook,
  "POST smb_app_data": requestSync,
};

const WABA_ROUTES: NodeRoutes<Waba> = {
  "GET ": getWaba,
  "POST ": updateWaba,
  "GET phone_numbers": listPhones,
  "POST phone_numbers": addPhone,
  "GET message_templates": listTemplates,
  "POST message_templates": postTemplate,
  "DELETE message_templates": deleteTemplates,
  "GET subscribed_apps": listSubscribedApps,
  "POST subscribed_apps": subscribeApp,
  "DELETE subscribed_apps": unsubscribeApp,
};

const APP_ROUTES: NodeRoutes<App> = {
  "GET ": getApp,
  "GET subscriptions": listSubscriptions,
  "POST subscriptions": setSubscription,
  "DELETE subscriptions": deleteSubscription,
  "POST uploads": startUpload,
};

const TEMPLATE_ROUTES: NodeRoutes<Template> = {
  "GET ": getTemplate,
  "POST ": editTemplate,
  "POST unpause": unpauseTemplate,
};

const MEDIA_ROUTES: NodeRoutes<MediaFile> = {
  "GET ": getMedia,
  "DELETE ": deleteMedia,
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

  const template = world.templates.get(id);
  if (template !== undefined && template.status !== "DELETED") {
    checkManagement(emulation, template.waba, request);
    return answer(TEMPLATE_ROUTES, emulation, template, edge, request);
  }
  const file = world.media.get(id);
  if (file !== undefined && file.expiresAt > world.clock.now()) {
    return answer(MEDIA_ROUTES, emulation, file, edge, request);
  }
  if (request.path.startsWith("upload:")) return routeUpload(emulation, request);

  const root = ROOT_ROUTES[`${request.method} ${request.path}`];
  if (root !== undefined) return root(emulation, request);
  if (request.path === "") throw new GraphRefusal("Unsupported request.", { code: 100, status: 400 });
  throw unknownObject(request.method, id);
}

function routeUpload({ world }: Emulation, request: GraphRequest): Answer {
  const upload = findUpload(world, request.path);
  if (upload === undefined) throw unknownObject(request.method, request.path);
  return request.method === "POST" ? continueUpload(upload, request) : getUpload(upload);
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
