-- Every body a platform posted to us and proved to be its own, as it came. Kept for audit and replay.
create table inbound_events (
  id bigint generated always as identity,
  received_at timestamptz not null,
  channel_kind text not null,
  -- Which secret signed it (a fingerprint): events are routed only to channels that share it.
  signer text not null,
  body bytea not null,
  state text not null default 'stored' check (state in ('stored', 'quarantined')),
  error text,
  primary key (received_at, id)
) partition by range (received_at);
create table inbound_events_default partition of inbound_events default;
create index inbound_events_quarantined on inbound_events (id) where state = 'quarantined';

-- What is not yet processed: one narrow row, so that the body is written once and never updated.
create table inbound_queue (
  event_id bigint primary key,
  received_at timestamptz not null
);

-- Keys of events that leave no row of their own to be recognised by.
create table inbound_dedupe (
  key text primary key,
  seen_at timestamptz not null
);

-- The processor's right to process: it holds this row's lock for the length of a batch, so batches never overlap.
create table inbound_turn (id integer primary key check (id = 1));
insert into inbound_turn values (1);
