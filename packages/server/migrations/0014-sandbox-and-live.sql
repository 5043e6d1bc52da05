-- Live views. Events are kept for a day.
create index events_by_time on events using brin (at);
-- Up to which transaction events may have been deleted: whoever wants to go on from there has missed something and reads all anew.
create table event_horizon (
  id integer primary key check (id = 1),
  forgotten_up_to xid8 not null
);
insert into event_horizon values (1, '0');
