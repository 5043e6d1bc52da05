/** The platform's approved texts of every channel: read from it, kept, created and deleted there. */
import type { Clock } from "../platform/clock.ts";
import { type Db, runInTransaction, type Tx } from "../platform/db/index.ts";
import { ChasquiError, describeError } from "../platform/errors.ts";
import { insertEvent } from "../platform/events/index.ts";
import type { Ids } from "../platform/ids.ts";
import { type AlertSink, applyNotices } from "./account-notices.ts";
import { findDetails, lockDetails, writeDetails } from "./channel-details.store.ts";
import type { ChannelsService } from "./channels.service.ts";
import { findChannel } from "./channels.store.ts";
import type { ChannelManagement, Notice, TemplateDraft, TemplateEdit, TemplateNews } from "./management.ts";
import {
  judgeReport,
  judgeTemplate,
  noticesOfGone,
  noticesOfTemplate,
  type TemplateKey,
  type TemplateVerdict,
} from "./message-templates.rules.ts";
import type { MessageTemplate, TemplateFilter } from "./message-templates.store.ts";
import * as store from "./message-templates.store.ts";

export interface MessageTemplates {
  /** @throws channel-unknown, template-unknown */
  get(channelId: string, id: string): Promise<MessageTemplate>;
  list(channelId: string, filter: TemplateFilter, page: Page): Promise<MessageTemplate[]>;
  /** @throws ManagementAbsent, PlatformRefused, PlatformBusy, PlatformUnreachable */
  sync(channelId: string): Promise<void>;
  create(channelId: string, draft: TemplateDraft): Promise<MessageTemplate>;
  edit(channelId: string, id: string, change: TemplateEdit): Promise<MessageTemplate>;
  remove(channelId: string, id: string): Promise<void>;
  /** Whether messages with these templates can go out, in their order. While a channel's templates were never read, all can. */
  judge(tx: Db | Tx, channelId: string, keys: readonly TemplateKey[]): Promise<TemplateVerdict[]>;
  /** The category as `judge` last saw it in this process. */
  findCategory(address: string, name: string, language: string): string | undefined;
  /** Applies reports of the platform. Answers whether templates must be read to know all about them. */
  applyNews(tx: Tx, channelId: string, news: readonly TemplateNews[], occurredAt: Date): Promise<boolean>;
}

interface Page {
  readonly limit: number;
  readonly after?: { readonly name: string; readonly id: string } | undefined;
}

/** The kind of channel has no account behind it that could be read or changed. */
export class ManagementAbsent extends ChasquiError {
  constructor() {
    super("refused", "management-absent", "A channel of this kind has no account to look into.");
  }
}

class TemplateUnknown extends ChasquiError {
  constructor() {
    super("not-found", "template-unknown", "This channel has no template with this id.", {
      mend: "List the templates of the channel, or synchronise them.",
    });
  }
}

interface Deps {
  db: Db;
  clock: Clock;
  ids: Ids;
  channels: ChannelsService;
  alerts: AlertSink;
}

const CATEGORIES_REMEMBERED = 10_000;
const GONE = "DELETED";
/** A look that is disturbed is taken once more. */
const MAX_LOOKS = 2;

