/** Meta's reports on accounts, numbers and templates (webhook fields beside `messages`) in the core's terms. Pure. */
import type { AccountNews, AccountNewsTranslator, Notice, TemplateNews } from "../management.ts";
import { ACCOUNT_RESTRICTED, findMessagingLimit, QUALITY_DROPPED } from "./account-rules.ts";
import { readAccountUpdate } from "./account-update.ts";
import { findMetaErrorRule } from "./errors.ts";
import { readGraphError } from "./graph-error.ts";
import {
  asRecord,
  findId,
  findMember,
  findRecord,
  findTemplateKey,
  findText,
  type JsonRecord,
} from "./json-members.ts";
import { meaningful } from "./template-calls.ts";

export const accountNews: AccountNewsTranslator = {
  findAccount: ({ businessAccountId }) => (typeof businessAccountId === "string" ? businessAccountId : undefined),
  findMessagingLimit,

  /** `raw` is what webhook.ts keeps of a change: the account's id, the field and its value. */
  translate(name, raw) {
    const record = asRecord(raw);
    const accountId = findId(record, "businessAccountId");
    const value = name === VALUE_ERRORS ? record : findRecord(record, "value");
    const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
    if (accountId === undefined || value === undefined || read === undefined) return undefined;
    const news = read(value);
    return news && { accountId, ...news };
  },
};

type News = Omit<AccountNews, "accountId">;

/** By this name webhook.ts hands them over; it is no field of Meta's. */
const VALUE_ERRORS = "errors";

const READERS: Readonly<Record<string, (value: JsonRecord) => News | undefined>> = {
  message_template_status_update: (value) => {
    const event = findText(value, "event");
    const rejection = findRecord(value, "rejection_info");
    const detail = [
      findText(findRecord(value, "other_info"), "description"),
      findText(rejection, "reason"),
      findText(rejection, "recommendation"),
    ].filter((text) => text !== undefined);
    return aboutTemplate(value, {
      // Back from the archive it is what it was before.
      status: event === "UNARCHIVED" ? "APPROVED" : event,
      category: findText(value, "message_template_category"),
      rejectedReason: meaningful(findText(value, "reason")),
      detail: detail.length > 0 ? detail.join(" ") : undefined,
    });
  },
  message_template_quality_update: (value) => aboutTemplate(value, { quality: findText(value, "new_quality_score") }),
  // Its parts come in another shape than templates have: read again.
  message_template_components_update: (value) => {
    const news = aboutTemplate(value, {});
    return news && { ...news, readAgain: "templates" };
  },
  template_category_update: readCategoryUpdate,
  phone_number_quality_update: readQualityUpdate,
  phone_number_name_update: readNameUpdate,
  business_capability_update: (value) => ({ ...tierFacts(value), readAgain: "account" }),
  account_review_update: readReview,
  account_alerts: readAlert,
  security: readSecurity,
  account_update: readAccountUpdate,
  [VALUE_ERRORS]: readValueErrors,
};

/** Errors beside messages: of the number or the account, not of a message. */
function readValueErrors(record: JsonRecord): News {
  const errors = findMember(record, "value");
  return { notices: Array.isArray(errors) ? errors.map(readValueError) : [] };
}

function readValueError(error: unknown): Notice {
  const { code, detail } = readGraphError(error);
  const rule = code === undefined ? undefined : findMetaErrorRule(code, undefined);
  const name = code === undefined ? "an error without a code" : `error ${code}`;
  return {
    state: "raised",
    kind: "platform-error",
    about: `error:${code ?? "unnamed"}`,
    severity: rule?.class === "stop-channel" ? "critical" : "warning",
    title: `Meta reports ${name}${rule === undefined ? "" : `: ${rule.title}`}`,
    detail,
    mend: rule?.mend ?? "See WhatsApp Manager; acknowledge this when nothing is wrong there.",
    particulars: {
      code: String(code ?? ""),
      ...(rule === undefined ? { variant: "platform-error-new" } : { reason: { code: `meta-${code}` } }),
    },
  };
}

function aboutTemplate(
  value: JsonRecord,
  news: Omit<TemplateNews, "providerId" | "name" | "language">,
): News | undefined {
  const providerId = findId(value, "message_template_id");
  const key = findTemplateKey(value, { name: "message_template_name", language: "message_template_language" });
  return providerId === undefined || key === undefined ? undefined : { templates: [{ providerId, ...key, ...news }] };
}

function readCategoryUpdate(value: JsonRecord): News | undefined {
  const wanted = findText(value, "correct_category");
  const category = findText(value, "new_category");
  const news = aboutTemplate(value, { category });
  const template = news?.templates?.[0];
  if (template === undefined) return undefined;
  const name = `${template.name} (${template.language})`;
  const title =
    wanted === undefined
      ? `Meta has put the template ${name} into the category ${category ?? "it chose"}`
      : `Meta will put the template ${name} into the category ${wanted} within a day`;
  const notice: Notice = {
    state: "raised",
    kind: "template-recategorised",
    about: `template:${template.providerId}`,
    severity: "warning",
    title,
    mend: "Messages are priced by category. If it is wrong, ask for a review in WhatsApp Manager.",
    particulars: {
      ...(wanted !== undefined && { variant: "template-to-be-recategorised" }),
      template: template.name,
      language: template.language,
      category: wanted ?? category ?? "",
    },
  };
  return { ...news, notices: [notice] };
}

