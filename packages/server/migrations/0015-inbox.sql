-- The inbox: conversations that people work in, notes and tags, quick replies, and finding things by what was written.

-- A conversation is open while somebody may have to do something in it: from the contact's message, or a person's, until a person closes it.
-- One in which only rules and campaigns wrote was never open.
alter table conversations add column is_open boolean not null default false;
-- When it was last opened and closed; null: never.
alter table conversations add column opened_at timestamptz;
alter table conversations add column closed_at timestamptz;
alter table conversations add column assigned_user_id uuid references users;
-- Messages of the contact that nobody has seen in the inbox.
alter table conversations add column unread_count integer not null default 0 check (unread_count >= 0);
-- Since when the contact waits for a person's answer; null: does not.
alter table conversations add column waiting_since timestamptz;
alter table conversations add column tag_ids uuid[] not null default '{}';
update conversations set is_open = true, opened_at = coalesce(last_inbound_at, last_human_reply_at)
  where last_inbound_at is not null or last_human_reply_at is not null;
alter table conversations add constraint conversations_unread_are_open check (is_open or unread_count = 0);

-- The inbox's lists. Those who work in it look at what is open; each list is as short as what it shows.
create index conversations_open on conversations (last_message_at desc, id desc) where is_open;
create index conversations_unread on conversations (last_message_at desc, id desc) where unread_count > 0;
create index conversations_assigned on conversations (assigned_user_id, last_message_at desc, id desc) where assigned_user_id is not null;
create index conversations_tagged on conversations using gin (tag_ids) where tag_ids <> '{}';
-- The latest of all messages, whatever their conversation.
create index messages_latest on messages (created_at desc, id desc);
-- Our own reactions, by the message they are on.
create index messages_own_reactions on messages (channel_id, (content ->> 'targetProviderId')) where type = 'reaction' and direction = 'outbound';

-- What happened to a conversation beyond its messages.
create table conversation_events (
  id bigint generated always as identity primary key,
  conversation_id uuid not null references conversations on delete cascade,
  at timestamptz not null,
  kind text not null check (kind in ('opened', 'closed', 'assigned', 'unassigned')),
  -- Who did it; nobody: it followed from a message.
  actor_kind text check (actor_kind in ('user', 'api-key')),
  actor_id uuid,
  -- To whom it was assigned.
  user_id uuid references users
);
create index conversation_events_of_conversation on conversation_events (conversation_id, at desc, id desc);

-- What people tell each other in a conversation; the contact never sees it.
create table conversation_notes (
  id uuid primary key,
  conversation_id uuid not null references conversations on delete cascade,
  author_kind text not null check (author_kind in ('user', 'api-key')),
  author_id uuid not null,
  text text not null,
  created_at timestamptz not null,
  edited_at timestamptz
);
create index conversation_notes_of_conversation on conversation_notes (conversation_id, created_at desc, id desc);

-- One vocabulary for contacts and conversations, which keep ids of it.
create table tags (
  id uuid primary key,
  name text not null,
  color text not null,
  created_at timestamptz not null
);
create unique index tags_by_name on tags (lower(name));

create table quick_replies (
  id uuid primary key,
  shortcut text not null,
  -- Liquid.
  text text not null,
  media_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index quick_replies_by_shortcut on quick_replies (lower(shortcut));
create index quick_replies_of_media on quick_replies (media_id) where media_id is not null;

-- What people know of a contact. `display_name` is what contacts call themselves, `given_name` what we call them.
alter table contacts add column given_name text;
alter table contacts add column notes text;
alter table contacts add column tag_ids uuid[] not null default '{}';
-- The words of both names, folded: see search-words.rules.ts.
alter table contacts add column profile_words tsvector not null default '';
alter table contacts add column given_words tsvector not null default '';
update contacts set profile_words = to_tsvector('pg_catalog.simple', regexp_replace(lower(normalize(
  coalesce(display_name, '') || ' ' || coalesce(username, ''), NFKD)), '[\u0300-\u036f]', '', 'g'))
  where display_name is not null or username is not null;
create index contacts_by_words on contacts using gin ((profile_words || given_words));
create index contacts_tagged on contacts using gin (tag_ids) where tag_ids <> '{}';
create index contacts_latest on contacts (created_at desc, id desc) where merged_into is null;

-- Who asked not to be written to, and who allowed it again: every change, for whoever asks later.
create table suppression_events (
  id bigint generated always as identity primary key,
  contact_id uuid not null references contacts on delete cascade,
  scope text not null,
  kind text not null check (kind in ('suppressed', 'lifted')),
  reason text not null,
  at timestamptz not null,
  -- null: the contact, or the platform.
  actor_kind text check (actor_kind in ('user', 'api-key')),
  actor_id uuid
);
create index suppression_events_of_contact on suppression_events (contact_id, id);
insert into suppression_events (contact_id, scope, kind, reason, at)
  select contact_id, scope, 'suppressed', reason, since from suppressions order by since;

-- Phones are found by how they begin and by how they end. By bytes, whatever the database's language: others order + and digits in ways
-- in which no beginning is a range.
alter table identities alter column value type text collate "C";
create index identities_by_phone_end on identities (reverse(value) collate "C") where kind = 'phone';

-- The words of messages that people search for. Written a moment after the message, so that no message waits for it.
-- Ids grow with time, so the newest come first by the key alone.
create table message_words (
  message_id uuid primary key references messages on delete cascade,
  conversation_id uuid not null,
  words tsvector not null
);
create index message_words_by_word on message_words using gin (words);
-- Messages whose words are still to be read, a batch a row; a row is seen only once its messages are.
create table message_words_backlog (
  id bigint generated always as identity primary key,
  message_ids uuid[] not null
);
insert into message_words_backlog (message_ids)
  select array_agg(id order by id) from (
    select id, (row_number() over (order by id) - 1) / 500 as batch from messages
    where direction = 'inbound' or source_kind not in ('campaign', 'rotation', 'reminder')
  ) numbered group by batch order by batch;