export function createMessageTemplates({ db, clock, ids, channels, alerts }: Deps): MessageTemplates {
  const categories = new Map<string, string>();

  async function manage(channelId: string): Promise<ChannelManagement> {
    const { management } = channels.open(await channels.get(channelId));
    if (!management) throw new ManagementAbsent();
    return management;
  }

  async function get(channelId: string, id: string): Promise<MessageTemplate> {
    await channels.get(channelId);
    const template = await store.findTemplate(db, channelId, id);
    if (!template) throw new TemplateUnknown();
    return template;
  }

  async function sync(channelId: string): Promise<void> {
    const management = await manage(channelId);
    try {
      for (let looks = 1; looks <= MAX_LOOKS; looks += 1) {
        const asOf = await store.takeRevision(db, channelId);
        const readAt = clock.now();
        const templates = await management.listTemplates();
        const times = { asOf, revision: asOf, readAt, now: clock.now() };
        const isUndisturbed = await runInTransaction(db, (tx) => writeAll(tx, channelId, templates, times));
        if (isUndisturbed) return;
      }
    } catch (error) {
      await runInTransaction(db, async (tx) => {
        await lockDetails(tx, channelId);
        await writeDetails(tx, channelId, { templatesSyncError: describeError(error) });
        await insertEvent(tx, "channels.changed", { ids: [channelId] }, clock.now());
      });
      throw error;
    }
  }

  /** False: something else was heard of the templates meanwhile. A deletion among that leaves no trace, so the list may bring back what is
   *  gone. */
  async function writeAll(
    tx: Tx,
    channelId: string,
    templates: Awaited<ReturnType<ChannelManagement["listTemplates"]>>,
    times: store.ReadTimes,
  ): Promise<boolean> {
    const { templatesRevision } = await lockDetails(tx, channelId);
    const before = new Map((await store.listStates(tx, channelId)).map((state) => [state.providerId, state]));
    const rows = templates.map((template) => ({ ...template, id: ids.newId() }));
    await store.upsertTemplates(tx, channelId, rows, times);
    const gone = await store.deleteUnlisted(
      tx,
      channelId,
      templates.map((template) => template.providerId),
      times.asOf,
    );
    const notices: Notice[] = gone.flatMap(noticesOfGone);
    for (const after of await store.listStates(tx, channelId)) {
      notices.push(...noticesOfTemplate(before.get(after.providerId), after));
    }
    await applyNotices(alerts, tx, channelId, notices);
    await writeDetails(tx, channelId, { templatesSyncedAt: times.now, templatesSyncError: null });
    await insertEvent(tx, "channels.changed", { ids: [channelId] }, clock.now());
    return templatesRevision === times.asOf;
  }

  /** Answers whether the platform must be asked to know all about the template. */
  async function applyOne(tx: Tx, channelId: string, one: TemplateNews, occurredAt: Date): Promise<boolean> {
    const revision = await store.takeRevision(tx, channelId);
    if (one.status === GONE) {
      await store.deleteTemplate(tx, channelId, one.providerId);
      await applyNotices(alerts, tx, channelId, noticesOfGone(one.providerId));
      return false;
    }
    const judgement = judgeReport(occurredAt, await store.findReportTimes(tx, channelId, one.providerId));
    if (judgement !== "apply") return judgement === "ask";
    const [before] = await store.listStates(tx, channelId, [one.providerId]);
    await store.applyNews(tx, channelId, { ...one, id: ids.newId() }, { occurredAt, now: clock.now(), revision });
    const [after] = await store.listStates(tx, channelId, [one.providerId]);
    if (after) {
      // Heard of by a report, so whatever it says is news, also of one never seen.
      const former = before ?? { ...after, status: "", quality: null };
      await applyNotices(alerts, tx, channelId, noticesOfTemplate(former, after, one.detail));
    }
    return before === undefined;
  }

  return {
    get,
    async list(channelId, filter, page) {
      await channels.get(channelId);
      return store.listTemplates(db, channelId, filter, page);
    },
    sync,
    async create(channelId, draft) {
      const management = await manage(channelId);
      const asOf = await store.takeRevision(db, channelId);
      const readAt = clock.now();
      const created = await management.createTemplate(draft);
      const id = ids.newId();
      const { parameterFormat, ...parts } = draft;
      const template = { ...parts, ...created, parameterFormat, quality: undefined, rejectedReason: undefined, id };
      await runInTransaction(db, async (tx) => {
        // A number of its own: a look that began meanwhile may not have seen it.
        const revision = await store.takeRevision(tx, channelId);
        await store.upsertTemplates(tx, channelId, [template], { asOf, revision, readAt, now: clock.now() });
      });
      const [row] = await store.listTemplates(db, channelId, { name: draft.name }, { limit: 1 });
      // A report on it may have come first and made the row under another id.
      return (await store.findTemplate(db, channelId, id)) ?? (row as MessageTemplate);
    },
    async edit(channelId, id, change) {
      const template = await get(channelId, id);
      const management = await manage(channelId);
      await management.editTemplate(template.providerId, change);
      await sync(channelId);
      return get(channelId, id);
    },
    async remove(channelId, id) {
      const { name, providerId } = await get(channelId, id);
      const management = await manage(channelId);
      await management.deleteTemplate({ name, providerId });
      await runInTransaction(db, async (tx) => {
        await store.takeRevision(tx, channelId);
        await store.deleteTemplate(tx, channelId, providerId);
        await applyNotices(alerts, tx, channelId, noticesOfGone(providerId));
      });
    },
    async judge(tx, channelId, keys) {
      // In this order: a first look that is written between the two must not make what it found unknown.
      const hasSynced = (await findDetails(tx, channelId)).templatesSyncedAt !== null;
      const found = await store.findByKeys(tx, channelId, keys);
      const address = (await findChannel(tx, channelId))?.address ?? "";
      if (categories.size > CATEGORIES_REMEMBERED) categories.clear();
      for (const one of found) categories.set(categoryKey(address, one.name, one.language), one.category);
      return keys.map((key) => {
        const same = found.filter((one) => one.name === key.name && one.language === key.language);
        if (same.length === 0 && !hasSynced) return { kind: "ok" };
        const verdicts = same.map((one) => judgeTemplate(key, one.status));
        return verdicts.find((one) => one.kind === "ok") ?? verdicts[0] ?? judgeTemplate(key, undefined);
      });
    },
    findCategory: (address, name, language) => categories.get(categoryKey(address, name, language)),
    async applyNews(tx, channelId, news, occurredAt) {
      let mustAsk = false;
      for (const one of news) mustAsk = (await applyOne(tx, channelId, one, occurredAt)) || mustAsk;
      return mustAsk;
    },
  };
}

function categoryKey(address: string, name: string, language: string): string {
  return `${address}\n${name}\n${language}`;
}
