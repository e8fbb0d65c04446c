-- Lists are varchar[] and not text[]: so they are bound, and && wants the same type on both sides.
-- The calendar day at an instant in an IANA time zone: what "today" means for a team.
create function local_date(at timestamptz, zone text) returns date
    language sql immutable parallel safe
    return (at at time zone zone)::date;

create table person (
    handle     text        not null,
    name       text        not null,
    email      text,
    time_zone  text        not null,
    roles      varchar[]      not null,
    active     boolean     not null,
    version    integer     not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint person_pkey primary key (handle),
    constraint person_handle_form check (handle ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    constraint person_time_zone_known check (local_date('2000-01-01T00:00Z', time_zone) is not null)
);

create unique index person_email_key on person (lower(email));

create table team (
    handle     text        not null,
    name       text        not null,
    time_zone  text        not null,
    parent     text,
    members    varchar[]      not null,
    managers   varchar[]      not null,
    active     boolean     not null,
    version    integer     not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint team_pkey primary key (handle),
    constraint team_handle_form check (handle ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    constraint team_time_zone_known check (local_date('2000-01-01T00:00Z', time_zone) is not null),
    constraint team_parent_fkey foreign key (parent) references team (handle),
    constraint team_not_its_own_parent check (parent <> handle)
);

-- Somebody has to be there before anybody can sign in.
insert into person (handle, name, time_zone, roles, active, version, created_at, updated_at)
values ('admin', 'Administrator', 'UTC', array['admin'], true, 1, now(), now());
