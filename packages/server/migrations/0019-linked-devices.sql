-- WhatsApp Web sessions. By the channel's address: a channel of this kind is given one when it is made, and keeps it.
create table linked_devices (
  address text primary key,
  state text not null check (state in ('unpaired', 'connecting', 'awaiting-scan', 'connected', 'restricted', 'logged-out', 'replaced')),
  -- { code, title, mend }: why it is in this state, where that is not plain.
  state_reason jsonb,
  state_since timestamptz not null,
  -- { phone, jid, lid, name }: who it is paired with.
  account jsonb,
  -- Sealed: keys of the session. Null: not paired.
  creds bytea,
  -- Sealed: { qr } or { pairingCode }, for the phone to scan or its owner to type.
  pairing bytea,
  pairing_expires_at timestamptz,
  -- Somebody looks at the pairing page until then: only so long are codes asked for.
  pairing_wanted_until timestamptz,
  -- Asked for a code to type instead of a picture: for this number.
  pairing_phone text,
  paired_at timestamptz,
  connected_at timestamptz,
  last_heard_at timestamptz,
  -- Raised by people's requests (pair, log out, use here), so that the owner sees them.
  wish text check (wish in ('log-out', 'use-here')),
  -- Messages to people never written to wait until then: the platform restricts the account.
  cold_stopped_until timestamptz
);

-- Signal state, one row a key, sealed. What is written together here belongs together: a ratchet and what was sent or read with it.
create table linked_device_keys (
  address text not null references linked_devices on delete cascade,
  type text not null,
  id text not null,
  value bytea not null,
  written_at timestamptz not null,
  primary key (address, type, id)
);
-- Texts kept against a second delivery, and messages kept to be asked for again or quoted, are forgotten by age.
create index linked_device_keys_by_age on linked_device_keys (written_at) where type in ('plaintext', 'sent', 'received');

-- What the server handed us and we have not finished with: stored before it is acknowledged.
create table linked_device_stanzas (
  id bigint generated always as identity primary key,
  address text not null references linked_devices on delete cascade,
  stanza bytea not null,
  received_at timestamptz not null
);
create index linked_device_stanzas_by_address on linked_device_stanzas (address, id);

-- Which numbers are on WhatsApp, as it said.
create table linked_device_numbers (
  phone text primary key,
  -- Null: not on WhatsApp.
  jid text,
  checked_at timestamptz not null
);
