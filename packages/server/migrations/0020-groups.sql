-- Groups that channels are in, as their platforms last told. What is written here is told anew with each connection.
create table groups (
  id uuid primary key,
  channel_id uuid not null references channels,
  -- The platform's id of it: conversations have it as their address.
  address text not null,
  subject text not null,
  -- The subject without case and accents: lists are in this order, and searches look into it.
  sort_key text collate "C" not null,
  words tsvector not null,
  description text,
  -- Ours.
  role text not null check (role in ('admin', 'member')),
  -- Only admins may write.
  is_announcement boolean not null,
  participant_count integer not null,
  -- What the driver wants to know again, in its own words.
  platform jsonb,
  -- Tells whether what a platform says is new.
  fingerprint text not null,
  left_at timestamptz,
  -- When the platform was last asked for all of it.
  refreshed_at timestamptz not null,
  created_at timestamptz not null,
  unique (channel_id, address)
);
create index groups_by_name on groups (channel_id, sort_key, id);

-- People by what the platform names them by; who they are is looked up in identities.
create table group_participants (
  group_id uuid not null references groups on delete cascade,
  place integer not null,
  phone text,
  lid text,
  -- As the platform calls the person, where it does.
  name text,
  role text not null check (role in ('owner', 'admin', 'member')),
  is_self boolean not null,
  primary key (group_id, place)
);

-- In a group: the contact who wrote it. No reference: it is looked up when it is shown, and may be gone.
alter table messages add column author_id uuid;

-- What happened in a group: who came and went, new names. Of other events null.
alter table conversation_events add column detail jsonb;
alter table conversation_events drop constraint conversation_events_kind_check;
alter table conversation_events add constraint conversation_events_kind_check
  check (kind in ('opened', 'closed', 'assigned', 'unassigned', 'group-changed'));
