/** Connects groups with those who tell of them, the channels' drivers, and with the conversations that are held in them. */
import type { ChannelsService } from "./channels/channels.service.ts";
import type { GroupBook } from "./channels/groups.ts";
import type { Contacts } from "./domains/contacts/index.ts";
import {
  createGroupBook,
  createGroupsService,
  type GroupsChangedHandler,
  type GroupsService,
} from "./domains/groups/index.ts";
import { findConversationIds, noteGroupNews } from "./domains/messages/index.ts";
import type { Clock } from "./platform/clock.ts";
import type { Db, Tx } from "./platform/db/index.ts";
import type { Ids } from "./platform/ids.ts";

interface BookParts {
  readonly clock: Clock;
  readonly ids: Ids;
  /** Made after the drivers that write into the books. */
  readonly later: () => { readonly channels: ChannelsService };
}

/** A book for each kind of channel that has groups. */
export function wireGroupBooks({ clock, ids, later }: BookParts): { linkedDevices: GroupBook; sandbox: GroupBook } {
  const onChanged: GroupsChangedHandler = (tx, groups, happened) => noteGroupNews(tx, groups, happened, clock.now());
  const deps = { clock, ids, onChanged, channels: { list: (tx?: Tx) => later().channels.list(tx) } };
  return { linkedDevices: createGroupBook("linked-device", deps), sandbox: createGroupBook("sandbox", deps) };
}

export function wireGroups(parts: { db: Db; channels: ChannelsService; contacts: Contacts }): GroupsService {
  const { db, channels, contacts } = parts;
  return createGroupsService({ db, channels, contacts: contacts.service, findConversations: findConversationIds });
}
