-- What the installation as a whole needs, whatever its domains.

-- One row: proves that every node holds the same secret (see platform/crypto).
create table instance (
  id integer primary key check (id = 1),
  canary bytea not null
);

-- A running server process. A node that stops without saying so is recognised by an old last_seen_at.
create table nodes (
  id uuid primary key,
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  worker_ids text[] not null default '{}',
  stopped_at timestamptz
);

-- What happened, for live views and outgoing webhooks of every node. A reader goes on from (xid8, id) and reads only below
-- the oldest running transaction, so that a slow commit is never skipped.
create table events (
  id bigint generated always as identity primary key,
  xid8 xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  kind text not null,
  payload jsonb not null
);
create index events_by_commit on events (xid8, id);
