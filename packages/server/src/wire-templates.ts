/** Connects templates with the contacts, channels and settings that they speak of. */
import type { ChannelAccounts } from "./channels/accounts.ts";
import type { ChannelsService } from "./channels/channels.service.ts";
import { findContactFacts } from "./domains/contacts/index.ts";
import type { Settings } from "./domains/settings/index.ts";
import { createTemplates, type Templates } from "./domains/templates/index.ts";
import type { Clock } from "./platform/clock.ts";
import type { Db } from "./platform/db/index.ts";
import type { Ids } from "./platform/ids.ts";

interface Parts {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly channels: ChannelsService;
  readonly accounts: ChannelAccounts;
  readonly settings: Settings;
}

export function wireTemplates({ accounts, settings, ...parts }: Parts): Templates {
  return createTemplates({
    ...parts,
    messageTemplates: accounts.templates,
    findContacts: findContactFacts,
    settings: settings.values,
  });
}
