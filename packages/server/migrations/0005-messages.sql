create table conversations (
  id uuid primary key,
  channel_id uuid not null references channels,
  -- One way the platform knows the other side by on this channel: +E164, a BSUID, or a group's id.
  address text not null,
  contact_id uuid references contacts,
  is_group boolean not null default false,
  window_expires_at timestamptz,
  last_inbound_at timestamptz,
  last_outbound_at timestamptz,
  last_message_at timestamptz not null,
  -- When the last reply written by a person (not a rule) was queued.
  last_human_reply_at timestamptz,
  -- The pace towards this recipient, as the time up to which it is used (GCRA).
  pace_used_until timestamptz,
  created_at timestamptz not null,
  unique (channel_id, address)
);
create index conversations_by_contact on conversations (contact_id, channel_id);
create index conversations_latest on conversations (last_message_at desc, id desc);

-- History: every message, inbound and outbound. The outbox below holds only what is unfinished.
create table messages (
  id uuid primary key,
  conversation_id uuid not null references conversations,
  channel_id uuid not null references channels,
  direction text not null check (direction in ('inbound', 'outbound')),
  type text not null,
  content jsonb not null,
  source_kind text check (source_kind in ('api', 'inbox', 'autoreply', 'follow-up', 'reminder', 'rotation', 'campaign', 'hook')),
  source_id text,
  state text not null check (state in ('received', 'queued', 'held', 'sending', 'unknown', 'accepted', 'sent',
    'delivered', 'read', 'played', 'failed', 'cancelled', 'expired')),
  provider_id text,
  quoted_provider_id text,
  idempotency_key text,
  -- When it was written (inbound) or queued (outbound).
  created_at timestamptz not null,
  dispatched_at timestamptz,
  accepted_at timestamptz,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  played_at timestamptz,
  -- When it was cancelled, expired or failed.
  ended_at timestamptz,
  error jsonb
);
create unique index messages_by_provider_id on messages (channel_id, provider_id) where provider_id is not null;
create unique index messages_by_idempotency_key on messages (idempotency_key) where idempotency_key is not null;
create index messages_of_conversation on messages (conversation_id, created_at desc, id desc);

-- Decisions on a message beyond the plain path: why it was held, retried, deferred, cancelled.
create table message_events (
  id bigint generated always as identity primary key,
  message_id uuid not null,
  at timestamptz not null,
  kind text not null,
  detail jsonb
);
create index message_events_of_message on message_events (message_id, id);

-- Unfinished outbound messages, narrow and small. A finished row leaves.
-- Per conversation and lane exactly one row is the head (ready, claimed, sending, unknown); the rest wait behind it.
-- Beside them stand rows that are no part of that queue: scheduled for later or deferred, parked, held.
create table outbox (
  message_id uuid primary key references messages on delete cascade,
  channel_id uuid not null,
  conversation_id uuid not null,
  -- 0 replies, 1 api and hooks, 2 reminders, 3 rotations, 4 campaigns.
  lane smallint not null check (lane between 0 and 4),
  source_kind text not null,
  available_at timestamptz not null,
  expires_at timestamptz,
  state text not null check (state in ('ready', 'waiting', 'claimed', 'sending', 'unknown', 'held')),
  attempt integer not null default 0,
  -- Of the lease under which it was claimed.
  epoch bigint,
  state_since timestamptz not null,
  -- When the network call of the present attempt began.
  dispatched_at timestamptz,
  -- When the outcome is unknown and evidence says it was not accepted: send again, or leave it to a person.
  resend_if_unknown boolean not null,
  -- Has a time of its own to go out: neither waits for the head nor makes others wait.
  scheduled boolean not null default false,
  -- Unknown, and left to a person: the conversation goes on without it.
  parked boolean not null default false
) with (fillfactor = 70);
-- The claim: what may go now, by lane. Rows behind a head are not in it, however many.
create index outbox_claimable on outbox (channel_id, lane, available_at, message_id) where state = 'ready';
-- One head a conversation and lane: the rule itself.
create unique index outbox_one_head on outbox (conversation_id, lane)
  where state in ('ready', 'claimed', 'sending', 'unknown') and not scheduled and not parked;
-- Who is next when the head leaves.
create index outbox_waiting on outbox (conversation_id, lane, message_id) where state = 'waiting';
-- What is in some node's hands or in doubt.
create index outbox_in_flight on outbox (channel_id, state, state_since) where state in ('claimed', 'sending', 'unknown');
create index outbox_expiring on outbox (expires_at) where expires_at is not null;

-- Statuses that came before the send they belong to was recorded.
create table early_statuses (
  channel_id uuid not null,
  provider_id text not null,
  status text not null,
  at timestamptz not null,
  detail jsonb,
  received_at timestamptz not null,
  primary key (channel_id, provider_id, status)
);

-- States only move forward. A failure reported by the platform gives way to a later report that it arrived after all; so does a
-- person's decision on a message that turns out to have gone out.
create function message_state_rank(state text) returns integer language sql immutable parallel safe as $$
  select case state
    when 'queued' then 0 when 'held' then 0 when 'cancelled' then 1 when 'expired' then 1 when 'sending' then 1 when 'unknown' then 1
    when 'accepted' then 2 when 'sent' then 3 when 'failed' then 4 when 'delivered' then 5 when 'read' then 6 when 'played' then 7
    else 8 end
$$;
