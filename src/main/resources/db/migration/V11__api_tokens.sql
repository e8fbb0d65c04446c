-- Credentials of scripts and dashboards. The secret itself is kept nowhere.
create table api_token (
    id           uuid        not null,
    person       text        not null,
    name         text        not null,
    -- The first characters, by which its owner recognises it.
    prefix       text        not null,
    hash         bytea       not null, -- SHA-256: the secret is 256 bits of chance, so nothing slower is needed
    scopes       varchar[]   not null,
    teams        varchar[]   not null,
    created_by   text        not null,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    revoked_by   text,
    constraint api_token_pkey primary key (id),
    constraint api_token_hash_key unique (hash),
    constraint api_token_person_fkey foreign key (person) references person (handle),
    constraint api_token_revoked_by_somebody check ((revoked_at is null) = (revoked_by is null))
);

-- GET /people/{person}/tokens
create index api_token_of_person_by_creation on api_token (person, created_at, id) where revoked_at is null;

-- The standing of a caller: which teams they work in and manage.
create index team_by_member on team using gin (members);
create index team_by_manager on team using gin (managers);
create index team_by_parent on team (parent) where parent is not null;

alter table history drop constraint history_subject_known;
alter table history add constraint history_subject_known
    check (subject in ('coe', 'action', 'overdue_review', 'person', 'team', 'token'));
