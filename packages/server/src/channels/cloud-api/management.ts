/** A Cloud API channel's account at Meta: templates, facts, webhooks. */
import type { Clock } from "../../platform/clock.ts";
import { type ChannelManagement, PlatformBusy } from "../management.ts";
import { judgeFacts, judgeToken, readPhoneFacts, readTokenFacts } from "./account-rules.ts";
import type { GraphClient } from "./graph-client.ts";
import { findRecord } from "./json-members.ts";
import type { ManagementCall } from "./management-call.ts";
import { readManagementAnswer } from "./management-errors.ts";
import type { CloudApiSettings } from "./settings.ts";
import { createTemplate, deleteTemplate, editTemplate, listTemplates } from "./template-calls.ts";
import { createUsageReader } from "./usage.ts";
import { WEBHOOK_FIELDS } from "./webhook-fields.ts";

interface ManagementDeps {
  readonly settings: CloudApiSettings;
  readonly graph: GraphClient;
  readonly secrets: readonly string[];
  readonly clock: Clock;
}

const PHONE_FIELDS = [
  "display_phone_number",
  "verified_name",
  "status",
  "name_status",
  "quality_rating",
  "whatsapp_business_manager_messaging_limit",
  "throughput",
  "health_status",
].join(",");
const CATEGORIES = ["MARKETING", "UTILITY", "AUTHENTICATION"];

export function createManagement(deps: ManagementDeps): ChannelManagement {
  const { settings, graph, secrets, clock } = deps;
  const readUsage = createUsageReader("management");
  const account = settings.businessAccountId;
  // App-level calls are made as the app itself, whose token is made of its id and its secret.
  const appToken = `${settings.appId}|${settings.appSecret}`;
  let restUntil: Date | undefined;
  let isUsedUp = false;

  const call: ManagementCall = async (method, path, body, bearer) => {
    const waitMs = (restUntil?.getTime() ?? 0) - clock.now().getTime();
    if (isUsedUp && waitMs > 0) throw new PlatformBusy(waitMs, "usage-100-percent");
    const result = await graph.request({
      method,
      path: `/${settings.graphVersion}${path}`,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(bearer === undefined ? {} : { bearer }),
    });
    if ("answer" in result) {
      const { percent, restMs } = readUsage(result.answer.headers);
      isUsedUp = percent >= 100;
      restUntil = restMs > 0 ? new Date(clock.now().getTime() + restMs) : undefined;
    }
    return readManagementAnswer(result, secrets);
  };

  return {
    capabilities: { templateCategories: CATEGORIES, webhookFields: WEBHOOK_FIELDS },
    listTemplates: () => listTemplates(call, account),
    createTemplate: (draft) => createTemplate(call, account, draft),
    editTemplate: (providerId, change) => editTemplate(call, providerId, change),
    deleteTemplate: (template) => deleteTemplate(call, account, template),

    async readAccount() {
      const question = `/debug_token?input_token=${encodeURIComponent(settings.accessToken)}`;
      const token = findRecord(await call("GET", question, undefined, appToken), "data");
      const tokenNotices = judgeToken(token);
      const tokenFacts = readTokenFacts(token);
      // With a dead token nothing else would be answered, and that it is dead is the news.
      const isDead = tokenNotices.some((notice) => notice.state === "raised");
      const phone = isDead ? {} : await call("GET", `/${settings.phoneNumberId}?fields=${PHONE_FIELDS}`);
      const facts = { ...readPhoneFacts(phone), ...tokenFacts };
      return { facts, notices: [...tokenNotices, ...judgeFacts(facts, clock.now())] };
    },

    async setUpWebhook(callbackUrl) {
      const subscription = {
        object: "whatsapp_business_account",
        callback_url: callbackUrl,
        verify_token: settings.verifyToken,
        fields: WEBHOOK_FIELDS.join(","),
      };
      await call("POST", `/${settings.appId}/subscriptions`, subscription, appToken);
      await call("POST", `/${account}/subscribed_apps`, {});
      return { callbackUrl, fields: WEBHOOK_FIELDS };
    },

    async removeWebhook() {
      await call("DELETE", `/${account}/subscribed_apps`);
    },

    restUntil: () => restUntil,
  };
}
