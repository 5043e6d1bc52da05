import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction } from "../../platform/db/index.ts";
import type { Ids } from "../../platform/ids.ts";
import { findContactFacts } from "../contacts/index.ts";
import { lockMedia } from "../media/index.ts";
import type { ConversationsService } from "../messages/index.ts";
import { contactVariables, organisationVariables, type TemplateRenderer } from "../templates/index.ts";
import { MediaGone, QuickReplyUnknown, ShortcutTaken, TooManyQuickReplies } from "./inbox.errors.ts";
import type { QuickReply } from "./quick-replies.store.ts";
import * as store from "./quick-replies.store.ts";

export type QuickReplyDraft = Pick<QuickReply, "shortcut" | "text" | "mediaId">;

/** A quick reply as it would be sent. */
export interface RenderedQuickReply {
  readonly text: string;
  readonly mediaId: string | null;
  /** Names it prints that have no value here. */
  readonly missing: readonly string[];
}

export interface QuickRepliesService {
  /** By shortcut. */
  list(): Promise<QuickReply[]>;
  /** @throws QuickReplyUnknown */
  get(id: string): Promise<QuickReply>;
  /** @throws TemplateInvalid, ShortcutTaken, TooManyQuickReplies, MediaGone */
  create(draft: QuickReplyDraft): Promise<QuickReply>;
  /** @throws QuickReplyUnknown and as `create` */
  update(
    id: string,
    changes: { readonly [K in keyof QuickReplyDraft]?: QuickReplyDraft[K] | undefined },
  ): Promise<QuickReply>;
  /** @throws QuickReplyUnknown */
  remove(id: string): Promise<void>;
  /** `agentName`: who is going to send it. @throws QuickReplyUnknown, ConversationUnknown, TemplateNotRenderable */
  render(id: string, conversationId: string, agentName: string): Promise<RenderedQuickReply>;
}

export interface QuickRepliesDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly conversations: Pick<ConversationsService, "getBare">;
  readonly templates: TemplateRenderer;
  readonly listChannels: () => Promise<ReadonlyArray<{ readonly id: string; readonly name: string }>>;
  readonly organisationName: () => string;
}

/** Beyond that nobody remembers the shortcuts. */
const MOST_QUICK_REPLIES = 500;

export function createQuickRepliesService(deps: QuickRepliesDeps): QuickRepliesService {
  const { db, clock, ids, templates } = deps;

  async function get(id: string): Promise<QuickReply> {
    const reply = await store.findQuickReply(db, id);
    if (!reply) throw new QuickReplyUnknown();
    return reply;
  }

  async function save(reply: QuickReply, write: typeof store.insertQuickReply): Promise<QuickReply> {
    templates.parse(reply.text);
    await runInTransaction(db, async (tx) => {
      if (reply.mediaId !== null && !(await lockMedia(tx, reply.mediaId))) throw new MediaGone();
      if (!(await write(tx, reply))) throw new ShortcutTaken(reply.shortcut);
    });
    return reply;
  }

  return {
    list: () => store.listQuickReplies(db),
    get,
    async create(draft) {
      if ((await store.countQuickReplies(db)) >= MOST_QUICK_REPLIES) throw new TooManyQuickReplies(MOST_QUICK_REPLIES);
      const now = clock.now();
      return save({ ...draft, id: ids.newId(), createdAt: now, updatedAt: now }, store.insertQuickReply);
    },
    async update(id, { shortcut, text, mediaId }) {
      const reply = await get(id);
      const changed = {
        ...reply,
        shortcut: shortcut ?? reply.shortcut,
        text: text ?? reply.text,
        mediaId: mediaId === undefined ? reply.mediaId : mediaId,
        updatedAt: clock.now(),
      };
      return save(changed, store.updateQuickReply);
    },
    async remove(id) {
      if (!(await store.deleteQuickReply(db, id))) throw new QuickReplyUnknown();
    },
    async render(id, conversationId, agentName) {
      const reply = await get(id);
      const { contactId, channelId } = await deps.conversations.getBare(conversationId);
      const [contact] = contactId === null ? [] : await findContactFacts(db, [contactId]);
      const channel = (await deps.listChannels()).find((one) => one.id === channelId);
      const { text, missing } = templates.render(templates.parse(reply.text), {
        contact: contact ? contactVariables(contact) : {},
        channel: channel ? { name: channel.name } : {},
        organisation: organisationVariables(deps.organisationName()),
        agent: { name: agentName, firstName: agentName.split(/\s+/)[0] },
      });
      return { text: text.trim(), mediaId: reply.mediaId, missing };
    },
  };
}
