-- Looked at every few seconds: those that came just before their send was recorded, and were kept just after.
create index early_statuses_received on early_statuses (received_at);
