-- A message may be about something else than notices: then what it is for says what it has to say when it is sent.
alter table mail add column kind text not null default 'notices';
alter table mail add constraint mail_kind_known check (kind in ('notices', 'password_reset'));
