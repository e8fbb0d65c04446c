-- What people are told: in the service, and by mail for those who want it.

-- When and how somebody wants mail, for who ever chose.
create table notice_settings (
    person        text        not null,
    mail          text        not null,
    digest_at     time        not null,
    -- Both or none; the hours may go over midnight.
    quiet_from    time,
    quiet_until   time,
    weekend_quiet boolean     not null,
    version       integer     not null,
    constraint notice_settings_pkey primary key (person),
    constraint notice_settings_mail_known check (mail in ('each_run', 'daily_digest', 'off')),
    constraint notice_settings_quiet_hours_have_two_ends check (
        (quiet_from is null) = (quiet_until is null) and (quiet_from is null or quiet_from <> quiet_until)),
    constraint notice_settings_person_fkey foreign key (person) references person (handle)
);

-- What everybody has; what somebody has who never chose is said here alone.
create view notice_settings_in_force as
select p.handle as person, coalesce(s.mail, 'each_run') as mail, coalesce(s.digest_at, time '08:30') as digest_at,
    s.quiet_from, s.quiet_until, coalesce(s.weekend_quiet, false) as weekend_quiet, coalesce(s.version, 0) as version
from person p left join notice_settings s on s.person = p.handle;

-- One message to one person, about any number of notices. What it says is written when it is sent.
create table mail (
    id              uuid        not null,
    person          text        not null,
    -- The same at each attempt, so that a repeated one can be told from a new one.
    message_id      text        not null,
    state           text        not null,
    attempts        integer     not null,
    next_attempt_at timestamptz not null,
    -- Until when the node that has claimed it is left alone with it.
    claimed_until   timestamptz,
    last_error      text,
    created_at      timestamptz not null,
    sent_at         timestamptz,
    constraint mail_pkey primary key (id),
    constraint mail_message_id_key unique (message_id),
    constraint mail_state_known check (state in ('queued', 'sent', 'dead', 'dropped')),
    constraint mail_person_fkey foreign key (person) references person (handle)
);

-- The sender's next one.
create index mail_to_send on mail (next_attempt_at, id) where state = 'queued';
-- GET /mail-deliveries?state=…, newest first.
create index mail_by_state on mail (state, created_at, id);
-- When somebody's last message was written, for the digest.
create index mail_of_person on mail (person, created_at);
-- What is old is forgotten.
create index mail_by_time on mail (created_at);

-- One person hears of one thing that a transaction did, once. The COE and the action may be deleted: then nobody reads
-- of them any more, and no key stands in the way.
create table notice (
    id          uuid        not null,
    event_id    bigint      not null,
    -- The mark of the event's transaction: many changes of one action in one transaction are one notice.
    transaction uuid        not null,
    person      text        not null,
    type        text        not null,
    coe_id      uuid        not null,
    action_id   uuid,
    detail      json,
    at          timestamptz not null,
    created_at  timestamptz not null,
    read_at     timestamptz,
    -- Whether it waits to be put into a message.
    to_mail     boolean     not null,
    mail_id     uuid,
    constraint notice_pkey primary key (id),
    constraint notice_person_fkey foreign key (person) references person (handle),
    constraint notice_mail_fkey foreign key (mail_id) references mail (id) on delete set null
);

-- One notice for each person, transaction and action, or else COE.
create unique index notice_once on notice (person, coalesce(action_id, coe_id), transaction);
-- GET /me/notices
create index notice_of_person on notice (person, created_at, id);
-- GET /me/notices?unread=true&count=true, and marking many as read.
create index notice_unread_of_person on notice (person, created_at, id) where read_at is null;
-- What is to be put into messages.
create index notice_to_mail on notice (person, created_at) where to_mail;
-- What a message says.
create index notice_of_mail on notice (mail_id) where mail_id is not null;
-- What is old is forgotten.
create index notice_by_time on notice (at);

-- Links that switch somebody's mail off: one for each attempt to send a message, kept as a hash.
create table unsubscribe_link (
    token_hash bytea       not null,
    person     text        not null,
    created_at timestamptz not null,
    constraint unsubscribe_link_pkey primary key (token_hash),
    constraint unsubscribe_link_hash_is_sha256 check (octet_length(token_hash) = 32),
    constraint unsubscribe_link_person_fkey foreign key (person) references person (handle)
);

-- What is old is forgotten.
create index unsubscribe_link_by_time on unsubscribe_link (created_at);
