-- Answers asked of a language model or of an HTTP endpoint. One row of settings; what is not in it has its default.
create table ai_settings (
  id integer primary key check (id = 1),
  settings jsonb not null,
  api_key bytea,
  -- Signs what is posted to an HTTP endpoint.
  signing_secret bytea,
  updated_at timestamptz not null
);

-- Each message of a contact that is to be answered so, and what became of it. Written in the transaction that stores the message.
create table ai_replies (
  id uuid primary key,
  conversation_id uuid not null references conversations on delete cascade,
  channel_id uuid not null,
  contact_id uuid not null,
  -- The contact's message. One is never answered twice.
  message_id uuid not null unique,
  -- The rule that wants it; null: no rule matched.
  rule_id uuid,
  -- Of the rule, besides the prompt.
  instructions text,
  state text not null check (state in ('waiting', 'asking', 'answered', 'handed-over', 'silent', 'skipped', 'superseded', 'failed')),
  -- Why it ended so: a code, and a sentence for people.
  reason text,
  detail text,
  -- Raised by each attempt: the outcome of an older one counts no more.
  attempts integer not null default 0,
  attempted_at timestamptz,
  -- Not before; messages that follow each other quickly are answered together.
  due_at timestamptz not null,
  -- Not after: an answer out of the blue is worse than none.
  expires_at timestamptz not null,
  created_at timestamptz not null,
  -- When it first went to the provider: this counts for the limits.
  asked_at timestamptz,
  ended_at timestamptz,
  reply_message_id uuid,
  provider text,
  model text,
  prompt_tokens integer,
  completion_tokens integer,
  took_ms integer
);
create index ai_replies_open on ai_replies (conversation_id, created_at) where state in ('waiting', 'asking');
create index ai_replies_of_conversation on ai_replies (conversation_id, created_at desc, id desc);
create index ai_replies_latest on ai_replies (created_at desc, id desc);

-- How many were asked on a day of the installation's time zone: kept apart, so that the limit holds however many ask at once.
create table ai_usage (
  day date primary key,
  asked integer not null
);

-- Conversations in which a person is to answer.
create table ai_conversations (
  conversation_id uuid primary key references conversations on delete cascade,
  handed_over_at timestamptz,
  hand_over_reason text,
  -- A person turned AI replies off here; null: did not.
  paused_at timestamptz
);
create index ai_conversations_handed_over on ai_conversations (handed_over_at desc, conversation_id desc) where handed_over_at is not null;
