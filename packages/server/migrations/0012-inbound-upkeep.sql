-- What people did to messages we do not know (yet): reactions, edits and revocations that outran the answer of a send, or the event of
-- the message itself. Applied when the message becomes known, deleted when it never does.
create table early_changes (
  id bigint generated always as identity primary key,
  channel_id uuid not null,
  target_provider_id text not null,
  type text not null check (type in ('reaction', 'edit', 'revoke')),
  -- null: ourselves.
  contact_id uuid references contacts on delete cascade,
  -- Of a reaction; empty: taken back.
  emoji text not null,
  -- Of an edit: the new words.
  text text,
  at timestamptz not null,
  received_at timestamptz not null
);
create index early_changes_of_target on early_changes (channel_id, target_provider_id);

-- What is known of a channel's templates has an order of its own, because clocks can't give it one: every look at the platform and every
-- report takes the next number. A look changes nothing that was written under a higher number than its own.
alter table channel_details add column templates_revision bigint not null default 0;
alter table message_templates add column revision bigint not null default 0;

-- Which messages show which files of ours, wherever in their content: asked before a file is deleted.
create table message_media (
  message_id uuid not null references messages on delete cascade,
  media_id uuid not null,
  primary key (message_id, media_id)
);
create index message_media_of_media on message_media (media_id);
insert into message_media (message_id, media_id)
  select id, (content ->> 'mediaId')::uuid from messages
  where content ? 'mediaId' and content ->> 'mediaId' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
drop index messages_of_media;
