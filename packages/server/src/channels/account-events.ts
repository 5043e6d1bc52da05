/** Gives the platform's reports on accounts, numbers and templates their effect, in the transaction that processes them. */
import type { Tx } from "../platform/db/index.ts";
import type { ChannelDetailsService } from "./channel-details.service.ts";
import { findDetails } from "./channel-details.store.ts";
import type { ChannelsService } from "./channels.service.ts";
import { type ChannelRow, listChannels } from "./channels.store.ts";
import type { AccountNews } from "./management.ts";
import type { MessageTemplates } from "./message-templates.service.ts";

/** As the inbound path hands it over; `channelId` where the event names one. */
export interface AccountEvent {
  readonly channelId: string | undefined;
  readonly name: string;
  readonly raw: unknown;
  readonly occurredAt: Date | undefined;
}

interface Deps {
  channels: ChannelsService;
  details: ChannelDetailsService;
  templates: MessageTemplates;
  /** Asks for a look at the platform soon, if and when the transaction commits. */
  requestRead(tx: Tx, channelId: string, what: Read["what"]): Promise<void>;
}

/** What must be read again at the platform. */
interface Read {
  readonly channelId: string;
  readonly what: "account" | "templates";
}

export function createAccountEventHandler({ channels, details, templates, requestRead }: Deps) {
  function translate(event: AccountEvent, rows: readonly ChannelRow[]): Array<{ row: ChannelRow; news: AccountNews }> {
    return rows.flatMap((row) => {
      const translator = channels.driver(row.kind).accountNews;
      const news = translator?.translate(event.name, event.raw);
      const isTheirs = event.channelId === undefined || event.channelId === row.id;
      return news && isTheirs && translator?.findAccount(row.config) === news.accountId ? [{ row, news }] : [];
    });
  }

  async function concernsNumber(tx: Tx, row: ChannelRow, news: AccountNews, isOnly: boolean): Promise<boolean> {
    if (news.displayPhone === undefined || isOnly) return true;
    const { displayPhone } = await findDetails(tx, row.id);
    return displayPhone?.replace(/\D/g, "") === news.displayPhone;
  }

  async function apply(tx: Tx, event: AccountEvent, rows: readonly ChannelRow[], now: Date): Promise<Read[]> {
    const reads: Read[] = [];
    const concerned = translate(event, rows);
    for (const { row, news } of concerned) {
      // What must be read again is right for every number of the account.
      if (news.readAgain) reads.push({ channelId: row.id, what: news.readAgain });
      if (!(await concernsNumber(tx, row, news, concerned.length === 1))) continue;
      await details.applyNews(tx, row.id, news);
      if (news.templates === undefined) continue;
      const isNew = await templates.applyNews(tx, row.id, news.templates, event.occurredAt ?? now);
      if (isNew) reads.push({ channelId: row.id, what: "templates" });
    }
    return reads;
  }

  return async function onAccountEvents(batch: readonly AccountEvent[], tx: Tx, now: Date): Promise<void> {
    if (batch.length === 0) return;
    const rows = await listChannels(tx);
    const reads = new Map<string, Read>();
    for (const event of batch)
      for (const read of await apply(tx, event, rows, now)) reads.set(`${read.channelId} ${read.what}`, read);
    // Once each, however many events ask for it, and last: a job that has just run waits for who asks for it anew.
    for (const { channelId, what } of reads.values()) await requestRead(tx, channelId, what);
  };
}
