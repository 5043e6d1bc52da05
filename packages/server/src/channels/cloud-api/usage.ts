/** How near a channel is to Meta's limits on calls, by the headers of its answers (`x-app-usage`, `x-business-use-case-usage`), and how
 *  long to rest so that they are never reached: Meta counts over an hour, and what goes beyond is refused for the rest of it. */
import type { GraphAnswer } from "./exchange.ts";
import { asRecord } from "./json-members.ts";
import { parseJson } from "./outcome.ts";

export type CallPurpose = "messaging" | "management";

/** How Meta names the purposes. Entries of other types count for neither. */
const TYPE_OF_PURPOSE: Readonly<Record<CallPurpose, string>> = {
  messaging: "whatsapp",
  management: "whatsapp_business_management",
};

/** Below this there is no need to slow down. */
const CALM_BELOW_PERCENT = 75;
/** The rest at 100 %, when Meta names no time. Management calls are few and their hour is long. */
const LONGEST_REST_MS: Readonly<Record<CallPurpose, number>> = { messaging: 60_000, management: 600_000 };
const MINUTE_MS = 60_000;
/** The longest that Meta's own estimate is believed. */
const MAX_REGAIN_MS = 24 * 60 * MINUTE_MS;

export interface Usage {
  /** 100 and more: refused from now on. */
  readonly percent: number;
  /** How long to leave Meta alone; 0: not at all. */
  readonly restMs: number;
}

/** Grows from nothing at 75 % to the longest at 100 %, slowly first. */
function restMsAt(percent: number, regainMs: number, purpose: CallPurpose): number {
  if (percent < CALM_BELOW_PERCENT) return 0;
  if (percent >= 100) return Math.max(LONGEST_REST_MS[purpose], Math.min(regainMs, MAX_REGAIN_MS));
  const nearness = (percent - CALM_BELOW_PERCENT) / (100 - CALM_BELOW_PERCENT);
  return Math.round(LONGEST_REST_MS[purpose] * nearness ** 2);
}

/** Reads usage out of answers of one purpose. Answers in a row mostly say the same, so that one is remembered. */
export function createUsageReader(purpose: CallPurpose): (headers: GraphAnswer["headers"]) => Usage {
  let known: { app: string; business: string; usage: Usage } = {
    app: "",
    business: "",
    usage: { percent: 0, restMs: 0 },
  };
  return (headers) => {
    const app = asText(headers["x-app-usage"]);
    const business = asText(headers["x-business-use-case-usage"]);
    if (app !== known.app || business !== known.business) {
      known = { app, business, usage: readUsage(app, business, purpose) };
    }
    return known.usage;
  };
}

function readUsage(app: string, business: string, purpose: CallPurpose): Usage {
  let percent = highest(parseJson(app));
  let regainMs = 0;
  for (const entry of Object.values(asRecord(parseJson(business)) ?? {}).flat()) {
    const type = asRecord(entry)?.type;
    if (type !== undefined && type !== TYPE_OF_PURPOSE[purpose]) continue;
    percent = Math.max(percent, highest(entry));
    const minutes = Number(asRecord(entry)?.estimated_time_to_regain_access);
    if (minutes > 0) regainMs = Math.max(regainMs, minutes * MINUTE_MS);
  }
  return { percent, restMs: restMsAt(percent, regainMs, purpose) };
}

function highest(entry: unknown): number {
  const record = asRecord(entry);
  const shares = ["call_count", "total_cputime", "total_time"].map((name) => Number(record?.[name]));
  return Math.max(0, ...shares.filter((share) => Number.isFinite(share)));
}

function asText(header: string | string[] | undefined): string {
  return (Array.isArray(header) ? header[0] : header) ?? "";
}
