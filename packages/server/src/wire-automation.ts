/** Connects what answers by itself: rules and follow-ups, and the AI for what no rule has words for. */
import type { ChannelsService } from "./channels/channels.service.ts";
import { type AiReplies, createAiReplies } from "./domains/ai-replies/index.ts";
import type { AlertsService } from "./domains/alerts/index.ts";
import { type Autoreply, createAutoreply } from "./domains/autoreply/index.ts";
import { type ContactsService, findContactFacts } from "./domains/contacts/index.ts";
import { findConversationTimes, listMessages, type Messages } from "./domains/messages/index.ts";
import type { Settings } from "./domains/settings/index.ts";
import type { Templates } from "./domains/templates/index.ts";
import type { Clock } from "./platform/clock.ts";
import type { SecretBox } from "./platform/crypto.ts";
import type { Db } from "./platform/db/index.ts";
import type { Ids } from "./platform/ids.ts";
import type { Jobs } from "./platform/jobs.ts";
import type { Logger } from "./platform/logger.ts";
import type { OutgoingHttp } from "./platform/outgoing/index.ts";

interface Parts {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly box: SecretBox;
  readonly http: OutgoingHttp;
  readonly addJob: Jobs["addJob"];
  readonly channels: ChannelsService;
  readonly contacts: ContactsService;
  readonly messages: Messages;
  readonly templates: Templates;
  readonly settings: Settings;
  readonly alerts: AlertsService;
}

export interface Automation {
  readonly autoreply: Autoreply;
  readonly aiReplies: AiReplies;
}

export function wireAutomation(parts: Parts): Automation {
  const { channels, contacts, messages, templates, settings, logger } = parts;
  const aiReplies = createAiReplies({
    ...parts,
    renderer: templates.renderer,
    organisation: settings.values,
    hideFromLogs: (secret) => logger.redactor.add(secret),
    lookups: {
      lockFreeConversation: async (tx, id) => (await messages.lockFreeConversations(tx, [id]))[0],
      findConversations: findConversationTimes,
      findContacts: findContactFacts,
      findChannelName: async (id) => (await channels.list()).find((channel) => channel.id === id)?.name,
      isSuppressed: async (tx, contactId, channelId) =>
        (await contacts.findSuppressed(tx, [contactId], channelId)).some(({ scope }) => scope !== "marketing"),
      listMessages,
      enqueue: messages.service.enqueue,
      noteRuleReplied: (tx, ruleId) => autoreply.noteReplied(tx, ruleId),
    },
  });
  const autoreply = createAutoreply({
    ...parts,
    messages: messages.service,
    templates: templates.renderer,
    savedTemplates: templates.service,
    settings: settings.values,
    ai: aiReplies.service,
    lookups: {
      findContacts: findContactFacts,
      findConversations: findConversationTimes,
      lockFreeConversations: messages.lockFreeConversations,
    },
  });
  templates.service.addUseFinder(autoreply.findTemplateUses);
  messages.onReceived(autoreply.onReceived);
  messages.addGuard(autoreply.followUpGuard);
  messages.addGuard(aiReplies.guard);
  return { autoreply, aiReplies };
}
