-- Signing in by password, sessions, links that reset a password, and what slows down whoever guesses.

create table password (
    person     text        not null,
    -- Argon2id with its parameters and salt, in the PHC string format.
    hash       text        not null,
    changed_at timestamptz not null,
    -- Good for one thing only: choosing another one.
    one_time   boolean     not null,
    constraint password_pkey primary key (person),
    constraint password_person_fkey foreign key (person) references person (handle)
);

create table session (
    secret_hash  bytea       not null, -- SHA-256: the secret is 256 bits of chance, so nothing slower is needed
    id           uuid        not null,
    person       text        not null,
    kind         text        not null,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at   timestamptz not null,
    ended_at     timestamptz,
    address      text        not null,
    user_agent   text,
    -- What an OpenID provider wants to see again when it is told of the sign-out.
    id_token     text,
    constraint session_pkey primary key (secret_hash),
    constraint session_id_key unique (id),
    constraint session_person_fkey foreign key (person) references person (handle),
    constraint session_kind_known check (kind in ('password', 'oidc')),
    constraint session_id_token_is_a_providers check (id_token is null or kind = 'oidc')
);

-- Ending all sessions of a person.
create index session_open_of_person on session (person) where ended_at is null;
-- The clean-up.
create index session_by_expiry on session (expires_at);

create table password_reset (
    token_hash bytea       not null, -- SHA-256, as above
    person     text        not null,
    created_by text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    constraint password_reset_pkey primary key (token_hash),
    constraint password_reset_person_fkey foreign key (person) references person (handle)
);

-- A new link takes the place of an older one.
create index password_reset_unused_of_person on password_reset (person) where used_at is null;

-- Failed sign-ins, counted where all nodes see them. A count fades with time.
create table sign_in_throttle (
    -- What is counted: failures of an account from one network, of a network, or of an account from unknown networks.
    scope         text        not null,
    key           text        not null,
    failures      integer     not null,
    -- Up to when the fading has been taken into account.
    counted_at    timestamptz not null,
    blocked_until timestamptz,
    -- Attempts that were answered 429 since the last one that was looked at.
    refused       integer     not null,
    constraint sign_in_throttle_pkey primary key (scope, key),
    constraint sign_in_throttle_scope_known check (scope in ('account_and_network', 'network', 'account'))
);

-- The clean-up.
create index sign_in_throttle_by_count on sign_in_throttle (counted_at);

-- From where people have signed in: there they are not slowed down by guesses from elsewhere.
create table sign_in_network (
    person  text        not null,
    network text        not null,
    last_at timestamptz not null,
    constraint sign_in_network_pkey primary key (person, network),
    constraint sign_in_network_person_fkey foreign key (person) references person (handle)
);

-- That the first administrator was given a password: one row, made once. Who deletes it is given a new one at the next start.
create table first_start (
    only_one boolean     not null default true,
    at       timestamptz not null,
    constraint first_start_pkey primary key (only_one),
    constraint first_start_is_one check (only_one)
);
