-- By which code, and with which names and figures, the last look at an account failed: to say it in another language.
alter table channel_details add column check_reason jsonb;
