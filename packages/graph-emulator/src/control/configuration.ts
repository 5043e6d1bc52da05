import {
  type GraphEmulatorOptions,
  resolveLimits,
  resolveStatuses,
  type Settings,
  type WebhookOptions,
} from "../options.ts";

/** The options that may change while the emulator runs. */
export type ConfigurationPatch = Pick<
  GraphEmulatorOptions,
  "limits" | "serviceWindow" | "unknownRecipients" | "statuses" | "pricing" | "bsuid" | "links"
> & {
  /** `batch: null` switches batching off. Concurrency and timeout are fixed from the first webhook on. */
  readonly webhooks?: Partial<Omit<WebhookOptions, "batch">> & { readonly batch?: WebhookOptions["batch"] | null };
};

export function configure(settings: Settings, patch: ConfigurationPatch): void {
  settings.limits = resolveLimits(patch.limits, settings.limits);
  if (patch.statuses !== undefined) settings.statuses = resolveStatuses(patch.statuses);
  settings.serviceWindow = patch.serviceWindow ?? settings.serviceWindow;
  settings.unknownRecipients = patch.unknownRecipients ?? settings.unknownRecipients;
  settings.pricing = patch.pricing ?? settings.pricing;
  settings.bsuid = patch.bsuid ?? settings.bsuid;
  settings.links = patch.links ?? settings.links;
  if (patch.webhooks === undefined) return;
  const { batch, ...rest } = patch.webhooks;
  settings.webhooks = { ...settings.webhooks, ...rest };
  if (batch !== undefined) settings.webhooks = { ...settings.webhooks, batch: batch ?? undefined };
}
