-- What needs a person's eye. One row a matter: while it is not resolved, the same thing again only counts up.
create table alerts (
  id uuid primary key,
  kind text not null,
  -- What it is about, e.g. "channel:<id>" or "channel:<id>/template:<provider id>".
  subject text not null,
  channel_id uuid references channels on delete cascade,
  severity text not null check (severity in ('info', 'warning', 'critical')),
  title text not null,
  detail text,
  mend text,
  state text not null default 'open' check (state in ('open', 'acknowledged', 'resolved')),
  first_at timestamptz not null,
  last_at timestamptz not null,
  count integer not null default 1,
  acknowledged_at timestamptz,
  acknowledged_by text,
  resolved_at timestamptz
);
create unique index alerts_unresolved on alerts (kind, subject) where state <> 'resolved';
create index alerts_latest on alerts (last_at desc, id desc);

-- What the platform says of a channel's account, as of `checked_at`, kept up by its webhooks in between.
create table channel_details (
  channel_id uuid primary key references channels on delete cascade,
  display_phone text,
  verified_name text,
  status text,
  name_status text,
  quality text,
  tier text,
  throughput text,
  -- Whose messaging limit it shares.
  portfolio_id text,
  -- Whether it can send, and what stands in the way of it.
  health jsonb,
  token_expires_at timestamptz,
  data_access_expires_at timestamptz,
  -- How much of the platform's limits on calls is used, in percent, when the channel last had to rest for it.
  usage_percent double precision,
  rest_until timestamptz,
  -- People reached outside the service window in the 24 hours before `checked_at`, in the whole portfolio.
  reached_people integer,
  checked_at timestamptz,
  check_error text,
  templates_synced_at timestamptz,
  templates_sync_error text
);

-- The platform's approved texts, as last seen.
create table message_templates (
  id uuid primary key,
  channel_id uuid not null references channels on delete cascade,
  provider_id text not null,
  name text not null,
  language text not null,
  category text not null,
  status text not null,
  quality text,
  -- Null: not read yet, known from a webhook alone.
  components jsonb,
  parameter_format text,
  rejected_reason text,
  -- As of when its state is known, by our clock, and when the platform's last report on it was made, by the platform's. What is older
  -- changes nothing.
  known_at timestamptz not null,
  reported_at timestamptz,
  synced_at timestamptz,
  unique (channel_id, provider_id)
);
-- Not unique: a deleted template and its successor may stand side by side for a moment.
create index message_templates_by_name on message_templates (channel_id, name, language);

-- Templates of the last 24 hours, for counting who was reached outside the service window.
create index messages_templates_dispatched on messages (channel_id, dispatched_at) where direction = 'outbound' and type = 'template';
