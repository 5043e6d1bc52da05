/** What Meta's answers to the health questions mean. Pure. */
import type { ChannelCheck } from "../channel.ts";
import { asRecord, findId, findMember, findRecord, findText, type JsonRecord } from "./json-members.ts";

/** What came of one question. */
export type Reading =
  | { readonly kind: "ok"; readonly body: JsonRecord }
  | { readonly kind: "refused"; readonly detail: string }
  | { readonly kind: "unreachable"; readonly detail: string };

const NEEDED_SCOPES = ["whatsapp_business_messaging", "whatsapp_business_management"];
const EXPIRY_WARNING_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;
const CONNECTION_MEND = "Check this machine's internet connection, its clock and any proxy.";
const NEW_TOKEN_MEND =
  "Create a permanent system-user token for this app in Meta Business Settings and save it in this channel.";

/** Two checks, since the question itself is asked with the app secret. */
export function judgeToken(reading: Reading, appId: string, now: Date): ChannelCheck[] {
  if (reading.kind === "unreachable") return [unreachable("app secret", reading), unreachable("access token", reading)];
  if (reading.kind === "refused") {
    return [
      {
        name: "app secret",
        state: "failed",
        code: "app-secret-wrong",
        detail: `Meta does not accept the app id and app secret: ${reading.detail}`,
        particulars: { said: reading.detail },
        mend: "Copy the app id and the app secret again from the App Dashboard (App settings, Basic).",
      },
      {
        name: "access token",
        state: "warning",
        code: "not-checked",
        detail: "not checked, because that needs the right app secret",
      },
    ];
  }
  return [
    { name: "app secret", state: "ok", code: "app-secret-fine", detail: "Meta accepts the app id and app secret" },
    { name: "access token", ...judgeTokenData(findRecord(reading.body, "data"), appId, now) },
  ];
}

function judgeTokenData(data: JsonRecord | undefined, appId: string, now: Date): Omit<ChannelCheck, "name"> {
  if (findMember(data, "is_valid") !== true) {
    const reason = findText(findRecord(data, "error"), "message") ?? "it has expired or was revoked";
    const detail = `the token is not valid: ${reason}`;
    return { state: "failed", code: "token-invalid", detail, mend: NEW_TOKEN_MEND };
  }
  const tokenApp = findId(data, "app_id");
  if (tokenApp !== appId) {
    return {
      state: "failed",
      code: "token-of-other-app",
      detail: `the token belongs to another app (${tokenApp ?? "unnamed"})`,
      mend: NEW_TOKEN_MEND,
      particulars: { app: tokenApp ?? "" },
    };
  }
  const scopes = findMember(data, "scopes");
  const missing = Array.isArray(scopes) ? NEEDED_SCOPES.filter((scope) => !scopes.includes(scope)) : [];
  if (missing.length > 0) {
    return {
      state: "failed",
      code: "token-lacks-permission",
      detail: `the token lacks the permission ${missing.join(" and ")}`,
      mend: NEW_TOKEN_MEND,
      particulars: { permissions: missing.join(", ") },
    };
  }
  const expiresAt = Number(findMember(data, "expires_at") ?? 0);
  // Meta writes 0 for a token that never expires.
  if (!(expiresAt > 0)) return { state: "ok", code: "token-never-expires", detail: "valid, never expires" };
  const daysLeft = Math.floor((expiresAt * 1000 - now.getTime()) / DAY_MS);
  const date = new Date(Math.min(expiresAt * 1000, 8.64e15)).toISOString().slice(0, 10);
  const particulars = { date };
  if (daysLeft < 0) {
    const detail = `the token expired on ${date}`;
    return { state: "failed", code: "token-expired", detail, mend: NEW_TOKEN_MEND, particulars };
  }
  if (daysLeft < EXPIRY_WARNING_DAYS) {
    const detail = `the token expires on ${date}; then nothing can be sent`;
    return { state: "warning", code: "token-expires-soon", detail, mend: NEW_TOKEN_MEND, particulars };
  }
  return { state: "ok", code: "token-fine", detail: `valid until ${date}`, particulars };
}

