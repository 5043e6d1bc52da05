-- What contacts do to messages after they were written.
alter table messages add column edited_at timestamptz;
alter table messages add column revoked_at timestamptz;
-- How often a message was queued again because the platform reported a passing failure.
alter table messages add column resends smallint not null default 0;

-- Who reacted to which message, with what. One reaction a person and message.
create table reactions (
  message_id uuid not null references messages on delete cascade,
  -- The contact, or null for ourselves.
  contact_id uuid references contacts on delete cascade,
  emoji text not null,
  at timestamptz not null,
  unique nulls not distinct (message_id, contact_id)
);

-- All contacts that are one person.
create index contacts_of_person on contacts (coalesce(merged_into, id));
create index contacts_merged_into on contacts (merged_into) where merged_into is not null;

-- Messages typed by staff in the WhatsApp app, or imported from its history.
alter table messages drop constraint messages_source_kind_check;
alter table messages add constraint messages_source_kind_check
  check (source_kind in ('api', 'inbox', 'autoreply', 'follow-up', 'reminder', 'rotation', 'campaign', 'hook', 'phone'));
