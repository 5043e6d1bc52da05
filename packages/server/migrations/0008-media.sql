-- The bytes of files, each kept once whatever number of media show them.
create table media_blobs (
  id uuid primary key,
  -- Null while the bytes are still coming in.
  sha256 bytea unique check (length(sha256) = 32),
  size bigint,
  created_at timestamptz not null
);

-- All chunks of a blob but its last are equally long, so that any range of it can be found.
create table media_chunks (
  blob_id uuid not null,
  position integer not null,
  bytes bytea not null,
  primary key (blob_id, position)
);
-- Photos and videos are compressed already: trying again costs time and saves nothing.
alter table media_chunks alter column bytes set storage external;

create table media (
  id uuid primary key,
  blob_id uuid not null references media_blobs,
  -- By content, not by what was claimed.
  mime text not null,
  filename text,
  origin text not null check (origin in ('upload', 'inbound')),
  -- Message types WhatsApp takes it as: image, video, audio, document, sticker.
  sendable_as text[] not null,
  -- What came in, where it was converted.
  original jsonb,
  created_at timestamptz not null,
  -- Deleted after this time, unless a message refers to it.
  kept_until timestamptz not null
);
create index media_of_blob on media (blob_id);
create index media_kept_until on media (kept_until);

-- Files a channel's platform holds for us, under an id of its own.
create table media_uploads (
  channel_id uuid not null references channels on delete cascade,
  blob_id uuid not null references media_blobs on delete cascade,
  provider_media_id text not null,
  uploaded_at timestamptz not null,
  -- Not to be used after this time.
  expires_at timestamptz not null,
  primary key (channel_id, blob_id)
);
create index media_uploads_of_blob on media_uploads (blob_id);

-- Which messages show a file: asked before it is deleted.
create index messages_of_media on messages ((content ->> 'mediaId')) where content ? 'mediaId';
