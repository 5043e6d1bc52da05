-- Messages whose authors have not been told that they were read are forgotten by age like the rest.
drop index linked_device_keys_by_age;
create index linked_device_keys_by_age on linked_device_keys (written_at)
  where type in ('plaintext', 'sent', 'received', 'unread', 'read');
