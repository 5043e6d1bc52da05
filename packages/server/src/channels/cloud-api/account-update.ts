/** The webhook field `account_update`: one event name, and an object for it. Pure. */
import type { Particulars } from "../../platform/errors.ts";
import type { AccountNews, Notice } from "../management.ts";
import { ACCOUNT_RESTRICTED } from "./account-rules.ts";
import { asRecord, findMember, findRecord, findText, type JsonRecord } from "./json-members.ts";

const DISCONNECTED = "account-disconnected";
const MANAGER_MEND = "See WhatsApp Manager, Account quality, and appeal there if it is a mistake.";
const CONNECT_MEND = "Connect the account to the app again in Meta Business Settings, then check the channel.";

/** Events after which the app no longer hears of the account. */
const DISCONNECTING: Readonly<Record<string, readonly [variant: string, title: string]>> = {
  ACCOUNT_DELETED: ["account-deleted", "The WhatsApp account was deleted"],
  ACCOUNT_OFFBOARDED: ["account-offboarded", "The WhatsApp account was taken off the Cloud API"],
  PARTNER_REMOVED: ["account-disconnected", "The WhatsApp account was disconnected from the app"],
  PARTNER_APP_UNINSTALLED: ["app-removed", "The app was removed from the WhatsApp account"],
};
const CONNECTING = new Set(["ACCOUNT_RECONNECTED", "PARTNER_ADDED", "PARTNER_APP_INSTALLED"]);

export function readAccountUpdate(value: JsonRecord): Omit<AccountNews, "accountId"> | undefined {
  const event = findText(value, "event");
  const notices = event === undefined ? [] : readEvent(event, value);
  return notices.length === 0 ? undefined : { notices, readAgain: "account" };
}

function readEvent(event: string, value: JsonRecord): Notice[] {
  if (CONNECTING.has(event)) return [{ state: "over", kind: DISCONNECTED }];
  const ending = Object.hasOwn(DISCONNECTING, event) ? DISCONNECTING[event] : undefined;
  if (ending !== undefined) {
    const [variant, title] = ending;
    return [raised(DISCONNECTED, title, undefined, CONNECT_MEND, { variant })];
  }
  switch (event) {
    case "ACCOUNT_VIOLATION": {
      const type = findText(findRecord(value, "violation_info"), "violation_type") ?? "unnamed";
      const title = `Meta says the account broke its policies: ${plain(type)}`;
      const notice = raised("account-violation", title, undefined, MANAGER_MEND, { type: plain(type) });
      return [{ ...notice, about: `violation:${type}` }];
    }
    case "ACCOUNT_RESTRICTION":
      return [raised(ACCOUNT_RESTRICTED, "Meta has restricted the account", readRestrictions(value), MANAGER_MEND)];
    case "DISABLED_UPDATE":
      return readBan(findRecord(value, "ban_info"));
    default:
      return [];
  }
}

function readBan(ban: JsonRecord | undefined): Notice[] {
  const date = findText(ban, "waba_ban_date");
  switch (findText(ban, "waba_ban_state")) {
    case "REINSTATE":
      return [{ state: "over", kind: ACCOUNT_RESTRICTED }];
    case "SCHEDULE_FOR_DISABLE":
      return [
        raised(
          ACCOUNT_RESTRICTED,
          `Meta will disable the account${date ? ` on ${date}` : ""}`,
          undefined,
          MANAGER_MEND,
          { variant: "account-to-be-disabled", date: date ?? "" },
        ),
      ];
    default:
      return [
        raised(ACCOUNT_RESTRICTED, "Meta has disabled the account", date, MANAGER_MEND, {
          variant: "account-disabled",
        }),
      ];
  }
}

function readRestrictions(value: JsonRecord): string | undefined {
  const list = findMember(value, "restriction_info");
  if (!Array.isArray(list)) return undefined;
  const parts = list.map((item) => {
    const record = asRecord(item);
    const type = plain(findText(record, "restriction_type") ?? "unnamed");
    const remedy = findText(record, "remediation");
    return remedy === undefined ? type : `${type}: ${remedy}`;
  });
  return parts.join("; ") || undefined;
}

function raised(kind: string, title: string, detail: string | undefined, mend: string, particulars: Particulars = {}) {
  return { state: "raised", kind, severity: "critical", title, detail, mend, particulars } as const;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll("_", " ");
}