export function judgeNumber(reading: Reading): ChannelCheck {
  const name = "phone number";
  if (reading.kind === "unreachable") return unreachable(name, reading);
  if (reading.kind === "refused") {
    return {
      name,
      state: "failed",
      code: "number-not-readable",
      detail: `Meta does not let the token read this phone number id: ${reading.detail}`,
      particulars: { said: reading.detail },
      mend: "Check the phone number id, and give the token's system user access to the WhatsApp account.",
    };
  }
  const { body } = reading;
  const status = findText(body, "status");
  const quality = findText(body, "quality_rating");
  const limit = findText(body, "whatsapp_business_manager_messaging_limit");
  const known = [
    findText(body, "display_phone_number"),
    findText(body, "verified_name"),
    status,
    quality === undefined ? undefined : `quality ${quality}`,
    limit === undefined ? undefined : `limit ${limit}`,
  ];
  const detail = known.filter((fact) => fact !== undefined).join(", ");
  const facts = { detail, particulars: { facts: detail } };
  if (status !== undefined && status !== "CONNECTED") {
    const mend = "Register or repair the number in WhatsApp Manager (Phone numbers).";
    // A flagged number still sends; the others do not.
    return { name, state: status === "FLAGGED" ? "warning" : "failed", code: "number-not-connected", ...facts, mend };
  }
  if (quality === "RED") {
    return {
      name,
      state: "warning",
      code: "number-quality-low",
      ...facts,
      mend: "Many people block or report you: send less, and only to who asked.",
    };
  }
  if (detail === "") return { name, state: "ok", code: "number-known", detail: "Meta knows the number" };
  return { name, state: "ok", code: "number-fine", ...facts };
}

export function judgeSubscription(reading: Reading, appId: string): ChannelCheck {
  const name = "webhook subscription";
  if (reading.kind === "unreachable") return unreachable(name, reading);
  if (reading.kind === "refused") {
    return {
      name,
      state: "failed",
      code: "account-not-readable",
      detail: `Meta does not let the token read this WhatsApp business account: ${reading.detail}`,
      particulars: { said: reading.detail },
      mend: "Check the WhatsApp business account id, and give the token's system user access to it.",
    };
  }
  const apps = findList(reading.body).map((app) => findId(findRecord(app, "whatsapp_business_api_data"), "id"));
  if (apps.includes(appId)) {
    const detail = "the WhatsApp account sends its events to this app";
    return { name, state: "ok", code: "account-subscribed", detail };
  }
  return {
    name,
    state: "failed",
    code: "account-not-subscribed",
    detail: "the WhatsApp account is not subscribed to this app, so no messages and no receipts arrive",
    mend: "In the App Dashboard open WhatsApp, Configuration, and subscribe; or call POST /{account id}/subscribed_apps.",
  };
}

export function judgeCallback(reading: Reading, webhookUrl: string | undefined): ChannelCheck {
  const name = "callback address";
  if (reading.kind === "unreachable") return unreachable(name, reading);
  if (reading.kind === "refused") {
    const detail = `Meta does not let the app read its subscriptions: ${reading.detail}`;
    return {
      name,
      state: "warning",
      code: "subscriptions-not-readable",
      detail,
      particulars: { said: reading.detail },
    };
  }
  const mend = `In the App Dashboard open WhatsApp, Configuration, set the callback URL${
    webhookUrl === undefined ? "" : ` to ${webhookUrl}`
  } and subscribe to the field “messages”.`;
  const subscription = findList(reading.body).find((item) => findText(item, "object") === "whatsapp_business_account");
  const here = webhookUrl ?? "";
  if (subscription === undefined) {
    const detail = "the app has no callback address yet";
    return { name, state: "failed", code: "callback-missing", detail, mend, particulars: { here } };
  }
  const callback = findText(subscription, "callback_url") ?? "no address";
  const particulars = { callback, here };
  if (findMember(subscription, "active") === false) {
    return { name, state: "failed", code: "callback-off", detail: `${callback} is switched off`, mend, particulars };
  }
  const fields = findMember(subscription, "fields");
  const names = Array.isArray(fields) ? fields.map((field) => findText(asRecord(field), "name") ?? field) : [];
  if (!names.includes("messages")) {
    const detail = `${callback} does not receive the field “messages”`;
    return { name, state: "failed", code: "callback-without-messages", detail, mend, particulars };
  }
  if (webhookUrl !== undefined && callback !== webhookUrl) {
    return {
      name,
      state: "failed",
      code: "callback-elsewhere",
      detail: `Meta posts to ${callback}, which is not this server's ${webhookUrl}`,
      mend,
      particulars,
    };
  }
  return { name, state: "ok", code: "callback-fine", detail: `Meta posts to ${callback}`, particulars };
}

function findList(body: JsonRecord): (JsonRecord | undefined)[] {
  const data = findMember(body, "data");
  return Array.isArray(data) ? data.map(asRecord) : [];
}

function unreachable(name: string, { detail }: { detail: string }): ChannelCheck {
  return {
    name,
    state: "failed",
    code: "not-reached",
    detail: `Meta could not be asked: ${detail}`,
    mend: CONNECTION_MEND,
    particulars: { said: detail },
  };
}
