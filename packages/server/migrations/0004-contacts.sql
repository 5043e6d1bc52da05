create table contacts (
  id uuid primary key,
  display_name text,
  username text,
  attributes jsonb not null default '{}',
  timezone text,
  locale text,
  -- Merging is a pointer, so that it can be undone.
  merged_into uuid references contacts,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- The ways to address a contact. scope: '' for a phone, the business portfolio or account for ids valid only there.
create table identities (
  kind text not null check (kind in ('phone', 'lid', 'bsuid')),
  scope text not null,
  value text not null,
  contact_id uuid not null references contacts on delete cascade,
  created_at timestamptz not null,
  primary key (kind, scope, value)
);
create index identities_by_contact on identities (contact_id);

-- Who must not be written to. scope: 'all', 'marketing', or a channel's id.
create table suppressions (
  contact_id uuid not null references contacts on delete cascade,
  scope text not null,
  reason text not null,
  since timestamptz not null,
  primary key (contact_id, scope)
);
