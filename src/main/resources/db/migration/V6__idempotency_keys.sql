create table idempotency_key (
    key        text        not null,
    actor      text        not null,
    request    text        not null, -- SHA-256 of method, path and body
    status     integer,
    headers    json,
    body       text,
    created_at timestamptz not null,
    constraint idempotency_key_pkey primary key (actor, key)
);

create index idempotency_key_by_age on idempotency_key (created_at);
