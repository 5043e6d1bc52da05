-- A message is updated three or four times within seconds (accepted, sent, delivered, read), a conversation with every message. Where a page has
-- room, such an update stays on it and leaves the indexes alone; pages written before this keep no room and lose nothing.
alter table messages set (fillfactor = 80);
alter table conversations set (fillfactor = 80);
