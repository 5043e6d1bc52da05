-- Auto-reply rules, asked in the order of their position.
create table rules (
  id uuid primary key,
  name text not null,
  position integer not null,
  enabled boolean not null,
  -- null: every channel.
  channel_id uuid references channels,
  -- What it answers to: kind, values, how exactly (see autoreply.schemas.ts, also for the two below).
  match jsonb not null,
  -- A message's content whose texts are Liquid.
  reply jsonb not null,
  active_hours jsonb,
  -- At least this long between two replies of this rule in one conversation.
  cooldown_seconds integer not null,
  after_match text not null check (after_match in ('stop', 'continue')),
  applies_to_groups boolean not null,
  -- Raised by every change, so that what is compiled from it is known to be old.
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  matched_count bigint not null default 0,
  replied_count bigint not null default 0,
  failed_count bigint not null default 0,
  last_matched_at timestamptz,
  last_error text,
  last_error_at timestamptz
);

-- When a rule with a cooldown last replied in a conversation. No foreign key to the rule: one deleted while a batch that uses it is
-- under way must not make that batch fail.
create table rule_usage (
  rule_id uuid not null,
  conversation_id uuid not null references conversations on delete cascade,
  last_replied_at timestamptz not null,
  primary key (conversation_id, rule_id)
);
create index rule_usage_by_rule on rule_usage (rule_id);

-- What is sent to a contact who has been silent for a while. The first one enabled for the channel counts.
create table follow_up_rules (
  id uuid primary key,
  name text not null,
  position integer not null,
  enabled boolean not null,
  channel_id uuid references channels,
  delay_seconds integer not null check (delay_seconds between 1 and 2592000),
  text text not null,
  cancel_on_human_reply boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  queued_count bigint not null default 0,
  -- The contact wrote, a person replied, or the rule or channel was gone.
  cancelled_count bigint not null default 0,
  -- Found so long after they were due (an outage) that they were dropped.
  missed_count bigint not null default 0,
  failed_count bigint not null default 0,
  last_error text,
  last_error_at timestamptz
);

-- One timer a conversation, set anew by every message of the contact. No foreign key to the rule, for the same reason; a timer whose
-- rule or channel is gone is dropped when it is due.
create table follow_ups (
  conversation_id uuid primary key references conversations on delete cascade,
  channel_id uuid not null,
  rule_id uuid not null,
  -- When the message was written from which the silence is counted.
  trigger_at timestamptz not null,
  due_at timestamptz not null
);
create index follow_ups_due on follow_ups (due_at, conversation_id);

-- One row once the rules a new installation begins with were made, so that they stay deleted when a person deletes them.
create table autoreply_defaults (
  id integer primary key check (id = 1),
  created_at timestamptz not null
);
