import type { Emulation } from "../emulation.ts";
import type { JsonObject } from "../http/body.ts";
import {
  declineHistory,
  type EchoSeed,
  publishContactSync,
  publishEcho,
  publishHistory,
} from "../inbound/coexistence.ts";
import {
  approveTemplate,
  deleteTemplate,
  disableTemplate,
  pauseTemplate,
  recategorizeTemplate,
  rejectTemplate,
  replaceComponents,
  resumeTemplate,
  setTemplateQuality,
} from "../templates/lifecycle.ts";
import type { AccountState, MessagingTier, Phone, QualityRating, TemplateCategory } from "../world/entities.ts";
import { ControlRefusal, getMessage, getPhone, getTemplate, getUser, getWaba, type UserReference } from "./find.ts";

export type TemplateEvent =
  | { readonly event: "approve" | "pause" | "unpause" | "disable" | "delete" }
  | { readonly event: "reject"; readonly reason?: string }
  | { readonly event: "quality"; readonly score: QualityRating }
  | { readonly event: "recategorize"; readonly category: TemplateCategory; readonly immediate?: boolean }
  | { readonly event: "components"; readonly components: JsonObject[] }
  /** How many more sends pass before pacing holds the rest; null ends pacing. */
  | { readonly event: "pacing"; readonly budget: number | null };

export interface PhoneChange {
  readonly quality?: QualityRating;
  readonly throughput?: "STANDARD" | "HIGH";
  /** Of the whole business. */
  readonly tier?: MessagingTier;
  readonly registered?: boolean;
  readonly verifiedName?: string;
  /** Ends the review of a new display name. */
  readonly nameDecision?: "APPROVED" | "REJECTED" | "DEFERRED";
  readonly isOnBusinessApp?: boolean;
}

export interface AccountChange {
  readonly state?: AccountState;
  readonly marketingOnCloudApi?: boolean;
  readonly marketingTermsSigned?: boolean;
}

/** What Meta does to the business's assets; each change sends its webhook (cloud-api.md §1.9). */
export interface BusinessControls {
  /** By id or name. */
  changeTemplate(template: string, event: TemplateEvent): void;
  changePhone(phoneNumberId: string | undefined, change: PhoneChange): void;
  /** Sends no webhook; `publishAccountUpdate` does. */
  changeAccount(wabaId: string | undefined, change: AccountChange): void;
  /** `account_update` with an event and its object, e.g. `{event: "ACCOUNT_RESTRICTION", restriction_info: [...]}`. */
  publishAccountUpdate(value: JsonObject, wabaId?: string): void;
  /** Any field with any value, e.g. `account_alerts`, `flows`, or one nobody has heard of. */
  publishField(field: string, value: JsonObject, wabaId?: string, entryId?: string): void;
  /** Staff typed a message in the WhatsApp Business app. @returns the wamid */
  echo(request: EchoSeed & { to: UserReference; phoneNumberId?: string }): string;
  sendHistory(phoneNumberId?: string): void;
  declineHistory(phoneNumberId?: string): void;
  sendContacts(phoneNumberId?: string): void;
  /** Lets a message held by pacing go, or drops it with an error code. */
  releaseHeld(wamid: string, failureCode?: number): void;
}

export function createBusinessControls(emulation: Emulation): BusinessControls {
  const { world, webhooks } = emulation;

  function publishField(field: string, value: JsonObject, wabaId?: string, entryId?: string): void {
    webhooks.publish({ waba: getWaba(world, wabaId), field, value: () => value, entryId });
  }

  return {
    changeTemplate(idOrName, event) {
      applyTemplateEvent(emulation, idOrName, event);
    },
    changePhone(phoneNumberId, change) {
      applyPhoneChange(emulation, getPhone(world, phoneNumberId), change);
    },
    changeAccount(wabaId, change) {
      Object.assign(getWaba(world, wabaId), change);
    },
    publishAccountUpdate: (value, wabaId) => publishField("account_update", value, wabaId),
    publishField,
    echo: ({ to, phoneNumberId, ...seed }) =>
      publishEcho(emulation, getPhone(world, phoneNumberId), getUser(world, to), seed),
    sendHistory: (phoneNumberId) => publishHistory(emulation, getPhone(world, phoneNumberId)),
    declineHistory: (phoneNumberId) => declineHistory(emulation, getPhone(world, phoneNumberId)),
    sendContacts: (phoneNumberId) => publishContactSync(emulation, getPhone(world, phoneNumberId)),
    releaseHeld(wamid, failureCode) {
      const failure =
        failureCode === undefined ? undefined : { code: failureCode, details: "Dropped after quality assessment." };
      emulation.ladder.release(getMessage(world, wamid), failure);
    },
  };
}

