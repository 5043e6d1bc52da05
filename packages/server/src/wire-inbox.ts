/** Connects what people do in the inbox with who they are, and messages with what they were sent for. */
import type { ChannelsService } from "./channels/channels.service.ts";
import { findAiReplyId } from "./domains/ai-replies/index.ts";
import { findActors, isAnsweringUser } from "./domains/auth/index.ts";
import type { Autoreply } from "./domains/autoreply/index.ts";
import { type Contacts, createContacts } from "./domains/contacts/index.ts";
import type { GroupsService } from "./domains/groups/index.ts";
import { createInbox, type Inbox } from "./domains/inbox/index.ts";
import {
  createConversations,
  createExplainMessage,
  type FindSource,
  type Messages,
  registerExplanationRoutes,
} from "./domains/messages/index.ts";
import type { Settings } from "./domains/settings/index.ts";
import type { Templates } from "./domains/templates/index.ts";
import type { FindActorNames } from "./platform/actor.ts";
import type { Clock } from "./platform/clock.ts";
import type { Db } from "./platform/db/index.ts";
import type { HttpApp } from "./platform/http/index.ts";
import type { Ids } from "./platform/ids.ts";
import type { Logger } from "./platform/logger.ts";

interface Core {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
}

export function wireContacts(core: Core): Contacts {
  return createContacts({ ...core, findActorNames: createFindActorNames(core.db) });
}

interface Parts extends Core {
  readonly logger: Logger;
  readonly channels: ChannelsService;
  readonly contacts: Contacts;
  readonly groups: GroupsService;
  readonly messages: Messages;
  readonly templates: Pick<Templates, "renderer">;
  readonly autoreply: Pick<Autoreply, "rules" | "followUps">;
  readonly settings: Settings;
}

export function wireInbox(parts: Parts): Inbox {
  const { db, contacts, settings, autoreply } = parts;
  const findActorNames = createFindActorNames(db);
  const conversations = createConversations({
    ...parts,
    contacts: contacts.service,
    tags: contacts.tags,
    findActorNames,
    isAssignable: isAnsweringUser,
    readReceiptPolicy: () => settings.get("readReceipts"),
  });
  contacts.onTagDeleted(conversations.forgetTag);
  const inbox = createInbox({
    ...parts,
    messages: parts.messages.service,
    conversations,
    templates: parts.templates.renderer,
    findActorNames,
    findContactNames: contacts.service.findNames,
    namePeople: (people) => parts.groups.namePeople(db, people),
    settings: settings.values,
  });
  const explain = createExplainMessage({ ...parts, findSource: createFindSource(db, autoreply) });
  return {
    ...inbox,
    registerRoutes(app: HttpApp) {
      conversations.registerRoutes(app);
      inbox.registerRoutes(app);
      registerExplanationRoutes(app, explain);
    },
  };
}

function createFindActorNames(db: Db): FindActorNames {
  return async (ids) => new Map((await findActors(db, ids)).map(({ id, name }) => [id, name]));
}

function createFindSource(db: Db, { rules, followUps }: Parts["autoreply"]): FindSource {
  return async (kind, id) => {
    if (kind === "inbox" || kind === "api") {
      const [actor] = await findActors(db, [id]);
      return { name: actor?.name ?? null, link: actor ? { kind: actor.kind, id } : null };
    }
    const aiReplyId = kind === "autoreply" ? findAiReplyId(id) : undefined;
    if (aiReplyId !== undefined) return { name: null, link: { kind: "ai-reply", id: aiReplyId } };
    const lists = { autoreply: rules.list, "follow-up": followUps.listRules };
    if (kind !== "autoreply" && kind !== "follow-up") return { name: null, link: null };
    const rule = (await lists[kind]()).find((one) => one.id === id);
    const linked = kind === "autoreply" ? "rule" : "follow-up-rule";
    return { name: rule?.name ?? null, link: rule ? { kind: linked, id } : null };
  };
}
