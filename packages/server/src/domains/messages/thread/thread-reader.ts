/** Reads messages as threads show them: with files, quoted messages, reactions, and what can be done. */
import type { SendError } from "../../../channels/channel.ts";
import type { FindActorNames } from "../../../platform/actor.ts";
import type { Db, Tx } from "../../../platform/db/index.ts";
import type { ContactNames, ContactsService } from "../../contacts/index.ts";
import type { Media } from "../../media/index.ts";
import type { Message } from "../messages.store.ts";
import { actionsOf } from "./message-actions.rules.ts";
import { findText } from "./message-text.ts";
import { groupReactions } from "./reactions.rules.ts";
import type { Stretch } from "./stretch.ts";
import type { ThreadMessage } from "./thread.schemas.ts";
import * as store from "./thread.store.ts";

export interface ThreadReader {
  /** In the order of the stretch. */
  list(conversationId: string, stretch: Stretch): Promise<ThreadMessage[]>;
  /** Those of these that the thread of this conversation shows, in any order. */
  find(conversationId: string, ids: readonly string[]): Promise<ThreadMessage[]>;
}

export interface ThreadReaderDeps {
  readonly db: Db;
  readonly findMedia: (tx: Db | Tx, ids: readonly string[]) => Promise<readonly Media[]>;
  readonly findActorNames: FindActorNames;
  readonly findContactNames: ContactsService["findNames"];
}

const QUOTE_LENGTH = 300;

export function createThreadReader(deps: ThreadReaderDeps): ThreadReader {
  const { db, findMedia, findActorNames, findContactNames } = deps;

  async function describe(messages: readonly Message[]): Promise<ThreadMessage[]> {
    const [first] = messages;
    if (!first) return [];
    const { channelId } = first;
    const quoted = await store.findQuoted(
      db,
      channelId,
      idsOf(messages, (message) => message.quotedProviderId),
    );
    const own = await store.findOwnReactions(
      db,
      channelId,
      idsOf(messages, (message) => message.providerId),
    );
    const media = await findMedia(
      db,
      idsOf(messages, (message) => mediaIdOf(message.content)),
    );
    const senders = messages.filter(({ sourceKind }) => sourceKind === "inbox" || sourceKind === "api");
    const names = await findActorNames(idsOf(senders, (message) => message.sourceId));
    const authors = await findContactNames(
      db,
      idsOf([...messages, ...quoted], ({ authorId }) => authorId),
    );
    return messages.map((message) =>
      describeMessage(message, {
        quoted: quoted.find((one) => one.providerId === message.quotedProviderId),
        authors,
        own: own.find((one) => one.targetProviderId === message.providerId),
        media: media.find((one) => one.id === mediaIdOf(message.content)),
        sourceName: message.sourceId === null ? null : (names.get(message.sourceId) ?? null),
      }),
    );
  }

  return {
    list: async (conversationId, stretch) => describe(await store.listThreadMessages(db, conversationId, stretch)),
    find: async (conversationId, ids) => describe(await store.findThreadMessages(db, conversationId, ids)),
  };
}

interface Belongings {
  readonly quoted: store.QuotedMessage | undefined;
  readonly authors: readonly ContactNames[];
  readonly own: store.OwnReaction | undefined;
  readonly media: Media | undefined;
  readonly sourceName: string | null;
}

function describeMessage(message: Message, belongings: Belongings): ThreadMessage {
  const { quoted, authors, own, media, sourceName } = belongings;
  const { authorId, type, createdAt, sourceKind, sourceId, reactions, error, quotedProviderId, ...rest } = message;
  const isRevoked = message.revokedAt !== null;
  const content = isRevoked ? { type } : message.content;
  const mediaError = isRevoked ? undefined : (content.mediaError as SendError | undefined);
  const shown = isRevoked ? undefined : media;
  return {
    ...rest,
    kind: "message",
    type,
    at: createdAt,
    author: describeAuthor(authorId, authors),
    text: findText(content),
    content,
    media: shown ? describeMedia(shown) : null,
    mediaState: shown ? "there" : mediaError ? "failed" : isFetching(content) ? "fetching" : "none",
    mediaError: describeError(mediaError),
    quoted:
      quotedProviderId === null
        ? null
        : { providerId: quotedProviderId, message: quoted ? describeQuoted(quoted, authors) : null },
    reactions: groupReactions(reactions, own),
    ownReaction: own
      ? { messageId: own.messageId, emoji: own.emoji, state: own.state, error: describeError(own.error) }
      : null,
    error: describeError(error),
    source: sourceKind === null ? null : { kind: sourceKind, id: sourceId, name: sourceName },
    actions: actionsOf(message),
  };
}

function describeAuthor(authorId: string | null, authors: readonly ContactNames[]): ThreadMessage["author"] {
  const author = authors.find(({ id }) => id === authorId);
  return author ? { contactId: author.personId, name: author.displayName, phone: author.phone } : null;
}

/** A contact's file that is announced and neither here nor given up. */
function isFetching(content: Readonly<Record<string, unknown>>): boolean {
  return content.media !== undefined && content.mediaId === undefined;
}

function describeMedia({ id, mime, size, filename }: Media): NonNullable<ThreadMessage["media"]> {
  return { id, url: `/api/v1/media/${id}/content`, mime, size, filename };
}

function describeQuoted(quoted: store.QuotedMessage, authors: readonly ContactNames[]) {
  const author = describeAuthor(quoted.authorId, authors);
  const { id, direction, type, content, createdAt, revokedAt } = quoted;
  const text = revokedAt === null ? findText(content) : null;
  return {
    id,
    direction,
    author,
    type,
    text: text?.slice(0, QUOTE_LENGTH).toWellFormed() ?? null,
    createdAt,
    revokedAt,
  };
}

/** What stands in the database as an error was written by several hands. */
export function describeError(error: unknown): ThreadMessage["error"] {
  if (typeof error !== "object" || error === null) return null;
  const { code, title, detail, mend, particulars } = error as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  return {
    code: text(code) ?? "unknown",
    title: text(title) ?? "It was not sent.",
    detail: text(detail),
    mend: text(mend),
    ...(typeof particulars === "object" &&
      particulars !== null && { particulars: particulars as Record<string, unknown> }),
  };
}

function mediaIdOf(content: Readonly<Record<string, unknown>>): string | null {
  return typeof content.mediaId === "string" ? content.mediaId : null;
}

function idsOf<T>(rows: readonly T[], idOf: (row: T) => string | null): string[] {
  return [...new Set(rows.map(idOf).filter((id) => id !== null))];
}
