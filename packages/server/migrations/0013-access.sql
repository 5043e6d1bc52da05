-- People: who they are, how they sign in, and a record of every change.

create table users (
  id uuid primary key,
  name text not null,
  -- Lower case, unique among all who are not deleted; null: deleted. The row itself stays, because history points to it.
  email text unique,
  role text not null check (role in ('owner', 'manager', 'agent', 'viewer')),
  -- null: whatever the browser speaks.
  language text check (language in ('en', 'es', 'pt')),
  -- Argon2id, with its parameters in the text. null: invited and not here yet, or deleted.
  password_hash text,
  created_at timestamptz not null,
  -- Coarse: written at most once a minute.
  last_seen_at timestamptz,
  disabled_at timestamptz,
  deleted_at timestamptz,
  check (deleted_at is null or (email is null and password_hash is null)),
  check (deleted_at is not null or email is not null)
);

-- Of a token only a digest is kept; SHA-256 is right for 256 random bits, as for API keys. Expiry follows from the two times.
create table sessions (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  created_at timestamptz not null,
  -- Coarse: written at most once a minute.
  last_seen_at timestamptz not null,
  address text not null,
  user_agent text
);
create index sessions_by_user on sessions (user_id, last_seen_at);

-- Links that work once: the one that makes the first owner, invitations, and new passwords.
create table one_time_links (
  id uuid primary key,
  purpose text not null check (purpose in ('setup', 'invitation', 'password-reset')),
  -- null for set-up alone: nobody is there yet.
  user_id uuid references users (id) on delete cascade,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  created_at timestamptz not null,
  -- null: valid until it is used.
  expires_at timestamptz,
  check ((purpose = 'setup') = (user_id is null))
);
-- A new link of a person replaces the one before.
create unique index one_time_links_by_user on one_time_links (user_id) where user_id is not null;

-- Browsers in which somebody has signed in before: what strangers try on an account does not slow these down.
create table known_browsers (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  user_id uuid not null references users (id) on delete cascade,
  last_used_at timestamptz not null
);
create index known_browsers_by_user on known_browsers (user_id);

-- Failed sign-ins, counted for all nodes together. A key is a digest of what is counted: an address, an account, both, or a browser.
create table sign_in_failures (
  key bytea primary key,
  failures integer not null check (failures >= 0),
  last_at timestamptz not null,
  -- Until then no attempt is looked at.
  blocked_until timestamptz not null
);
create index sign_in_failures_by_age on sign_in_failures (last_at);

alter table api_keys add column created_by_user uuid references users (id);

-- Every change that succeeded, and every sign-in that was refused. Rows are added and, when old, deleted; never changed. Names stand in
-- them as they were, and nothing refers to other tables: history must not change with what it tells of.
create table audit_log (
  id uuid primary key,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('user', 'api-key', 'command-line', 'system', 'nobody')),
  actor_id uuid,
  actor_name text,
  address text,
  user_agent text,
  operation text not null,
  outcome text not null check (outcome in ('done', 'refused')),
  -- The code of the refusal.
  reason text,
  target_ids text[] not null,
  -- [{ "name": …, "value"?: … }]: what the request said, without what is secret.
  fields jsonb not null
);
create index audit_log_by_time on audit_log (at desc, id desc);
create index audit_log_by_actor on audit_log (actor_id, at desc, id desc) where actor_id is not null;
create index audit_log_by_operation on audit_log (operation, at desc, id desc);
create index audit_log_by_target on audit_log using gin (target_ids);
