/** What the placeholders of the platform's templates stand for: kept per template, and filled for a contact. */
import type { ChannelsService } from "../../channels/channels.service.ts";
import type { MessageContent } from "../../channels/content.ts";
import type { MessageTemplates } from "../../channels/message-templates.service.ts";
import type { MessageTemplate } from "../../channels/message-templates.store.ts";
import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction } from "../../platform/db/index.ts";
import { insertEvent } from "../../platform/events/index.ts";
import type { PlaceholderValues } from "./message-template-variables.store.ts";
import * as store from "./message-template-variables.store.ts";
import {
  type FilledTemplate,
  listPlaceholders,
  type Placeholder,
  showFilled,
  tidyValue,
  toContent,
} from "./placeholders.rules.ts";
import { previewText, type TextPreview } from "./preview.ts";
import type { TemplateRenderer } from "./template-renderer.ts";
import { PlaceholdersUnknown, type VariantProblem, VariantsInvalid } from "./templates.errors.ts";
import type { TemplatesService } from "./templates.service.ts";

/** A placeholder and what is written for it; `source` null: nothing yet. */
export interface MappedPlaceholder extends Placeholder {
  readonly source: string | null;
}

export interface PlaceholderPreview extends MappedPlaceholder {
  /** Null: nothing would stand there, and the platform refuses that. */
  readonly value: string | null;
  readonly problem: TextPreview["problem"];
  readonly missing: string[];
}

export interface MessageTemplatePreview extends FilledTemplate {
  readonly placeholders: PlaceholderPreview[];
  /** What to send; null while a placeholder has no value. */
  readonly content: Extract<MessageContent, { type: "template" }> | null;
}

export interface MessageTemplateVariables {
  /** @throws channel-unknown, template-unknown */
  get(channelId: string, templateId: string): Promise<{ placeholders: MappedPlaceholder[]; updatedAt: Date | null }>;
  /** Replaces all. @throws PlaceholdersUnknown, VariantsInvalid (its languages are the placeholders), channel-unknown, template-unknown */
  set(channelId: string, templateId: string, values: PlaceholderValues): Promise<void>;
  /** The template filled for a contact, or for samples. `values` replace what is stored. */
  preview(
    channelId: string,
    templateId: string,
    wanted: { contactId?: string | undefined; values?: PlaceholderValues | undefined },
  ): Promise<MessageTemplatePreview>;
}

interface Deps {
  db: Db;
  clock: Clock;
  renderer: TemplateRenderer;
  templates: Pick<TemplatesService, "findContact">;
  messageTemplates: Pick<MessageTemplates, "get">;
  channels: Pick<ChannelsService, "get">;
  settings: () => { readonly organisationName: string };
}

export function createMessageTemplateVariables(deps: Deps): MessageTemplateVariables {
  const { db, clock, renderer } = deps;

  async function read(channelId: string, templateId: string) {
    const template = await deps.messageTemplates.get(channelId, templateId);
    const stored = await store.findPlaceholders(db, keyOf(channelId, template));
    return { template, stored, placeholders: listPlaceholders(template.components ?? []) };
  }

  function check(values: PlaceholderValues, placeholders: readonly Placeholder[]): void {
    const known = placeholders.map(({ id }) => id);
    const unknown = Object.keys(values).filter((id) => !known.includes(id));
    if (unknown.length > 0) throw new PlaceholdersUnknown(unknown, known);
    const problems = Object.entries(values).flatMap(([id, source]): VariantProblem[] => {
      const { problem } = previewText(renderer, "", { source });
      return problem?.line === undefined ? [] : [{ line: 1, column: 1, ...problem, language: id }];
    });
    if (problems.length > 0) throw new VariantsInvalid(problems);
  }

  return {
    async get(channelId, templateId) {
      const { placeholders, stored } = await read(channelId, templateId);
      const mapped = placeholders.map((placeholder) => map(placeholder, stored?.values));
      return { placeholders: mapped, updatedAt: stored?.updatedAt ?? null };
    },
    async set(channelId, templateId, values) {
      const { template, placeholders } = await read(channelId, templateId);
      check(values, placeholders);
      await runInTransaction(db, async (tx) => {
        await store.upsertPlaceholders(tx, keyOf(channelId, template), values, clock.now());
        await insertEvent(tx, "channels.changed", { ids: [channelId] }, clock.now());
      });
    },
    async preview(channelId, templateId, wanted) {
      const { template, placeholders, stored } = await read(channelId, templateId);
      const contact = await deps.templates.findContact(wanted.contactId);
      const channel = await deps.channels.get(channelId);
      const { organisationName } = deps.settings();
      const sources = wanted.values ?? stored?.values;
      const previews = placeholders.map((placeholder): PlaceholderPreview => {
        const mapped = map(placeholder, sources);
        const values = { "channel.name": channel.name };
        const { text, problem, missing } = previewText(renderer, organisationName, {
          source: mapped.source ?? "",
          contact,
          values,
        });
        return { ...mapped, value: tidyValue(text ?? "") || null, problem, missing };
      });
      const known = previews.flatMap(({ id, value }) => (value === null ? [] : [[id, value] as const]));
      const values = new Map(known);
      return {
        ...showFilled(template.components ?? [], values),
        placeholders: previews,
        content: previews.every(({ value }) => value !== null) ? toContent(template, placeholders, values) : null,
      };
    },
  };
}

function keyOf(channelId: string, { name, language }: Pick<MessageTemplate, "name" | "language">): store.TemplateKey {
  return { channelId, name, language };
}

function map(placeholder: Placeholder, values: PlaceholderValues | undefined): MappedPlaceholder {
  const source = values && Object.hasOwn(values, placeholder.id) ? values[placeholder.id] : undefined;
  return { ...placeholder, source: source ?? null };
}