function applyTemplateEvent(emulation: Emulation, idOrName: string, change: TemplateEvent): void {
  const template = getTemplate(emulation.world, idOrName);
  switch (change.event) {
    case "approve":
      approveTemplate(emulation, template);
      break;
    case "reject":
      rejectTemplate(emulation, template, change.reason);
      break;
    case "pause":
      pauseTemplate(emulation, template);
      break;
    case "unpause":
      resumeTemplate(emulation, template);
      break;
    case "disable":
      disableTemplate(emulation, template);
      break;
    case "delete":
      deleteTemplate(emulation, template);
      break;
    case "quality":
      setTemplateQuality(emulation, template, change.score);
      break;
    case "recategorize":
      recategorizeTemplate(emulation, template, change.category, change.immediate ?? false);
      break;
    case "components":
      replaceComponents(emulation, template, change.components);
      break;
    case "pacing":
      template.pacingBudget = change.budget ?? undefined;
      break;
    default:
      throw new ControlRefusal(`There is no template event "${String((change as { event: unknown }).event)}"`);
  }
}

function applyPhoneChange(emulation: Emulation, phone: Phone, change: PhoneChange): void {
  const { business } = phone.waba;
  phone.quality = change.quality ?? phone.quality;
  phone.registered = change.registered ?? phone.registered;
  phone.verifiedName = change.verifiedName ?? phone.verifiedName;
  phone.isOnBusinessApp = change.isOnBusinessApp ?? phone.isOnBusinessApp;
  if (change.throughput !== undefined) {
    phone.throughput = change.throughput;
    if (change.throughput === "HIGH") publishQuality(emulation, phone, "THROUGHPUT_UPGRADE");
  }
  if (change.quality !== undefined)
    publishQuality(emulation, phone, change.quality === "RED" ? "FLAGGED" : "UNFLAGGED");
  if (change.tier !== undefined) {
    business.tier = change.tier;
    publishQuality(emulation, phone, "ONBOARDING");
    publishCapability(emulation, phone);
  }
  if (change.nameDecision !== undefined) decideName(emulation, phone, change.nameDecision);
}

function publishQuality(emulation: Emulation, phone: Phone, event: string): void {
  const value = {
    display_phone_number: phone.digits,
    event,
    max_daily_conversations_per_business: phone.waba.business.tier,
  };
  emulation.webhooks.publish({ waba: phone.waba, phone, field: "phone_number_quality_update", value: () => value });
}

const TIER_NUMBER: Readonly<Record<MessagingTier, number>> = {
  TIER_250: 250,
  TIER_2K: 2_000,
  TIER_10K: 10_000,
  TIER_100K: 100_000,
  TIER_UNLIMITED: -1,
};

function publishCapability(emulation: Emulation, phone: Phone): void {
  const { tier } = phone.waba.business;
  emulation.webhooks.publish({
    waba: phone.waba,
    field: "business_capability_update",
    value: (majorVersion) => ({
      max_daily_conversations_per_business: majorVersion >= 24 ? tier : undefined,
      max_daily_conversation_per_phone: majorVersion < 24 ? TIER_NUMBER[tier] : undefined,
      max_phone_numbers_per_business: 20,
      max_phone_numbers_per_waba: 20,
    }),
  });
}

function decideName(emulation: Emulation, phone: Phone, decision: "APPROVED" | "REJECTED" | "DEFERRED"): void {
  const requested = phone.pendingName ?? phone.verifiedName;
  if (decision !== "DEFERRED") phone.pendingName = undefined;
  if (decision === "APPROVED") phone.verifiedName = requested;
  phone.nameStatus = decision === "REJECTED" ? "DECLINED" : decision === "APPROVED" ? "APPROVED" : "PENDING_REVIEW";
  const value = {
    display_phone_number: phone.digits,
    decision,
    requested_verified_name: requested,
    rejection_reason: decision === "REJECTED" ? "NAME_EMPLOYEE_ISSUE" : "NONE",
  };
  emulation.webhooks.publish({ waba: phone.waba, phone, field: "phone_number_name_update", value: () => value });
}
