-- Whom an OpenID provider calls by which name: the pair of issuer and subject is never given to anybody else.
create table oidc_identity (
    issuer     text        not null,
    subject    text        not null,
    person     text        not null,
    -- When the newest token was issued whose roles and teams were taken over; those of an older one are passed over.
    claims_at  timestamptz not null,
    created_at timestamptz not null,
    constraint oidc_identity_pkey primary key (issuer, subject),
    constraint oidc_identity_person_fkey foreign key (person) references person (handle)
);