/** A bare number or `TIER_*`; −1 means without limit. */
function tierFacts(value: JsonRecord): News {
  const limit = findMember(value, "max_daily_conversations_per_business") ?? findMember(value, "current_limit");
  if (limit === -1) return { facts: { tier: "TIER_UNLIMITED" } };
  if (typeof limit === "number") return { facts: { tier: limit >= 1000 ? `TIER_${limit / 1000}K` : `TIER_${limit}` } };
  return typeof limit === "string" && limit.startsWith("TIER_") ? { facts: { tier: limit } } : {};
}

function readQualityUpdate(value: JsonRecord): News {
  const event = findText(value, "event");
  const { facts } = tierFacts(value);
  const flagged: Notice = {
    state: "raised",
    kind: QUALITY_DROPPED,
    severity: "critical",
    title: "Meta has flagged the number: people block or report it",
    particulars: { variant: "quality-flagged" },
    mend: "Send less, and only to who asked for it; the rating looks back over seven days.",
  };
  return {
    displayPhone: digits(findText(value, "display_phone_number")),
    facts: { ...facts, ...(event === "THROUGHPUT_UPGRADE" ? { throughput: "HIGH" } : {}) },
    notices: event === "FLAGGED" ? [flagged] : [],
    // The report names no rating.
    readAgain: "account",
  };
}

function readNameUpdate(value: JsonRecord): News {
  const decision = findText(value, "decision");
  const asked = findText(value, "requested_verified_name");
  const notices: Notice[] = [];
  if (decision === "APPROVED") notices.push({ state: "over", kind: "name-rejected" });
  if (decision === "REJECTED") {
    notices.push({
      state: "raised",
      kind: "name-rejected",
      severity: "warning",
      title: `Meta has not approved the display name${asked === undefined ? "" : ` “${asked}”`}`,
      detail: meaningful(findText(value, "rejection_reason")),
      particulars: { name: asked ?? "" },
      mend: "Ask for another name in WhatsApp Manager (Phone numbers).",
    });
  }
  return { displayPhone: digits(findText(value, "display_phone_number")), notices, readAgain: "account" };
}

function readReview(value: JsonRecord): News | undefined {
  const decision = findText(value, "decision");
  if (decision === "APPROVED") return { notices: [{ state: "over", kind: ACCOUNT_RESTRICTED }] };
  if (decision !== "REJECTED") return undefined;
  const mend = "See the reason in WhatsApp Manager and ask for another review there.";
  const title = "Meta has rejected the WhatsApp account in its review";
  const particulars = { variant: "account-review-failed" };
  return { notices: [{ state: "raised", kind: ACCOUNT_RESTRICTED, severity: "critical", title, mend, particulars }] };
}

const SEVERITY: Readonly<Record<string, "info" | "warning" | "critical">> = {
  INFORMATIONAL: "info",
  INFO: "info",
  CRITICAL: "critical",
};

/** Some payloads put the members of `alert_info` beside it. */
function readAlert(value: JsonRecord): News {
  const info = findRecord(value, "alert_info") ?? value;
  const type = findText(info, "alert_type") ?? "unnamed";
  const base = { kind: "account-alert", about: `alert:${type}` } as const;
  const status = findText(info, "alert_status");
  if (status === "RESOLVED" || status === "NONE") return { notices: [{ state: "over", ...base }] };
  return {
    notices: [
      {
        state: "raised",
        ...base,
        severity: SEVERITY[findText(info, "alert_severity") ?? ""] ?? "warning",
        title: `Meta has an alert for this account: ${type.toLowerCase().replaceAll("_", " ")}`,
        detail: findText(info, "alert_description"),
        particulars: { type: type.toLowerCase().replaceAll("_", " ") },
        mend: "Open WhatsApp Manager and follow the alert there.",
      },
    ],
  };
}

function readSecurity(value: JsonRecord): News | undefined {
  const event = findText(value, "event");
  if (event === undefined) return undefined;
  const particulars = { event: event.toLowerCase().replaceAll("_", " ") };
  const title = `Security of the number: ${particulars.event}`;
  const mend = "If nobody of yours did this, change the two-step PIN in WhatsApp Manager at once.";
  return {
    displayPhone: digits(findText(value, "display_phone_number")),
    notices: [
      {
        state: "raised",
        kind: "security-event",
        about: `security:${event}`,
        severity: "warning",
        title,
        mend,
        particulars,
      },
    ],
  };
}

function digits(phone: string | undefined): string | undefined {
  return phone?.replace(/\D/g, "");
}
