-- The virtual phones of sandbox channels: what WhatsApp would have. It knows nothing of contacts, conversations and messages of ours, and
-- hears of us only through the driver.

-- A person with a phone, or a group of them. A person is at once the chat between them and the business.
create table sandbox_chats (
  id uuid primary key,
  -- The channel's; see channels.address.
  channel_address text not null,
  -- +E164 of a person, or a group's id.
  address text not null,
  is_group boolean not null,
  name text,
  -- The number was made up here, so it is nobody's.
  is_invented boolean not null,
  is_on_whatsapp boolean not null default true,
  is_online boolean not null default true,
  has_blocked boolean not null default false,
  -- Until then the phone shows that the business is typing.
  typing_until timestamptz,
  active_at timestamptz not null,
  created_at timestamptz not null,
  unique (channel_address, address)
);
create index sandbox_chats_latest on sandbox_chats (active_at desc, id desc);

create table sandbox_members (
  group_id uuid not null references sandbox_chats on delete cascade,
  person_id uuid not null references sandbox_chats on delete cascade,
  primary key (group_id, person_id)
);
create index sandbox_members_of_person on sandbox_members (person_id);

create table sandbox_messages (
  id uuid primary key,
  chat_id uuid not null references sandbox_chats on delete cascade,
  -- The person who wrote it; null: the business.
  author_id uuid references sandbox_chats on delete cascade,
  -- What the platform calls it.
  provider_id text not null unique,
  -- What we call it, where the business wrote it.
  message_id uuid,
  type text not null,
  content jsonb not null,
  quoted_provider_id text,
  state text not null check (state in ('accepted', 'sent', 'delivered', 'read', 'failed')),
  -- Which tick comes next by itself, and when.
  next_state text check (next_state in ('sent', 'delivered', 'read', 'failed')),
  next_at timestamptz,
  -- How it goes on from tick to tick: see SandboxDelivery.
  delay_ms integer not null default 0,
  read_after_ms integer,
  fails boolean not null default false,
  -- The person had blocked the business when it should have come: it never will.
  is_lost boolean not null default false,
  created_at timestamptz not null,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz
);
create index sandbox_messages_of_chat on sandbox_messages (chat_id, created_at desc, id desc);
create index sandbox_messages_due on sandbox_messages (next_at) where next_at is not null;
create index sandbox_messages_of_media on sandbox_messages ((content ->> 'mediaId')) where content ? 'mediaId';

-- How the next messages to a chat are to fail, one row each, used up in this order.
create table sandbox_failures (
  id bigint generated always as identity primary key,
  chat_id uuid not null references sandbox_chats on delete cascade,
  kind text not null
);
create index sandbox_failures_of_chat on sandbox_failures (chat_id, id);

-- One row once the first sandbox channel was made, so that it stays removed when a person removes it.
create table sandbox_defaults (
  id integer primary key check (id = 1),
  created_at timestamptz not null
);
