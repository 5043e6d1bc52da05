/** Whether a Cloud API channel can work: each check asks Meta one thing and says in plain words what is wrong. */
import type { ChannelCheck } from "../channel.ts";
import { findMetaErrorRule } from "./errors.ts";
import type { GraphClient, GraphRequest } from "./graph-client.ts";
import { readGraphError } from "./graph-error.ts";
import { judgeCallback, judgeNumber, judgeSubscription, judgeToken, type Reading } from "./health-rules.ts";
import { asRecord } from "./json-members.ts";
import { parseAnswer, readFailure } from "./outcome.ts";
import type { CloudApiSettings } from "./settings.ts";

export interface CheckContext {
  readonly settings: CloudApiSettings;
  readonly graph: GraphClient;
  readonly secrets: readonly string[];
  readonly now: Date;
  readonly webhookUrl: string | undefined;
}

const NUMBER_FIELDS = [
  "display_phone_number",
  "verified_name",
  "status",
  "quality_rating",
  "whatsapp_business_manager_messaging_limit",
].join(",");

/** Never rejects; all questions are asked at once. */
export async function checkCloudApiChannel(context: CheckContext): Promise<ChannelCheck[]> {
  const { settings } = context;
  const version = `/${settings.graphVersion}`;
  // App-level questions are answered to the app itself, whose token is made of its id and its secret.
  const appToken = `${settings.appId}|${settings.appSecret}`;
  const ask = (path: string, bearer?: string) =>
    readFromGraph(context, { method: "GET", path: version + path, ...(bearer === undefined ? {} : { bearer }) });

  const [token, number, subscribedApps, subscriptions] = await Promise.all([
    ask(`/debug_token?input_token=${encodeURIComponent(settings.accessToken)}`, appToken),
    ask(`/${settings.phoneNumberId}?fields=${NUMBER_FIELDS}`),
    ask(`/${settings.businessAccountId}/subscribed_apps`),
    ask(`/${settings.appId}/subscriptions`, appToken),
  ]);
  return [
    ...judgeToken(token, settings.appId, context.now),
    judgeNumber(number),
    judgeSubscription(subscribedApps, settings.appId),
    judgeCallback(subscriptions, context.webhookUrl),
  ];
}

async function readFromGraph({ graph, secrets }: CheckContext, request: GraphRequest): Promise<Reading> {
  const result = await graph.request(request);
  if ("failure" in result) {
    const outcome = readFailure(result.failure, secrets);
    return {
      kind: "unreachable",
      detail: outcome.kind === "accepted" ? "" : (outcome.error.detail ?? outcome.error.code),
    };
  }
  const body = asRecord(parseAnswer(result.answer));
  if (body === undefined) return { kind: "unreachable", detail: `HTTP ${result.answer.status} without JSON` };
  if (body.error === undefined && result.answer.status < 300) return { kind: "ok", body };
  const error = readGraphError(body.error, secrets);
  const detail = error.detail ?? `HTTP ${result.answer.status}`;
  const rule = error.code === undefined ? undefined : findMetaErrorRule(error.code, error.subcode);
  // Too many calls, or a fault of Meta's: it says nothing about what was asked.
  const isPassing = error.isTransient || rule?.class === "retry" || rule?.class === "unknown";
  return { kind: isPassing ? "unreachable" : "refused", detail };
}
