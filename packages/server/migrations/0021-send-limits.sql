-- Limits of channels whose platform sets none and bans instead: how much goes out a day, to how many strangers, and when not at all.

create table channel_limits (
  channel_id uuid primary key references channels on delete cascade,
  -- As people set them; null: the defaults of the version that runs.
  settings jsonb,
  -- Since when the account warms up; null: it was never connected, or limits were never on.
  warm_up_since timestamptz,
  -- Whose account it last was: see warm_ups.
  account text,
  -- The platform refuses messages to strangers. Ends earlier when a person lifts it.
  cold_stopped_since timestamptz,
  cold_stopped_until timestamptz,
  -- { code, title, mend }
  cold_stop_reason jsonb,
  -- How many in a row: each lasts longer than the one before.
  cold_stops integer not null default 0,
  updated_at timestamptz not null
);

-- By the days of the installation's time zone. Counted in the transaction that takes messages to be sent, so no crash and no other node forgets it.
create table channel_limit_days (
  channel_id uuid not null references channels on delete cascade,
  day date not null,
  messages integer not null default 0,
  new_people integer not null default 0,
  primary key (channel_id, day)
);
-- What was counted: a message that is tried again the same day counts once, so does a person.
create table channel_limit_uses (
  channel_id uuid not null references channels on delete cascade,
  day date not null,
  message_id uuid not null,
  -- The contact's, or the conversation's where there is none.
  person text not null,
  is_new_person boolean not null,
  primary key (channel_id, day, message_id)
);
create index channel_limit_uses_by_person on channel_limit_uses (channel_id, day, person) where is_new_person;
create index channel_limit_uses_by_age on channel_limit_uses (day);

-- By the account rather than the channel: who pairs a number again goes on where it was.
create table warm_ups (
  channel_kind text not null,
  -- E.164.
  account text not null,
  began_at timestamptz not null,
  -- When it was last known to be paired.
  last_seen_at timestamptz not null,
  primary key (channel_kind, account)
);

-- By which limit it was put off; stays until it is taken or the limit changes. Null: not by a limit.
alter table outbox add column limited_by text;
create index outbox_limited on outbox (channel_id, conversation_id) where limited_by is not null;
