-- The secret addresses of people's calendars, one for each; the secret itself is kept nowhere.
create table calendar_address (
    person       text        not null,
    hash         bytea       not null, -- SHA-256 of 256 bits of chance
    created_at   timestamptz not null,
    -- To the minute; null until it was read.
    last_read_at timestamptz,
    constraint calendar_address_pkey primary key (person),
    -- GET /calendars/{secret}.ics
    constraint calendar_address_hash_key unique (hash),
    constraint calendar_address_person_fkey foreign key (person) references person (handle)
);

-- GET /me/calendar.ics and GET /me/work: the checks that somebody owes.
create index action_to_verify_of_verifier on action (verifier, observe_until, id) where state = 'done' and not withdrawn;
