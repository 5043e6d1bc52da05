/** What Meta's answers about an account mean for the people who run it. Pure. */
import type { AccountFacts, AccountHealth, Notice } from "../management.ts";
import { asRecord, findId, findMember, findRecord, findText, type JsonRecord } from "./json-members.ts";
import { readUnixSeconds } from "./meta-values.ts";

const DAY_MS = 86_400_000;
const WARN_DAYS = 7;
const NEW_TOKEN =
  "Create a permanent system-user token in Meta Business Settings and save it in this channel before that.";

/** `TIER_2K` and the like; also the bare number of older payloads. Undefined: unlimited or not set. */
export function findMessagingLimit(tier: string): number | undefined {
  const match = /^(?:TIER_)?(\d{1,9})(K?)$/.exec(tier);
  return match ? Number(match[1]) * (match[2] === "K" ? 1000 : 1) : undefined;
}

export function readPhoneFacts(phone: JsonRecord): AccountFacts {
  const health = readHealth(findRecord(phone, "health_status"));
  return {
    displayPhone: findText(phone, "display_phone_number"),
    verifiedName: findText(phone, "verified_name"),
    status: findText(phone, "status"),
    nameStatus: findText(phone, "name_status"),
    quality: findText(phone, "quality_rating"),
    tier: findText(phone, "whatsapp_business_manager_messaging_limit"),
    throughput: findText(findRecord(phone, "throughput"), "level"),
    portfolioId: findBusinessId(findRecord(phone, "health_status")),
    health,
  };
}

function entitiesOf(status: JsonRecord | undefined): JsonRecord[] {
  const entities = findMember(status, "entities");
  return Array.isArray(entities) ? entities.map(asRecord).filter((entity) => entity !== undefined) : [];
}

function findBusinessId(status: JsonRecord | undefined): string | undefined {
  return findId(
    entitiesOf(status).find((entity) => findText(entity, "entity_type") === "BUSINESS"),
    "id",
  );
}

function readHealth(status: JsonRecord | undefined): AccountHealth | undefined {
  const canSend = findText(status, "can_send_message");
  if (canSend === undefined) return undefined;
  const parts = entitiesOf(status).map((entity) => ({
    name: findText(entity, "entity_type") ?? "UNKNOWN",
    canSend: findText(entity, "can_send_message") ?? "UNKNOWN",
    problems: [...readTexts(findMember(entity, "additional_info")), ...readErrors(findMember(entity, "errors"))],
  }));
  return { canSend, parts };
}

function readTexts(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((text) => typeof text === "string") : [];
}

function readErrors(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.map((error) => {
    const record = asRecord(error);
    const said = [findText(record, "error_description"), findText(record, "possible_solution")];
    return said.filter((text) => text !== undefined).join(" ") || `error ${findId(record, "error_code") ?? "unnamed"}`;
  });
}

/** `data` of `debug_token`. Meta writes 0 for never. */
export function readTokenFacts(data: JsonRecord | undefined): AccountFacts {
  return {
    tokenExpiresAt: readExpiry(findMember(data, "expires_at")),
    dataAccessExpiresAt: readExpiry(findMember(data, "data_access_expires_at")),
  };
}

function readExpiry(value: unknown): Date | null | undefined {
  if (value === undefined) return undefined;
  return value === 0 ? null : readUnixSeconds(value);
}

export function judgeFacts(facts: AccountFacts, now: Date): Notice[] {
  return [judgeQuality(facts.quality), judgeHealth(facts.health), ...judgeExpiries(facts, now)].filter(
    (notice) => notice !== undefined,
  );
}

export function judgeToken(data: JsonRecord | undefined): Notice[] {
  if (findMember(data, "is_valid") === true) return [{ state: "over", kind: "token-invalid" }];
  return [
    {
      state: "raised",
      kind: "token-invalid",
      severity: "critical",
      title: "Meta does not accept the access token any more",
      detail: findText(findRecord(data, "error"), "message"),
      mend: "Create a permanent system-user token in Meta Business Settings and save it in this channel.",
    },
  ];
}

export const QUALITY_DROPPED = "quality-dropped";

function judgeQuality(quality: string | undefined): Notice | undefined {
  if (quality === "GREEN") return { state: "over", kind: QUALITY_DROPPED };
  if (quality !== "YELLOW" && quality !== "RED") return undefined;
  return {
    state: "raised",
    kind: QUALITY_DROPPED,
    severity: quality === "RED" ? "critical" : "warning",
    title: `The number's quality is ${quality === "RED" ? "low" : "medium"}: people block or report it`,
    mend: "Send less, and only to who asked for it; the rating looks back over seven days.",
    particulars: { variant: quality === "RED" ? "quality-low" : "quality-medium" },
  };
}

export const ACCOUNT_RESTRICTED = "account-restricted";

function judgeHealth(health: AccountHealth | undefined): Notice | undefined {
  if (health === undefined) return undefined;
  if (health.canSend !== "BLOCKED") return { state: "over", kind: "sending-blocked" };
  const blocked = health.parts.filter((part) => part.canSend === "BLOCKED");
  return {
    state: "raised",
    kind: "sending-blocked",
    severity: "critical",
    title: `Meta blocks sending: ${blocked.map((part) => part.name).join(", ") || "no reason given"}`,
    detail: blocked.flatMap((part) => part.problems).join(" ") || undefined,
    mend: "Open WhatsApp Manager, Account overview, and do what it asks.",
    particulars: { parts: blocked.map((part) => part.name).join(", ") },
  };
}

function judgeExpiries({ tokenExpiresAt, dataAccessExpiresAt }: AccountFacts, now: Date): Notice[] {
  return [
    ...judgeExpiry("token-expiring", "access token", tokenExpiresAt, now),
    ...judgeExpiry("data-access-expiring", "token's access to the account's data", dataAccessExpiresAt, now),
  ];
}

function judgeExpiry(kind: string, what: string, expiresAt: Date | null | undefined, now: Date): Notice[] {
  if (expiresAt === undefined) return [];
  const leftMs = expiresAt === null ? Number.POSITIVE_INFINITY : expiresAt.getTime() - now.getTime();
  if (expiresAt === null || leftMs > WARN_DAYS * DAY_MS) return [{ state: "over", kind }];
  const date = `${expiresAt.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return [
    {
      state: "raised",
      kind,
      severity: leftMs < DAY_MS ? "critical" : "warning",
      title: leftMs <= 0 ? `The ${what} ended on ${date}` : `The ${what} ends on ${date}; then nothing can be sent`,
      mend: NEW_TOKEN,
      particulars: { ...(leftMs <= 0 && { variant: `${kind}-over` }), at: expiresAt.toISOString() },
    },
  ];
}
