import type { Emulation } from "../emulation.ts";
import { GraphRefusal, invalidParameter } from "../http/graph-errors.ts";
import { type GraphRequest, readParameters } from "../http/graph-request.ts";
import { jsonReply, type Reply, SUCCESS } from "../http/reply.ts";
import { verifyCallback } from "../webhooks/handshake.ts";
import { createSubscription, DEFAULT_FIELDS } from "../world/creation.ts";
import type { App } from "../world/entities.ts";
import { findAppToken, tokenProblem } from "./auth.ts";
import { type FieldTable, pickFields } from "./fields.ts";

const APP_FIELDS: FieldTable<App> = {
  typeName: "Application",
  defaults: ["name", "link"],
  fields: {
    name: (app) => app.name,
    link: (app) => `https://www.facebook.com/games/?app_id=${app.id}`,
    category: () => "Business",
  },
};

export function getApp(_emulation: Emulation, app: App, request: GraphRequest): Reply {
  return jsonReply(pickFields(APP_FIELDS, app, app.id, request.query.get("fields")));
}

/** `GET /{APP}/subscriptions` (cloud-api.md §4.3). */
export function listSubscriptions(_emulation: Emulation, app: App): Reply {
  const { subscription } = app;
  if (subscription === undefined) return jsonReply({ data: [] });
  const fields = [...subscription.fields].map(([name, version]) => ({ name, version }));
  return jsonReply({
    data: [{ object: "whatsapp_business_account", callback_url: subscription.callbackUrl, active: true, fields }],
  });
}

/** `POST /{APP}/subscriptions`, with an app token only. @throws GraphRefusal 15, 100, 2200 */
export async function setSubscription({ world }: Emulation, app: App, request: GraphRequest): Promise<Reply> {
  requireAppToken(app, request);
  const { fields } = await readParameters(request);
  const { object, callback_url: callbackUrl, verify_token: verifyToken } = fields;
  if (object !== "whatsapp_business_account") {
    throw invalidParameter("Param object must be one of {whatsapp_business_account}.");
  }
  const url = typeof callbackUrl === "string" ? callbackUrl : app.subscription?.callbackUrl;
  const token = typeof verifyToken === "string" ? verifyToken : app.subscription?.verifyToken;
  if (url === undefined || token === undefined) throw invalidParameter("The parameter callback_url is required.");
  await verifyCallback(url, token, world.ids.nodeId());
  app.subscription = createSubscription(url, token, readFieldNames(fields.fields), request.version);
  return SUCCESS;
}

export function deleteSubscription(_emulation: Emulation, app: App, request: GraphRequest): Reply {
  requireAppToken(app, request);
  app.subscription = undefined;
  return SUCCESS;
}

function readFieldNames(value: unknown): readonly string[] {
  if (value === undefined) return DEFAULT_FIELDS;
  const names = Array.isArray(value) ? value.map(String) : String(value).split(",");
  return names.map((name) => name.trim()).filter((name) => name !== "");
}

function requireAppToken(app: App, { token }: GraphRequest): void {
  if (token?.kind === "APP" && token.appId === app.id) return;
  throw new GraphRefusal("(#15) This method must be called with an app access_token.", { code: 15, status: 400 });
}

/** `GET /debug_token?input_token=…`. */
export function debugToken({ world }: Emulation, request: GraphRequest): Reply {
  const value = request.query.get("input_token");
  if (value === null || value === "") throw invalidParameter("The parameter input_token is required.");
  const token = world.tokens.get(value) ?? findAppToken(world, value);
  if (token === undefined) {
    const error = { code: 190, message: "Invalid OAuth access token." };
    return jsonReply({ data: { error, is_valid: false, scopes: [] } });
  }
  const problem = tokenProblem(world, token);
  const targets = token.wabaIds ?? [...world.wabas.keys()];
  return jsonReply({
    data: {
      app_id: token.appId,
      type: token.kind,
      application: world.apps.get(token.appId)?.name,
      is_valid: problem === undefined,
      error: problem === undefined ? undefined : { code: 190, ...problem },
      expires_at: token.expiresAt === undefined ? 0 : Math.floor(token.expiresAt / 1000),
      scopes: token.scopes,
      granular_scopes: token.scopes.map((scope) => ({ scope, target_ids: targets })),
    },
  });
}

/** `GET /oauth/access_token`: embedded signup's code becomes a business token of the app. */
export function exchangeCode({ world }: Emulation, request: GraphRequest): Reply {
  const app = world.apps.get(request.query.get("client_id") ?? "");
  if (app === undefined || app.secret !== request.query.get("client_secret")) {
    throw new GraphRefusal("Error validating client secret.", { code: 1, status: 400 });
  }
  const code = request.query.get("code");
  if (code === null || code === "") throw invalidParameter("This authorization code has expired.", 36007);
  const token = [...world.tokens.values()].find((known) => known.appId === app.id && !known.revoked);
  return jsonReply({ access_token: token?.value ?? "", token_type: "bearer" });
}
