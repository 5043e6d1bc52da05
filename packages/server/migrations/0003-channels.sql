create table channels (
  id uuid primary key,
  kind text not null,
  name text not null,
  -- The platform's own id of the account; inbound events are routed by it.
  address text not null,
  state text not null check (state in ('active', 'paused', 'stopped')),
  state_reason jsonb,
  config jsonb not null,
  secrets bytea not null,
  -- Raised by every change of config, secrets or state: an owner reopens the channel when it sees another one.
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  removed_at timestamptz
);
create unique index channels_by_address on channels (kind, address) where removed_at is null;

-- Who may send on a channel. Every claim locks and compares this row: an owner of an old epoch sends nothing.
create table channel_leases (
  channel_id uuid primary key references channels on delete cascade,
  node_id uuid not null,
  epoch bigint not null,
  expires_at timestamptz not null
);

-- Token buckets. Stored, so that a crash does not refill one.
create table budgets (
  key text primary key,
  tokens double precision not null,
  updated_at timestamptz not null
);

-- Up to which time of dispatch the platform's statuses have reached us: the evidence by which an unknown outcome is judged.
create table channel_progress (
  channel_id uuid primary key references channels on delete cascade,
  latest_confirmed_dispatch_at timestamptz not null
);
