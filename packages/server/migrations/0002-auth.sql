-- Who may use the API.

-- Of a key only a digest is kept. SHA-256 is right here: the secret is 256 random bits, so there is nothing to guess, and a slow
-- digest (made for passwords that people choose) would only slow down every request.
create table api_keys (
  id uuid primary key,
  name text not null,
  -- The part of the key that is no secret: finds the row and lets people recognise their key.
  prefix text not null unique,
  hash bytea not null check (octet_length(hash) = 32),
  scopes text[] not null check (cardinality(scopes) > 0),
  created_at timestamptz not null,
  -- The key that made it; null: the command line.
  created_by uuid references api_keys (id),
  -- Coarse: written at most once a minute.
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz
);
