-- Receivers elsewhere that are told what happens, and what each of them was told.
create table webhook (
    id                    uuid        not null,
    owner                 text        not null,
    url                   text        not null,
    -- Which events: words of the event types.
    events                varchar[]   not null,
    -- Only those of this team and of the teams below it; null for all.
    team                  text,
    format                text        not null,
    active                boolean     not null,
    -- Readable, since each message is signed with it.
    secret                text        not null,
    previous_secret       text,
    previous_secret_until timestamptz,
    last_success_at       timestamptz,
    -- When the first attempt failed after the last that succeeded; null while all is well.
    failing_since         timestamptz,
    disabled_at           timestamptz,
    disabled_because      text,
    version               integer     not null,
    created_at            timestamptz not null,
    updated_at            timestamptz not null,
    constraint webhook_pkey primary key (id),
    constraint webhook_owner_fkey foreign key (owner) references person (handle),
    constraint webhook_team_fkey foreign key (team) references team (handle),
    constraint webhook_format_known check (format in ('standard', 'slack')),
    constraint webhook_has_events check (cardinality(events) > 0),
    constraint webhook_previous_secret_ends check ((previous_secret is null) = (previous_secret_until is null)),
    constraint webhook_disabled_for_a_reason check ((disabled_at is null) = (disabled_because is null)),
    constraint webhook_disabled_is_off check (disabled_at is null or not active)
);

-- GET /webhooks, by whoever is no administrator.
create index webhook_of_owner_by_creation on webhook (owner, created_at, id);

create table webhook_delivery (
    -- The message id that the receiver sees, the same at each attempt.
    id              uuid        not null,
    webhook         uuid        not null,
    -- Which event of the outbox; that may be forgotten before this. Null for a ping.
    event           bigint,
    type            text        not null,
    coe_id          uuid,
    action_id       uuid,
    team            text,
    -- When it happened.
    at              timestamptz not null,
    state           text        not null,
    attempts        integer     not null,
    next_attempt_at timestamptz,
    -- Until then the attempt under way belongs to the node that claimed it.
    claimed_until   timestamptz,
    last_attempt_at timestamptz,
    last_status     integer,
    last_error      text,
    finished_at     timestamptz,
    created_at      timestamptz not null,
    constraint webhook_delivery_pkey primary key (id),
    constraint webhook_delivery_event_key unique (webhook, event),
    constraint webhook_delivery_webhook_fkey foreign key (webhook) references webhook (id) on delete cascade,
    constraint webhook_delivery_state_known check (state in ('pending', 'delivered', 'dead', 'withheld')),
    constraint webhook_delivery_pending_has_next check ((state = 'pending') = (next_attempt_at is not null)),
    constraint webhook_delivery_pending_is_not_finished check ((state = 'pending') = (finished_at is null))
) with (fillfactor = 85); -- room on the page for what each attempt changes

-- What is due, webhook by webhook.
create index webhook_delivery_due on webhook_delivery (webhook, next_attempt_at, id) where state = 'pending';
-- How many were given up: a metric.
create index webhook_delivery_dead on webhook_delivery (id) where state = 'dead';
-- GET /webhooks/{id}/deliveries
create index webhook_delivery_of_webhook_by_creation on webhook_delivery (webhook, created_at, id);
-- What has ended long ago is forgotten.
create index webhook_delivery_by_end on webhook_delivery (finished_at) where finished_at is not null;

-- How far the outbox has been fanned out; whoever holds this row does it.
create table webhook_cursor (
    one     boolean not null default true,
    txid    xid8    not null,
    event   bigint  not null,
    -- The highest event that was fanned out: what came to be after a restore is above it.
    seen    bigint  not null,
    -- Whose transaction numbers those are: in a restored backup they begin again.
    cluster bigint  not null,
    constraint webhook_cursor_pkey primary key (one),
    constraint webhook_cursor_has_one_row check (one)
);

insert into webhook_cursor (txid, event, seen, cluster)
select '0', 0, 0, system_identifier from pg_control_system();

alter table history drop constraint history_subject_known;
alter table history add constraint history_subject_known check (subject in (
    'coe', 'action', 'overdue_review', 'person', 'team',
    'token', 'session', 'account', 'policy', 'settings', 'export', 'job', 'audit', 'webhook'));
