-- What people have set while the server runs; what is not here has its default (see domains/settings/settings.registry.ts).
create table settings (
  name text primary key,
  value jsonb not null,
  updated_at timestamptz not null
);

-- Texts of ours with Liquid placeholders, each in one language or several.
create table templates (
  id uuid primary key,
  name text not null,
  description text not null,
  -- Of the variant for people in whose language there is none.
  default_language text not null,
  -- What a preview shows for placeholders when no contact is chosen.
  sample_values jsonb not null,
  -- Raised by every change, so that what is compiled from it is known to be old.
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index templates_by_name on templates (lower(name));

create table template_variants (
  template_id uuid not null references templates on delete cascade,
  language text not null,
  body text not null,
  primary key (template_id, language)
);

-- What the placeholders of a platform's template stand for. By name, because a template made anew at the platform has another id.
create table message_template_variables (
  channel_id uuid not null references channels on delete cascade,
  name text not null,
  language text not null,
  variables jsonb not null,
  updated_at timestamptz not null,
  primary key (channel_id, name, language)
);

-- What became of messages that a rule matched, by day. One row a rule and day, added to once a batch: the rules themselves are only
-- written by people. No foreign key: a rule deleted while a batch that uses it is under way must not make that batch fail.
create table rule_statistics (
  rule_id uuid not null,
  -- In the installation's time zone at that time.
  day date not null,
  matched bigint not null,
  replied bigint not null,
  failed bigint not null,
  last_matched_at timestamptz not null,
  last_replied_at timestamptz,
  last_error text,
  last_error_at timestamptz,
  primary key (rule_id, day)
) with (fillfactor = 70);

insert into rule_statistics (rule_id, day, matched, replied, failed, last_matched_at, last_error, last_error_at)
select id, coalesce(last_matched_at, updated_at)::date, matched_count, replied_count, failed_count, coalesce(last_matched_at, updated_at),
  last_error, last_error_at
from rules where matched_count > 0;

alter table rules drop column matched_count, drop column replied_count, drop column failed_count, drop column last_matched_at,
  drop column last_error, drop column last_error_at;

-- When follow-ups of a rule are sent; null: at any time.
alter table follow_up_rules add column active_hours jsonb;
