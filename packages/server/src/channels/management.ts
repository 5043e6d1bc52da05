/** What can be asked of a platform beyond sending: the account behind a channel, its templates, where it posts to. A driver whose platform
 *  has no such thing leaves `Channel.management` out. */
import { ChasquiError, type Particulars } from "../platform/errors.ts";

/** Every method rejects with PlatformRefused, PlatformBusy or PlatformUnreachable, and with nothing else. */
export interface ChannelManagement {
  readonly capabilities: ManagementCapabilities;
  /** All of them, whatever their state. */
  listTemplates(): Promise<PlatformTemplate[]>;
  createTemplate(draft: TemplateDraft): Promise<CreatedTemplate>;
  /** Sends it back to review; what is not given stays. */
  editTemplate(providerId: string, change: TemplateEdit): Promise<void>;
  deleteTemplate(template: { readonly name: string; readonly providerId: string }): Promise<void>;
  readAccount(): Promise<AccountReading>;
  /** Has the platform post its events to this address; it asks the address for the verify token first. */
  setUpWebhook(callbackUrl: string): Promise<WebhookSetup>;
  /** Ends the account's subscription: no more events come for any of its numbers. */
  removeWebhook(): Promise<void>;
  /** How long work that nobody waits for should leave the platform alone, so that its limits on calls are never reached. */
  restUntil(): Date | undefined;
}

export interface ManagementCapabilities {
  readonly templateCategories: readonly string[];
  /** Kinds of events a set-up subscribes to. */
  readonly webhookFields: readonly string[];
}

/** `status`, `category`, `quality` in the platform's own words. */
export interface PlatformTemplate {
  readonly providerId: string;
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly status: string;
  readonly quality: string | undefined;
  readonly components: readonly unknown[];
  readonly parameterFormat: string | undefined;
  readonly rejectedReason: string | undefined;
}

export interface TemplateDraft {
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly components: readonly Record<string, unknown>[];
  readonly parameterFormat?: string | undefined;
}

/** The platform may put it into another category than asked. */
export type CreatedTemplate = Pick<PlatformTemplate, "providerId" | "status" | "category">;
export interface TemplateEdit {
  readonly category?: string | undefined;
  readonly components?: readonly Record<string, unknown>[] | undefined;
}

/** What the platform says of the account now. Undefined: it did not say. */
export interface AccountReading {
  readonly facts: AccountFacts;
  /** What of it a person should know, or need no longer worry about. */
  readonly notices: readonly Notice[];
}

export interface AccountFacts {
  readonly displayPhone?: string | undefined;
  readonly verifiedName?: string | undefined;
  readonly status?: string | undefined;
  readonly nameStatus?: string | undefined;
  readonly quality?: string | undefined;
  readonly tier?: string | undefined;
  readonly throughput?: string | undefined;
  readonly portfolioId?: string | undefined;
  readonly health?: AccountHealth | undefined;
  /** Null: never. */
  readonly tokenExpiresAt?: Date | null | undefined;
  readonly dataAccessExpiresAt?: Date | null | undefined;
}

export interface AccountHealth {
  readonly canSend: string;
  readonly parts: Array<{ readonly name: string; readonly canSend: string; readonly problems: string[] }>;
}

/** A matter that began or ended. `about` names the part of the channel it concerns; absent: the channel. */
export type Notice =
  | {
      readonly state: "raised";
      readonly kind: string;
      readonly about?: string;
      readonly severity: "info" | "warning" | "critical";
      readonly title: string;
      readonly detail?: string | undefined;
      readonly mend?: string | undefined;
      readonly particulars?: Particulars | undefined;
    }
  | { readonly state: "over"; readonly kind: string; readonly about?: string };

export interface WebhookSetup {
  readonly callbackUrl: string;
  readonly fields: readonly string[];
}

/** Understands what a platform reports of accounts. Pure. */
export interface AccountNewsTranslator {
  /** The account a channel belongs to, from its settings; several channels may share one. */
  findAccount(config: Readonly<Record<string, unknown>>): string | undefined;
  /** How many people a day the account may write to first, by the name of its tier; undefined: no limit, or not known. */
  findMessagingLimit(tier: string): number | undefined;
  /** Undefined: nothing anybody must act on. `raw` as in InboundOtherEvent. */
  translate(name: string, raw: unknown): AccountNews | undefined;
}

export interface AccountNews {
  readonly accountId: string;
  /** Digits of the number concerned; absent: all of the account. */
  readonly displayPhone?: string | undefined;
  readonly facts?: AccountFacts;
  readonly templates?: readonly TemplateNews[];
  readonly notices?: readonly Notice[];
  /** The report does not tell enough: read these again. */
  readonly readAgain?: "account" | "templates";
}

/** What is undefined has not changed. */
export interface TemplateNews {
  readonly providerId: string;
  readonly name: string;
  readonly language: string;
  readonly status?: string | undefined;
  readonly category?: string | undefined;
  readonly quality?: string | undefined;
  readonly rejectedReason?: string | undefined;
  /** Why, in the platform's words. */
  readonly detail?: string | undefined;
}

/** The platform understood and said no. */
export class PlatformRefused extends ChasquiError {
  /** @param options.variant the name of the sentence, where it is another than the platform's code */
  constructor(
    title: string,
    options: { code: string; variant?: string; detail?: string | undefined; mend?: string | undefined },
  ) {
    super("refused", "platform-refused", `The platform refused: ${title}.`, {
      ...(options.mend === undefined ? {} : { mend: options.mend }),
      detail: {
        platformCode: options.code,
        reason: { code: options.variant ?? options.code },
        ...(options.detail === undefined ? {} : { platformSays: options.detail }),
      },
    });
  }
}

/** The limit on calls is reached, or nearly. */
export class PlatformBusy extends ChasquiError {
  constructor(retryAfterMs: number, code: string) {
    super("too-many", "platform-busy", "The platform allows no more calls for now.", {
      mend: "Try again after the time given.",
      detail: { retryAfterMs, platformCode: code },
    });
  }
}

/** No usable answer. What was asked for may have been done. */
export class PlatformUnreachable extends ChasquiError {
  constructor(code: string, detail: string | undefined) {
    super("unavailable", "platform-unreachable", "The platform gave no usable answer.", {
      mend: "Check this machine's internet connection and any proxy, look whether it was done, and try again.",
      detail: { platformCode: code, ...(detail === undefined ? {} : { platformSays: detail }) },
    });
  }
}
