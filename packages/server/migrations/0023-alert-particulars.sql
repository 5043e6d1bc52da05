-- The names and figures of an alert's sentences, so that they can be said in another language.
alter table alerts add column particulars jsonb;
